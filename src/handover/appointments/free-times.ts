import { refusals } from '#src/handover/refusals.js';
import type { Reader } from '#src/handover/store.js';
import type { OfferedTimeRow } from '#src/handover/types.js';
import { lastVisitDay, type VisitSettings } from '#src/handover/visits/visit-settings.js';
import { takenTimes } from '#src/handover/visits/visit-store.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import {
  addWorkingDaysTo,
  type Day,
  isWorkingDay,
  parisDay,
  type Slot,
  workingSlots,
} from '#src/platform/french/working-time.js';

type Offered = Pick<OfferedTimeRow, 'from_at' | 'until_at'>;

/**
 * Times within the hours of visits that leave the whole visit room, on working days: those after the notice, over the
 * days that the settings say, and those that the organisation offered, however soon or far.
 */
function openTimes(settings: VisitSettings, now: Date, minutes: number, offered: readonly Offered[]): Slot[] {
  const first = addWorkingDaysTo(parisDay(now), settings.notice);
  const last = addWorkingDaysTo(first, Math.max(0, settings.days - 1));
  const slots = everyHalfHour(first, last, settings, minutes);
  for (const { from_at, until_at } of offered) {
    const day = everyHalfHour(parisDay(from_at), parisDay(until_at), settings, minutes);
    slots.push(...day.filter((slot) => slot.start >= from_at && slot.end <= until_at));
  }
  const byStart = new Map(slots.map((slot) => [slot.start.getTime(), slot]));
  return [...byStart.values()]
    .filter((slot) => slot.start > now)
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** A visit begins on the hour or the half; a longer one must end before noon or the evening. */
function everyHalfHour(first: Day, last: Day, settings: VisitSettings, minutes: number): Slot[] {
  const starts = workingSlots(first, last, settings.hours, 30);
  const ends = new Map<number, number>();
  for (const part of starts) ends.set(part.start.getTime(), part.end.getTime());
  return starts.flatMap(({ start }) => {
    let end = start.getTime();
    while (end < start.getTime() + minutes * 60_000) {
      const next = ends.get(end);
      if (next === undefined) return [];
      end = next;
    }
    return [{ start, end: new Date(start.getTime() + minutes * 60_000) }];
  });
}

/** Of those, the ones at which the officer is in no other visit. */
export async function freeTimes(
  db: Reader,
  settings: VisitSettings,
  now: Date,
  visit: {
    readonly officerId: string;
    readonly minutes: number;
    readonly id?: string;
    readonly offered?: readonly Offered[];
  },
): Promise<Slot[]> {
  const open = openTimes(settings, now, visit.minutes, visit.offered ?? []);
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return [];
  const taken = await takenTimes(db, visit.officerId, first.start, last.end, visit.id);
  return open.filter(
    (slot) => !taken.some((other) => slot.start < other.ends_at && slot.end > other.starts_at),
  );
}

/** A time agreed by telephone need not be one of those offered; it is to come, not too far, on a working day. */
export async function timeDefect(db: Reader, start: Date, now: Date): Promise<Refusal | undefined> {
  if (start <= now) return refusals.timePast;
  const last = await lastVisitDay(db, now);
  if (parisDay(start) > last) return refusals.timeTooFar(last);
  return isWorkingDay(start) ? undefined : refusals.notWorkingDay;
}
