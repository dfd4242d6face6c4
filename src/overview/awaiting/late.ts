import { type Delay, dueDates } from '#src/catalogue/index.js';

const day = 86_400_000;

/** The instant before which whatever began is late by now: what a query compares `since` with. */
export function lateSince(delay: Delay, now: Date): Date {
  return oncePerMinute('end', delay, now, (minute) => began(minute, (start) => dueDates(delay, start).end));
}

/** The same for the first reminder; never where the delay has none. */
export function remindedSince(delay: Delay, now: Date): Date {
  if (delay.firstWarning === null) return new Date(0);
  return oncePerMinute('first', delay, now, (minute) =>
    began(minute, (start) => dueDates(delay, start).first ?? minute),
  );
}

/** Searched once a minute for each delay: every page of an officer asks. */
const known = new Map<string, Date>();
const mostKnown = 100;

function oncePerMinute(kind: string, delay: Delay, now: Date, search: (minute: Date) => Date): Date {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const key = `${kind} ${minute.getTime()} ${JSON.stringify(delay)}`;
  let found = known.get(key);
  if (!found) {
    if (known.size >= mostKnown) known.clear();
    found = search(minute);
    known.set(key, found);
  }
  return found;
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
