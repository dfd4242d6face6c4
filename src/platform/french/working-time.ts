import { createRequire } from 'node:module';
import type HolidaysOf from 'date-holidays';
import { DateTime } from 'luxon';
import { instantAt, localTime } from './paris.js';

/** A day of the calendar in Europe/Paris, 'YYYY-MM-DD'. */
export type Day = string;

/** Opening hours in a day: pairs of 'HH:mm', local time. */
export type Hours = readonly (readonly [from: string, until: string])[];

export interface Slot {
  readonly start: Date;
  readonly end: Date;
}

const zone = 'Europe/Paris';

/** An instant as the clocks of Paris show it. */
export function paris(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone });
}

/** The day that it is in Paris at an instant. */
export function parisDay(at: Date): Day {
  return dayOf(localTime(at).dayNumber);
}

/**
 * The instant of a local time in Paris. A time that the change of clocks skips is moved on by the hour skipped;
 * of one that it repeats, the first is meant.
 */
export function parisInstant(day: Day, time = '00:00'): Date {
  const shown = Date.parse(`${day}T${time.padStart(5, '0')}:00Z`);
  return new Date(instantAt(shown));
}

/**
 * Whether a text is a day of the calendar: 30 February is none, although `Date.parse` takes it for 2 March. Nor is one
 * outside 1900 to 2999: nothing here is that old, and PostgreSQL has no year 0.
 */
export function isDay(text: string): boolean {
  const time = /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day `n` days after another, before it when `n` is negative. */
export function addDays(day: Day, n: number): Day {
  return dayOf(numberOf(day) + n);
}

/** Days since 1 January 1970. */
function numberOf(day: Day): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError(`Not a day: ${day}`);
  return time / 86_400_000;
}

function dayOf(number: number): Day {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

function yearOf(number: number): number {
  return new Date(number * 86_400_000).getUTCFullYear();
}

/** The same day `n` months later; the last of the month where that day is missing (31 January + 1 → 28 February). */
export function addMonths(day: Day, n: number): Day {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ months: n }).toISODate() as Day;
}

/** Monday to Friday, and no public holiday of France. */
export function isWorkingDay(on: Date | Day): boolean {
  return isWorking(typeof on === 'string' ? numberOf(on) : localTime(on).dayNumber);
}

/** The same of a day by its number: who counts many days writes none of them out. */
function isWorking(number: number): boolean {
  // 1 January 1970 was a Thursday.
  return (((number + 3) % 7) + 7) % 7 < 5 && !holidays(yearOf(number)).has(number);
}

/** The `n`th working day after (before, when negative) a day; with 0, that day, or the next working one. */
export function addWorkingDaysTo(day: Day, n: number): Day {
  const step = n < 0 ? -1 : 1;
  let reached = numberOf(day);
  if (n === 0) {
    while (!isWorking(reached)) reached += 1;
  }
  for (let left = Math.abs(n); left > 0; ) {
    reached += step;
    if (isWorking(reached)) left -= 1;
  }
  return dayOf(reached);
}

/** The same local time, `n` working days later. */
export function addWorkingDays(at: Date, n: number): Date {
  return parisInstantLike(at, addWorkingDaysTo(parisDay(at), n));
}

/** Every slot of `minutes` within the hours of each working day from one day to another, both counted. */
export function workingSlots(from: Day, to: Day, hours: Hours, minutes: number): Slot[] {
  const slots: Slot[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    for (const [opening, closing] of hours) {
      const end = parisInstant(day, closing).getTime();
      let start = parisInstant(day, opening).getTime();
      for (; start + minutes * 60_000 <= end; start += minutes * 60_000) {
        slots.push({ start: new Date(start), end: new Date(start + minutes * 60_000) });
      }
    }
  }
  return slots;
}

/** The same local time as at an instant, on another day. */
export function parisInstantLike(at: Date, day: Day): Date {
  const { hour, minute, second, millisecond } = localTime(at);
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return new Date(instantAt(numberOf(day) * 86_400_000 + time));
}

const byYear = new Map<number, ReadonlySet<number>>();
let france: HolidaysOf | undefined;

/** Read when first asked: the package loads every country of the world, a third of a second at start. */
function holidays(year: number): ReadonlySet<number> {
  const known = byYear.get(year);
  if (known) return known;
  france ??= new (createRequire(import.meta.url)('date-holidays') as typeof HolidaysOf)('FR');
  const days = new Set(
    france
      .getHolidays(year)
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => numberOf(holiday.date.slice(0, 10))),
  );
  byYear.set(year, days);
  return days;
}
