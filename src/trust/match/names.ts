/** How well a name in a certificate fits the one ordered. */
export type Fit = 'same' | 'close' | 'different';

/** Letters only, without accents nor case, hyphens and apostrophes as spaces: what a name is made of. */
function nameParts(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

/** Surnames: all parts in order; a name that holds the other (birth and married names) is close. */
export function fitSurname(ordered: string, certified: string): Fit {
  const [mine, theirs] = [nameParts(ordered), nameParts(certified)];
  if (mine.join(' ') === theirs.join(' ')) return mine.length > 0 ? 'same' : 'different';
  if (mine.join('') === theirs.join('')) return 'same';
  const isHeld = contains(mine, theirs) || contains(theirs, mine) || isSameSet(mine, theirs);
  return isHeld && mine.length > 0 && theirs.length > 0 ? 'close' : 'different';
}

/**
 * First names: the usual one comes first and counts; a certificate may carry further ones, or fewer. The same
 * names in another order are the same person's; sharing one that is not the first is close.
 */
export function fitGivenName(ordered: string, certified: string): Fit {
  const [mine, theirs] = [nameParts(ordered), nameParts(certified)];
  if (mine.length === 0 || theirs.length === 0) return 'different';
  const shorter = Math.min(mine.length, theirs.length);
  const sameStart = mine.slice(0, shorter).every((part, i) => part === theirs[i]);
  if (sameStart || isSameSet(mine, theirs) || mine.join('') === theirs.join('')) return 'same';
  return mine.some((part) => theirs.includes(part)) ? 'close' : 'different';
}

/** A common name, « first names surname » (RGS A4) or the other way round. */
export function fitCommonName(givenName: string, surname: string, commonName: string): Fit {
  const family = nameParts(surname);
  const parts = nameParts(commonName);
  for (const [first, last] of [
    [parts.slice(0, -family.length), parts.slice(-family.length)],
    [parts.slice(family.length), parts.slice(0, family.length)],
  ]) {
    if (family.length > 0 && last?.join(' ') === family.join(' ')) {
      return fitGivenName(givenName, first?.join(' ') ?? '');
    }
  }
  return family.some((part) => parts.includes(part)) ? 'close' : 'different';
}

function contains(whole: readonly string[], part: readonly string[]): boolean {
  return whole.some((_, from) => part.every((one, i) => whole[from + i] === one));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join(' ') === b.toSorted().join(' ');
}
