import { type Delay, dueDates } from '#src/catalogue/index.js';

const day = 86_400_000;

/** The instant before which whatever began is late by now: what a query compares `since` with. */
export function lateSince(delay: Delay, now: Date): Date {
  return began(now, (start) => dueDates(delay, start).end);
}

/** The same for the first reminder; never where the delay has none. */
export function remindedSince(delay: Delay, now: Date): Date {
  if (delay.firstWarning === null) return new Date(0);
  return began(now, (start) => dueDates(delay, start).first ?? now);
}

/** The latest start, to the minute, whose due date has passed. Due dates grow with their starts. */
function began(now: Date, due: (start: Date) => Date): Date {
  let late = now.getTime();
  for (let step = day; due(new Date(late)) > now; step *= 2) late -= step;
  let inTime = now.getTime();
  while (inTime - late > 60_000) {
    const middle = Math.floor((late + inTime) / 2);
    if (due(new Date(middle)) > now) inTime = middle;
    else late = middle;
  }
  return new Date(late);
}
