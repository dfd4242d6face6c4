import { encodeOid } from './oid.js';
import { tags } from './read.js';

/** Encodes one element: identifier octet, minimal length, then the parts one after the other. */
export function element(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = [tag];
  if (length < 0x80) head.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
    head.push(0x80 | octets.length, ...octets);
  }
  return Buffer.concat([Uint8Array.from(head), ...parts]);
}

export const sequence = (...parts: Uint8Array[]): Uint8Array => element(tags.sequence, ...parts);

/** SET OF: the parts are put in the order that DER requires. */
export const setOf = (...parts: Uint8Array[]): Uint8Array =>
  element(tags.set, ...parts.toSorted((a, b) => Buffer.compare(a, b)));

export const oid = (dotted: string): Uint8Array => element(tags.oid, encodeOid(dotted));
export const nothing: Uint8Array = element(tags.null);
export const boolean = (value: boolean): Uint8Array => element(tags.boolean, Uint8Array.of(value ? 0xff : 0));

/** INTEGER of a number, or of an unsigned big-endian value. */
export function integer(value: bigint | number | Uint8Array, tag: number = tags.integer): Uint8Array {
  if (value instanceof Uint8Array) return element(tag, unsigned(value));
  let rest = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(BigInt.asUintN(8, rest)));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  if (rest === 0n && (octets[0] as number) > 0x7f) octets.unshift(0);
  if (rest === -1n && (octets[0] as number) < 0x80) octets.unshift(0xff);
  return element(tag, Uint8Array.from(octets));
}

function unsigned(value: Uint8Array): Uint8Array {
  let from = 0;
  while (from < value.length - 1 && value[from] === 0) from++;
  const trimmed = value.subarray(from);
  return (trimmed[0] ?? 0) > 0x7f || trimmed.length === 0
    ? Buffer.concat([Uint8Array.of(0), trimmed])
    : trimmed;
}

export const octets = (value: Uint8Array): Uint8Array => element(tags.octetString, value);
export const bits = (value: Uint8Array, unused = 0): Uint8Array =>
  element(tags.bitString, Uint8Array.of(unused), value);

/** Named BIT STRING with the given positions set, trailing zeros left out as DER requires. */
export function flags(positions: Iterable<number>, tag: number = tags.bitString): Uint8Array {
  const set = [...positions];
  if (set.length === 0) return element(tag, Uint8Array.of(0));
  const last = Math.max(...set);
  const value = new Uint8Array((last >> 3) + 1);
  for (const bit of set) value[bit >> 3] = (value[bit >> 3] as number) | (0x80 >> (bit & 7));
  return element(tag, Uint8Array.of(7 - (last & 7)), value);
}

export const utf8 = (text: string): Uint8Array => element(tags.utf8, Buffer.from(text, 'utf8'));
export const printable = (text: string): Uint8Array => element(tags.printable, Buffer.from(text, 'latin1'));

/** Context-specific [n], constructed: EXPLICIT, or IMPLICIT of a SEQUENCE or SET. */
export const context = (n: number, ...parts: Uint8Array[]): Uint8Array => element(0xa0 | n, ...parts);

/** Context-specific [n], primitive: IMPLICIT of anything primitive. */
export const implicit = (n: number, value: Uint8Array): Uint8Array => element(0x80 | n, value);

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5); fractions of a second are dropped. */
export function time(at: Date): Uint8Array {
  const year = at.getUTCFullYear();
  if (year < 1950 || year > 2049) return generalizedTime(at);
  return element(tags.utcTime, Buffer.from(`${compact(at).slice(2)}Z`, 'latin1'));
}

export function generalizedTime(at: Date): Uint8Array {
  return element(tags.generalizedTime, Buffer.from(`${compact(at)}Z`, 'latin1'));
}

function compact(at: Date): string {
  return at.toISOString().slice(0, 19).replace(/[-T:]/g, '');
}
