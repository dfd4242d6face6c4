import {
  dayAndDate,
  longDate,
  money,
  narrow,
  nearDay,
  recently,
  shortDate,
} from '#src/platform/french/french.js';
import type { Html } from './html.js';

interface WhenProps {
  /** An instant, or a date `AAAA-MM-JJ`. */
  at: Date | string;
  /** The time of the request; without it nothing is told from today (« hier ») and the year is always written. */
  now?: Date | undefined;
  /** `moment`: day and hour (default for an instant); `day`: near words or short date; `short`, `long`, `full`: the date. */
  as?: 'moment' | 'day' | 'short' | 'long' | 'full' | undefined;
}

/** A date or an instant in French words, with its exact value for machines. */
export function When({ at, now, as = typeof at === 'string' ? 'long' : 'moment' }: WhenProps): Html {
  const written = {
    moment: () => recently(at, now ?? new Date(8.64e15 / 10)),
    day: () => (now ? nearDay(at, now) : shortDate(at)),
    short: () => shortDate(at, now),
    long: () => longDate(at),
    full: () => dayAndDate(at),
  }[as]();
  return <time datetime={typeof at === 'string' ? at : at.toISOString()}>{written}</time>;
}

/** Cents, as « 144,00 € ». */
export function Money({ cents }: { cents: number | bigint }): Html {
  const [figures, sign] = money(cents).split(/\u202f(?=€)/);
  return (
    <span class="money">
      {figures}
      {narrow}
      <span>{sign}</span>
    </span>
  );
}
