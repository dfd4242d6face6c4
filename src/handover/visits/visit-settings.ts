import { settingAt } from '#src/catalogue/index.js';
import type { Reader } from '#src/handover/store.js';
import { addMonths, type Day, type Hours, parisDay } from '#src/platform/french/working-time.js';

/** What the catalogue says of visits. */
export interface VisitSettings {
  readonly hours: Hours;
  /** How many times a proposal may hold. */
  readonly most: number;
  /** Working days before the first time offered, and over how many they are offered. */
  readonly notice: number;
  readonly days: number;
  minutesFor(holders: number): number;
}

/** The last day for which a visit may be fixed: beyond, a slip of the keyboard is likelier than an appointment. */
export async function lastVisitDay(db: Reader, now: Date): Promise<Day> {
  return addMonths(parisDay(now), await settingAt(db, 'visit-furthest', now));
}

export async function visitSettings(db: Reader, at: Date): Promise<VisitSettings> {
  const [first, noonFrom, noonUntil, last, most, notice, days, minutes, more] = await Promise.all([
    settingAt(db, 'visit-first-hour', at),
    settingAt(db, 'visit-noon-from', at),
    settingAt(db, 'visit-noon-until', at),
    settingAt(db, 'visit-last-hour', at),
    settingAt(db, 'times-proposed', at),
    settingAt(db, 'visit-notice', at),
    settingAt(db, 'visit-days', at),
    settingAt(db, 'visit-minutes', at),
    settingAt(db, 'visit-minutes-more', at),
  ]);
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return {
    hours: [
      [clock(first), clock(noonFrom)],
      [clock(noonUntil), clock(last)],
    ],
    most,
    notice,
    days,
    minutesFor: (holders) => Math.min(480, minutes + more * Math.max(0, holders - 1)),
  };
}
