import { number } from '#src/platform/french/french.js';
import { countLimit } from './state-counts.js';

/** How many rows a list holds; `more`: counted no further. */
export interface Total {
  readonly count: number;
  readonly more: boolean;
}

/** From kept counts. */
export function exactly(count: number): Total {
  return { count, more: false };
}

/** From rows counted up to one beyond the limit. */
export function upToLimit(count: number): Total {
  return { count: Math.min(count, countLimit), more: count > countLimit };
}

/** « 34 commandes », « 50 sur 1 234 commandes », « 50 sur plus de 1 000 commandes ». */
export function totalWords(
  shown: number,
  { count, more }: Total,
  [one, many]: readonly [string, string],
): string {
  const noun = count < 2 ? one : many;
  if (!more && shown >= count) return `${number(count)} ${noun}`;
  return `${number(shown)} sur ${more ? 'plus de ' : ''}${number(count)} ${noun}`;
}
