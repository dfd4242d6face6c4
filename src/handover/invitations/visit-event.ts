import { operatorOf, personById } from '#src/directory/index.js';
import type { Reader } from '#src/handover/store.js';
import type { Visit } from '#src/handover/types.js';
import { present } from '#src/handover/visits/change-visit.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import type { Act } from '#src/platform/acts/act.js';
import { phone } from '#src/platform/french/french.js';
import type { MailAttachment } from '#src/platform/mail/mail.js';
import { calendarFile } from './calendar-event.js';
import type { Recipient } from './mail-visit.js';

/** The event of a visit in the calendar of one of those who come. */
export async function visitCalendar(
  db: Reader,
  visit: Visit,
  given: {
    readonly method: 'REQUEST' | 'CANCEL';
    readonly to?: Recipient;
    readonly at: Date;
    readonly baseUrl: string;
  },
): Promise<string> {
  const centre = await operatorOf(db, visit.delivery_centre_id, 'delivery-centre');
  const officer = await personById(db, visit.officer_id);
  if (!visit.starts_at || !visit.ends_at || !centre) throw new Error('a visit without time has no event');
  const files = present(visit);
  const organisation = files[0]?.organisation_name ?? '';
  const attendees = [...(given.to ? [given.to] : []), ...(officer ? [officer] : [])];
  const unique = [...new Map(attendees.map(({ name, email }) => [email, { name, email }])).values()];
  return calendarFile({
    uid: `${visit.id}@${new URL(given.baseUrl).hostname}`,
    sequence: visit.sequence,
    method: given.method,
    start: visit.starts_at,
    end: visit.ends_at,
    summary: `Remise de certificat électronique, ${organisation}`,
    description: [
      `Titulaire${files.length > 1 ? 's' : ''} : ${namesOf(files)}.`,
      'Chaque titulaire vient en personne, avec la pièce d’identité de son dossier, en cours de validité.',
      visit.note,
      `${centre.name}, ${centre.contactName}, ${phone(centre.contactPhone)}`,
    ]
      .filter(Boolean)
      .join('\n'),
    place: visit.place,
    organizer: { name: centre.shortName, email: centre.contactEmail },
    attendees: unique,
    at: given.at,
  });
}

/** The invitation, its update or its cancellation, as mail carries it. */
export function eventAttachment(
  act: Act,
  visit: Visit,
  method: 'REQUEST' | 'CANCEL',
): (to: Recipient) => Promise<readonly MailAttachment[]> {
  return async (to) => [
    {
      name: 'rendez-vous.ics',
      mediaType: `text/calendar; charset=utf-8; method=${method}`,
      content: await visitCalendar(act.tx, visit, { method, to, at: act.now, baseUrl: act.baseUrl }),
    },
  ];
}
