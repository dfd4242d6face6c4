import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { paris } from '#src/platform/french/working-time.js';
import { type CalendarEvent, calendarFile } from './calendar-event.js';

const base: CalendarEvent = {
  uid: '01a20cc5-f4b3-7db5-8a86-2af190d907a9@localhost',
  sequence: 0,
  method: 'REQUEST',
  start: new Date('2026-12-02T09:00:00Z'),
  end: new Date('2026-12-02T10:00:00Z'),
  summary: 'Remise de certificat électronique, Commune d’Acigné',
  description: 'Titulaire : Maël Fictif ; à 10 h, « mairie ».\nPièce d’identité.',
  place: 'Mairie, 1 place de l’Essai, 35690 Acigné',
  organizer: { name: 'CDG 35', email: 'cdg35@exemple.fr' },
  attendees: [{ name: 'Maël Fictif', email: 'mael.fictif@exemple.fr' }],
  at: new Date('2026-11-24T09:00:00Z'),
};

/** Read back by somebody else's reader, its times by the zone that the file itself describes. */
function readBack(text: string): { component: ICAL.Component; event: ICAL.Event; start: Date; end: Date } {
  const component = new ICAL.Component(ICAL.parse(text));
  const zone = component.getFirstSubcomponent('vtimezone');
  if (!zone) throw new Error('no time zone');
  const timezone = new ICAL.Timezone(zone);
  const event = new ICAL.Event(component.getFirstSubcomponent('vevent') ?? undefined);
  const instant = (time: ICAL.Time): Date => {
    time.zone = timezone;
    return new Date(time.toUnixTime() * 1000);
  };
  return { component, event, start: instant(event.startDate), end: instant(event.endDate) };
}

describe('the event that calendars read', () => {
  test('says what, where, when and who, in Europe/Paris with its rule', () => {
    const { component, event, start, end } = readBack(calendarFile(base));
    expect(component.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe(base.uid);
    expect(event.sequence).toBe(0);
    expect(event.summary).toBe(base.summary);
    expect(event.location).toBe(base.place);
    expect(event.description).toBe(base.description);
    expect([start, end]).toEqual([base.start, base.end]);
    expect(event.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Europe/Paris');
    expect(String(event.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-24T09:00:00Z');
    expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(event.attendees.map((each) => String(each.getFirstValue()).toLowerCase())).toEqual([
      'mailto:mael.fictif@exemple.fr',
    ]);
  });

  test('is the same event when it moves, with a higher sequence, and when it is cancelled', () => {
    const moved = readBack(calendarFile({ ...base, sequence: 1, start: new Date('2026-12-03T13:00:00Z') }));
    expect([moved.event.uid, moved.event.sequence]).toEqual([base.uid, 1]);
    const cancelled = readBack(calendarFile({ ...base, sequence: 2, method: 'CANCEL' }));
    expect(cancelled.component.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(cancelled.event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect([cancelled.event.uid, cancelled.event.sequence]).toEqual([base.uid, 2]);
  });

  test('keeps its hour in Paris on both sides of the change of clocks and on any 29 February', () => {
    const minute = 60_000;
    const first = Date.UTC(2026, 0, 1);
    const last = Date.UTC(2036, 11, 31);
    const changes = [Date.UTC(2027, 2, 28), Date.UTC(2027, 9, 31), Date.UTC(2028, 1, 29)];
    const anywhere = fc.integer({ min: first / minute, max: last / minute });
    const around = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -2880, max: 2880 }))
      .map(([at, minutes]) => at / minute + minutes);
    fc.assert(
      fc.property(fc.oneof(anywhere, around), fc.integer({ min: 15, max: 480 }), (at, length) => {
        const start = new Date(at * minute);
        const { hour } = paris(start);
        // The hour that the autumn repeats names two instants; nobody meets at three in the morning.
        fc.pre(hour >= 6 && hour < 22);
        const end = new Date(start.getTime() + length * minute);
        const read = readBack(calendarFile({ ...base, start, end }));
        expect(read.start.toISOString()).toBe(start.toISOString());
        expect(read.event.startDate.hour).toBe(hour);
      }),
      { numRuns: 150 },
    );
  });

  test('holds any name and place, however it is written', () => {
    fc.assert(
      fc.property(
        fc
          .string({ maxLength: 200, unit: 'grapheme' })
          .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim()),
        (text) => {
          fc.pre(text !== '');
          const { event } = readBack(calendarFile({ ...base, place: text, summary: text }));
          expect(event.location).toBe(text);
          expect(event.summary).toBe(text);
        },
      ),
      { numRuns: 100 },
    );
  });
});
