import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { instantAt, localTime } from './paris.js';

test('an instant is told as the time zone of Paris tells it, at every hour of every year', () => {
  const instants = fc.date({ min: new Date('1950-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (at) => {
      const { year, month, day, weekday, hour, minute, second, millisecond } = DateTime.fromJSDate(at, {
        zone: 'Europe/Paris',
      });
      expect(localTime(at)).toMatchObject({ year, month, day, weekday, hour, minute, second, millisecond });
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['2026-03-29T00:59:59.999Z', 1, 59],
  ['2026-03-29T01:00:00.000Z', 3, 0],
  ['2026-10-25T00:59:59.999Z', 2, 59],
  ['2026-10-25T01:00:00.000Z', 2, 0],
])('the clocks change at the right instant: %s', (at, hour, minute) => {
  expect(localTime(new Date(at))).toMatchObject({ hour, minute });
});

test.each(['2026-02-30', '2026-13-01', 'demain', '', '2026-1-1'])('« %s » is no date', (text) => {
  expect(() => localTime(text)).toThrow(RangeError);
});

test('a date that belongs to no hour stays that date', () => {
  expect(localTime('2026-11-24')).toMatchObject({ year: 2026, month: 11, day: 24, weekday: 2, hour: 0 });
});

test('an instant is found again from what the clocks show, save for the hour that comes twice', () => {
  const instants = fc.date({ min: new Date('1980-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (at) => {
      const { year, month, day, hour, minute, second, millisecond } = localTime(at);
      const found = instantAt(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
      expect([0, 3_600_000]).toContain(at.getTime() - found);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ['2026-07-14T09:00', '2026-07-14T07:00:00.000Z'],
])('the clocks show %s at %s', (shown, instant) => {
  expect(new Date(instantAt(Date.parse(`${shown}:00Z`))).toISOString()).toBe(instant);
});
