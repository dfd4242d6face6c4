/** What the clocks and the calendar of Paris show at an instant, or a calendar date with its midnight. */
export interface Local {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Days since 1 January 1970: two of them tell how many days lie between. */
  readonly dayNumber: number;
}

const dayLength = 86_400_000;
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
  ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
});

/** What Paris is ahead of UTC, in milliseconds, as the time zone's rules say. */
function askOffset(time: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(time)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

/** Offsets by day of UTC; null: a day on which the clocks change. A list of dates asks for the same days again. */
const offsets = new Map<number, number | null>();
const mostDays = 20_000;

/** The same, learnt once for each day: asking the time zone's rules costs as much as writing ten dates. */
function offsetAt(time: number): number {
  const day = Math.floor(time / dayLength);
  let offset = offsets.get(day);
  if (offset === undefined) {
    const morning = askOffset(day * dayLength);
    offset = morning === askOffset((day + 1) * dayLength) ? morning : null;
    if (offsets.size >= mostDays) offsets.clear();
    offsets.set(day, offset);
  }
  return offset ?? askOffset(time);
}

/** @throws RangeError where it is no date */
export function localTime(moment: Date | string): Local {
  const given = typeof moment === 'string' ? midnightOf(moment) : moment.getTime();
  if (Number.isNaN(given)) throw new RangeError(`Not a date: ${String(moment)}`);
  const shown = new Date(typeof moment === 'string' ? given : given + offsetAt(given));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay() || 7,
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
    dayNumber: Math.floor(shown.getTime() / dayLength),
  };
}

/**
 * The instant at which the clocks of Paris show a time, given as UTC would show it. A time that the change of clocks
 * skips is moved on by the hour skipped; of one that it repeats, the first is meant.
 */
export function instantAt(shown: number): number {
  const before = offsetAt(shown - dayLength);
  const after = offsetAt(shown + dayLength);
  const [most, least] = before > after ? [before, after] : [after, before];
  if (most === least || offsetAt(shown - most) === most) return shown - most;
  return offsetAt(shown - least) === least ? shown - least : shown - before;
}

/** Midnight of a calendar date as if Paris were UTC; NaN where it is none. */
function midnightOf(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return Number.NaN;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
  // A 30 February or a thirteenth month rolls over to a day written otherwise.
  return new Date(time).toISOString().startsWith(day) ? time : Number.NaN;
}
