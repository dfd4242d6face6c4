import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { paris } from '#src/platform/french/working-time.js';
import { parisTimezone } from './paris-timezone.js';

export interface CalendarEvent {
  /** The same from the first invitation to the cancellation. */
  readonly uid: string;
  /** Higher with each message about it (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  /** RFC 5546: an invitation or its update, or its end. */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
  readonly url?: string;
  /** When this message is made. */
  readonly at: Date;
}

/** The event as calendars read it, its times in Europe/Paris with the zone's rule beside. */
export function calendarFile(event: CalendarEvent): string {
  const cancelled = event.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Clé en main', product: 'Rendez-vous', language: 'FR' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    timezone: { name: null, generator: () => parisTimezone },
  });
  const entry = calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.at,
    lastModified: event.at,
    start: paris(event.start),
    end: paris(event.end),
    timezone: 'Europe/Paris',
    summary: event.summary,
    description: event.description,
    location: event.place,
    organizer: { name: event.organizer.name, email: event.organizer.email },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    ...(event.url ? { url: event.url } : {}),
  });
  for (const { name, email } of event.attendees) {
    entry.createAttendee({
      name,
      email,
      rsvp: false,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
    });
  }
  return calendar.toString();
}
