import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingDaysTo,
  isDay,
  isWorkingDay,
  parisDay,
  parisInstant,
  workingSlots,
} from './working-time.js';

const anyDay = fc.integer({ min: 0, max: 365 * 30 }).map((days) => addDays('2015-01-01', days));

describe('the days of France', () => {
  test('the eleven public holidays of 2026 and no other weekday are closed', () => {
    const closed: string[] = [];
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const weekday = DateTime.fromISO(day).weekday;
      if (weekday <= 5 && !isWorkingDay(day)) closed.push(day);
    }
    expect(closed).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-11-11',
      '2026-12-25',
    ]);
    expect([isWorkingDay('2026-08-15'), isWorkingDay('2026-11-01')]).toEqual([false, false]);
  });

  test('a day begins at midnight in Paris, not in Greenwich', () => {
    expect(parisDay(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(isWorkingDay(new Date('2026-07-13T22:30:00Z'))).toBe(false);
  });

  test('two working days after the Friday before Easter is the Wednesday', () => {
    expect(addWorkingDaysTo('2026-04-03', 2)).toBe('2026-04-08');
    expect(addWorkingDaysTo('2026-04-08', -2)).toBe('2026-04-03');
  });

  test('no working day after a Sunday is the Monday; after a Tuesday, the Tuesday itself', () => {
    expect(addWorkingDaysTo('2026-11-22', 0)).toBe('2026-11-23');
    expect(addWorkingDaysTo('2026-11-24', 0)).toBe('2026-11-24');
  });

  test('a month after the last of January is the last of February', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  });
});

describe('when the clocks change', () => {
  test('the local time is kept', () => {
    expect(addWorkingDays(new Date('2026-10-23T07:15:00Z'), 1)).toEqual(new Date('2026-10-26T08:15:00Z'));
    expect(addWorkingDays(new Date('2026-03-27T08:15:00Z'), 1)).toEqual(new Date('2026-03-30T07:15:00Z'));
  });

  test('a skipped hour is moved on, of a repeated one the first is taken', () => {
    expect(parisInstant('2026-03-29', '02:30')).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(parisInstant('2026-10-25', '02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
  });

  test('every local time of every other moment comes back as it was given', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 4, max: 23 }), (day, hour) => {
        const time = `${String(hour).padStart(2, '0')}:45`;
        const at = DateTime.fromJSDate(parisInstant(day, time), { zone: 'Europe/Paris' });
        expect([at.toISODate(), at.toFormat('HH:mm')]).toEqual([day, time]);
      }),
    );
  });
});

describe('for every day of thirty years', () => {
  test('adding working days lands on one, counts as many, and can be undone', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, n) => {
        const reached = addWorkingDaysTo(day, n);
        expect(isWorkingDay(reached)).toBe(true);
        const between = Array.from({ length: 400 }, (_, k) => addDays(day, k + 1)).filter(
          (each) => each <= reached,
        );
        expect(between.filter(isWorkingDay).length).toBe(n);
        if (isWorkingDay(day)) expect(addWorkingDaysTo(reached, -n)).toBe(day);
      }),
      { numRuns: 50 },
    );
  });
});

test('a day of the calendar is one that exists', () => {
  for (const day of ['2028-02-29', '2026-12-31', '1900-01-01'])
    expect([day, isDay(day)]).toEqual([day, true]);
  for (const none of [
    '0000-01-01',
    '1899-12-31',
    '2027-02-29',
    '2027-02-30',
    '2027-04-31',
    '2027-13-01',
    '2027-1-1',
    '02027-01-01',
    '',
  ]) {
    expect([none, isDay(none)]).toEqual([none, false]);
  }
});

test('an hour’s slots fill the morning and the afternoon of the open days only', () => {
  const slots = workingSlots(
    '2026-11-10',
    '2026-11-12',
    [
      ['09:00', '12:00'],
      ['14:00', '16:30'],
    ],
    60,
  );
  expect(slots).toHaveLength(10);
  expect(slots[0]).toEqual({
    start: new Date('2026-11-10T08:00:00Z'),
    end: new Date('2026-11-10T09:00:00Z'),
  });
  expect(slots.some((slot) => parisDay(slot.start) === '2026-11-11')).toBe(false);
});
