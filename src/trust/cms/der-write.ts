import { tag } from './der.js';

/** Encodes an element from its tag and the pieces of its contents. */
export function der(first: number, ...pieces: Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const head =
    length < 0x80 ? [first, length] : [first, 0x80 | bigEndian(length).length, ...bigEndian(length)];
  return Buffer.concat([Uint8Array.from(head), ...pieces]);
}

function bigEndian(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

export function sequence(...pieces: Uint8Array[]): Uint8Array {
  return der(tag.sequence, ...pieces);
}

/** A SET OF in DER order. */
export function setOf(...pieces: Uint8Array[]): Uint8Array {
  return der(tag.set, ...[...pieces].sort(Buffer.compare));
}

export function oid(dotted: string): Uint8Array {
  const [top = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [top * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    return digits;
  });
  return der(tag.oid, Uint8Array.from(bytes));
}

/** A non-negative integer from its big-endian bytes or as a number. */
export function integer(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === 'number' ? bigEndian(value) : [...value];
  while (bytes.length > 1 && bytes[0] === 0) bytes.shift();
  if (bytes.length === 0) bytes.push(0);
  if (((bytes[0] as number) & 0x80) !== 0) bytes.unshift(0);
  return der(tag.integer, Uint8Array.from(bytes));
}

export function octets(bytes: Uint8Array): Uint8Array {
  return der(tag.octetString, bytes);
}

export const nothing: Uint8Array = der(tag.null);

/** GeneralizedTime to the second. */
export function generalizedTime(time: Date): Uint8Array {
  return der(tag.generalizedTime, Buffer.from(`${time.toISOString().replace(/[-:T]|\..*$/g, '')}Z`));
}
