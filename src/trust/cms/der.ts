import { decodeOid } from '#src/trust/asn1/oid.js';

/** Bytes that are not the ASN.1 expected: caught by the judges, who turn it into a reason. */
export class Asn1Error extends Error {}

/** Tags used in the structures of this slice: first byte of the encoding. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const maxDepth = 48;

/**
 * One element of a DER or BER encoding, read where it stands: nothing is copied, children are read on demand.
 * Indefinite lengths and constructed strings are understood, since signers that stream produce them.
 */
export class Element {
  private constructor(
    readonly source: Uint8Array,
    /** Offset of the tag. */
    readonly start: number,
    /** Offset of the contents. */
    readonly from: number,
    /** Offset behind the contents. */
    readonly to: number,
    /** Offset behind the whole element, end-of-contents octets included. */
    readonly end: number,
    /** First byte; for tag numbers above 30 only the class, form and 0x1f. */
    readonly tag: number,
    readonly indefinite: boolean,
  ) {}

  /** Reads the element that begins at `at` and must end at or before `limit`. */
  static read(source: Uint8Array, at = 0, limit = source.length, depth = 0): Element {
    if (depth > maxDepth) throw new Asn1Error('nested too deeply');
    if (at + 2 > limit) throw new Asn1Error('element cut short');
    const first = source[at] as number;
    let position = at + 1;
    if ((first & 0x1f) === 0x1f) {
      while (position < limit && ((source[position] as number) & 0x80) !== 0) position += 1;
      position += 1;
    }
    if (position >= limit) throw new Asn1Error('length missing');
    let length = source[position] as number;
    position += 1;
    if (length === 0x80) {
      if ((first & 0x20) === 0) throw new Asn1Error('primitive without length');
      return Element.readIndefinite(source, at, position, limit, first, depth);
    }
    if (length > 0x80) {
      const count = length - 0x80;
      if (count > 4 || position + count > limit) throw new Asn1Error('length too long');
      length = 0;
      for (let index = 0; index < count; index += 1)
        length = length * 256 + (source[position + index] as number);
      position += count;
    }
    if (position + length > limit) throw new Asn1Error('contents cut short');
    return new Element(source, at, position, position + length, position + length, first, false);
  }

  private static readIndefinite(
    source: Uint8Array,
    at: number,
    from: number,
    limit: number,
    first: number,
    depth: number,
  ): Element {
    let position = from;
    for (;;) {
      if (position + 2 > limit) throw new Asn1Error('end of contents missing');
      if (source[position] === 0 && source[position + 1] === 0) break;
      position = Element.read(source, position, limit, depth + 1).end;
    }
    return new Element(source, at, from, position, position + 2, first, true);
  }

  /** Reads the one element that fills `source` to its last byte. */
  static whole(source: Uint8Array): Element {
    const element = Element.read(source);
    if (element.end !== source.length) throw new Asn1Error('bytes left over');
    return element;
  }

  get constructed(): boolean {
    return (this.tag & 0x20) !== 0;
  }

  get contents(): Uint8Array {
    return this.source.subarray(this.from, this.to);
  }

  /** The whole encoding, tag and length included. */
  get raw(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  children(): Element[] {
    if (!this.constructed) throw new Asn1Error('primitive where a structure was expected');
    const found: Element[] = [];
    for (let at = this.from; at < this.to; ) {
      const child = Element.read(this.source, at, this.to);
      found.push(child);
      at = child.end;
    }
    return found;
  }

  /** Checks the tag and hands the element back, so that reading chains. */
  expect(expected: number): Element {
    if (this.tag !== expected) throw new Asn1Error(`tag ${this.tag} where ${expected} was expected`);
    return this;
  }

  /** The only child of an explicit tag. */
  inside(): Element {
    const [only, more] = this.children();
    if (!only || more) throw new Asn1Error('one element expected');
    return only;
  }

  oid(): string {
    const bytes = this.expect(tag.oid).contents;
    if (bytes.length > 64) throw new Asn1Error('object identifier too long');
    try {
      return decodeOid(bytes);
    } catch {
      throw new Asn1Error('malformed object identifier');
    }
  }

  /** A small non-negative integer. */
  integer(): number {
    const bytes = this.expect(tag.integer).contents;
    if (bytes.length === 0 || bytes.length > 6) throw new Asn1Error('integer out of bounds');
    let value = 0;
    for (const byte of bytes) value = value * 256 + byte;
    return value;
  }

  /** Contents of an octet string, the pieces of a constructed one joined. */
  octets(implicit: number = tag.octetString): Uint8Array {
    if (this.tag === implicit) return this.contents;
    this.expect(implicit | 0x20);
    const pieces = this.children().map((child) => child.octets());
    return Buffer.concat(pieces);
  }

  /** Contents of a bit string without unused bits. */
  bits(): Uint8Array {
    const bytes = this.expect(tag.bitString).contents;
    if (bytes.length === 0 || bytes[0] !== 0) throw new Asn1Error('bit string with unused bits');
    return bytes.subarray(1);
  }

  /** UTCTime or GeneralizedTime in UTC. */
  time(): Date {
    const text = Buffer.from(this.contents).toString('latin1');
    const long = this.tag === tag.generalizedTime;
    if (!long) this.expect(tag.utcTime);
    const found =
      /^(\d{4}|\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? fail('time not in UTC');
    const [, year = '', month, day, hour, minute, second, fraction = ''] = found;
    if ((year.length === 4) !== long || (!long && fraction)) throw new Asn1Error('malformed time');
    const full = long ? year : `${Number(year) >= 50 ? '19' : '20'}${year}`;
    const time = new Date(`${full}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
    if (Number.isNaN(time.getTime())) throw new Asn1Error('no such time');
    return time;
  }
}

function fail(why: string): never {
  throw new Asn1Error(why);
}

/** Whether two runs of bytes are the same. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}
