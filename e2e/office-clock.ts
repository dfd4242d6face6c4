import type { Clock } from '#src/platform/acts/clock.js';
import { addDays, isWorkingDay, parisDay, parisInstant } from '#src/platform/french/working-time.js';

/** A clock that runs, and starts at half past nine of a working day whenever the tests do; it may be set ahead. */
export function officeClock(): Clock & { set(at: Date): void; advance(milliseconds: number): void } {
  let ahead = nextMorning(new Date()).getTime() - Date.now();
  const clock = (): Date => new Date(Date.now() + ahead);
  return Object.assign(clock, {
    set(at: Date) {
      ahead = at.getTime() - Date.now();
    },
    advance(milliseconds: number) {
      ahead += milliseconds;
    },
  });
}

function nextMorning(now: Date): Date {
  for (let day = addDays(parisDay(now), 1); ; day = addDays(day, 1)) {
    if (isWorkingDay(day)) return parisInstant(day, '09:30');
  }
}
