import { decodeOid } from './oid.js';

/**
 * One element of an encoding: where it stands in `bytes`, nothing copied. `tag` is the whole identifier octet (class,
 * constructed bit, number); tags above 30 do not occur in certificates and are refused.
 */
export interface Der {
  readonly bytes: Uint8Array;
  readonly tag: number;
  /** Offset of the identifier octet. */
  readonly at: number;
  /** Offset of the first content octet. */
  readonly start: number;
  /** Offset after the last content octet. */
  readonly end: number;
  /** Offset after the whole element: after the end-of-contents octets, where it has an indefinite length. */
  readonly next: number;
  /** Read by the laxer rules of BER, and so is what it holds. */
  readonly ber: boolean;
}

/** The bytes are not the DER that was expected; the message is technical, for reasons and logs. */
export class MalformedDer extends Error {}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  printable: 0x13,
  teletex: 0x14,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visible: 0x1a,
  universal: 0x1c,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Deeper than any signature nests; only indefinite lengths are read by descending. */
const deepest = 48;

/** Reads the element at `at`, which must end by `limit`. */
export function readElement(bytes: Uint8Array, at = 0, limit: number = bytes.length): Der {
  return readAt(bytes, at, limit, false, 0);
}

/**
 * The same in BER: lengths need not be minimal, may be indefinite, and strings may come in pieces. For CMS messages,
 * which signers write as they stream; never for certificates, which are signed as DER.
 */
export function readBerElement(bytes: Uint8Array, at = 0, limit: number = bytes.length): Der {
  return readAt(bytes, at, limit, true, 0);
}

function readAt(bytes: Uint8Array, at: number, limit: number, ber: boolean, depth: number): Der {
  if (at + 2 > limit) throw new MalformedDer('truncated element');
  const tag = bytes[at] as number;
  if ((tag & 0x1f) === 0x1f) throw new MalformedDer('tag number above 30');
  let length = bytes[at + 1] as number;
  let start = at + 2;
  if (length > 0x7f) {
    const octets = length & 0x7f;
    if (octets === 0 && ber && (tag & 0x20) !== 0) return readIndefinite(bytes, at, limit, depth);
    if (octets === 0 || octets > 4 || start + octets > limit) throw new MalformedDer('bad length');
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[start + i] as number);
    if (!ber && (length < 0x80 || (octets > 1 && bytes[start] === 0)))
      throw new MalformedDer('length not minimal');
    start += octets;
  }
  if (length > limit - start) throw new MalformedDer('element longer than what holds it');
  const end = start + length;
  return { bytes, tag, at, start, end, next: end, ber };
}

/** An element that ends where two zero octets stand in an element's place (X.690 §8.1.3.6). */
function readIndefinite(bytes: Uint8Array, at: number, limit: number, depth: number): Der {
  if (depth > deepest) throw new MalformedDer('nested too deeply');
  const start = at + 2;
  let end = start;
  for (;;) {
    if (end + 2 > limit) throw new MalformedDer('end of contents missing');
    if (bytes[end] === 0 && bytes[end + 1] === 0) break;
    end = readAt(bytes, end, limit, true, depth + 1).next;
  }
  return { bytes, tag: bytes[at] as number, at, start, end, next: end + 2, ber: true };
}

/** Reads `bytes` as one element and nothing after it. */
export function readDer(bytes: Uint8Array, tag?: number): Der {
  const der = readElement(bytes);
  if (der.end !== bytes.length) throw new MalformedDer('bytes after the element');
  return tag === undefined ? der : expect(der, tag);
}

/** Reads `bytes` as one element in BER and nothing after it. */
export function readBer(bytes: Uint8Array, tag?: number): Der {
  const ber = readBerElement(bytes);
  if (ber.next !== bytes.length) throw new MalformedDer('bytes after the element');
  return tag === undefined ? ber : expect(ber, tag);
}

export function expect(der: Der | undefined, tag: number): Der {
  if (der === undefined) throw new MalformedDer(`missing element of tag ${tag.toString(16)}`);
  if (der.tag !== tag) {
    throw new MalformedDer(`tag ${der.tag.toString(16)} where ${tag.toString(16)} was expected`);
  }
  return der;
}

/** Elements inside a constructed element, in order. */
export function* each(der: Der): Generator<Der> {
  if ((der.tag & 0x20) === 0)
    throw new MalformedDer('primitive element where a constructed one was expected');
  for (let at = der.start; at < der.end; ) {
    const child = readAt(der.bytes, at, der.end, der.ber, 0);
    yield child;
    at = child.next;
  }
}

export function children(der: Der, tag?: number): Der[] {
  if (tag !== undefined) expect(der, tag);
  return [...each(der)];
}

/** The only child of an element, such as an EXPLICIT tag. */
export function only(der: Der): Der {
  const [child, ...more] = children(der);
  if (!child || more.length > 0) throw new MalformedDer('one element was expected inside');
  return child;
}

/** The whole encoding, identifier and length included: what is hashed or signed. */
export function raw(der: Der): Uint8Array {
  return der.bytes.subarray(der.at, der.next);
}

export function content(der: Der): Uint8Array {
  return der.bytes.subarray(der.start, der.end);
}

/** Octets of an OCTET STRING (or, with `tag`, of one tagged implicitly); in BER, of its pieces joined. */
export function toOctets(der: Der, tag: number = tags.octetString): Uint8Array {
  if (!der.ber || der.tag === tag) return content(expect(der, tag));
  return Buffer.concat(children(der, tag | 0x20).map((piece) => toOctets(piece)));
}

export function toBoolean(der: Der): boolean {
  const value = content(expect(der, tags.boolean));
  if (value.length !== 1 || (value[0] !== 0 && value[0] !== 0xff)) throw new MalformedDer('bad boolean');
  return value[0] === 0xff;
}

/** Value of an INTEGER (or, with `tag`, of an ENUMERATED or implicitly tagged one). */
export function toInteger(der: Der, tag: number = tags.integer): bigint {
  const value = content(expect(der, tag));
  if (value.length === 0) throw new MalformedDer('empty integer');
  return BigInt.asIntN(value.length * 8, BigInt(`0x${hex(value)}`));
}

/** A small INTEGER as a number; above 2^31 it stays at 2^31, which no constraint distinguishes. */
export function toSmall(der: Der, tag?: number): number {
  const value = toInteger(der, tag);
  return value > 0x7fffffffn ? 0x7fffffff : Number(value < -1n ? -1n : value);
}

export function toOid(der: Der, tag: number = tags.oid): string {
  try {
    return decodeOid(content(expect(der, tag)));
  } catch (error) {
    throw new MalformedDer(error instanceof Error ? error.message : String(error));
  }
}

/** Octets of a BIT STRING that holds whole octets: a key, a signature. */
export function toBits(der: Der): Uint8Array {
  const value = content(expect(der, tags.bitString));
  if (value[0] !== 0) throw new MalformedDer('bit string with unused bits');
  return value.subarray(1);
}

/** Octets of a signature's BIT STRING; none where it has unused bits, which no signature verifies against. */
export function toSignature(der: Der): Uint8Array {
  const value = content(expect(der, tags.bitString));
  return value[0] === 0 ? value.subarray(1) : value.subarray(0, 0);
}

/** Positions set in a named BIT STRING (bit 0 is the first of the first octet). */
export function toFlags(der: Der, tag: number = tags.bitString): ReadonlySet<number> {
  const value = content(expect(der, tag));
  const unused = value[0];
  if (unused === undefined || unused > 7 || (value.length === 1 && unused > 0)) {
    throw new MalformedDer('bad bit string');
  }
  const flags = new Set<number>();
  for (let bit = 0; bit < (value.length - 1) * 8 - unused; bit++) {
    if (((value[1 + (bit >> 3)] as number) << (bit & 7)) & 0x80) flags.add(bit);
  }
  return flags;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
