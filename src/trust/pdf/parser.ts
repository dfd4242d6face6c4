import { type Budget, maxNesting } from './budget.js';
import {
  Dictionary,
  Name,
  PdfLimitError,
  type PdfObject,
  PdfSyntaxError,
  Reference,
  Text,
} from './objects.js';

/** Class of each byte: 1 white space, 2 delimiter, 0 regular (ISO 32000 §7.2.3). */
const byteClass: Uint8Array = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) byteClass[byte] = 1;
for (const character of '()<>[]{}/%') byteClass[character.charCodeAt(0)] = 2;

/** A keyword where an object might stand: `endobj`, `R`, `stream`, an operator of a content stream … */
export class Keyword {
  constructor(readonly word: string) {}
}

/**
 * Short words already made, by their bytes as one number: operators and names come by the hundred thousand. No byte of
 * a word is zero, so that no two words share a number.
 */
class Known<T> {
  readonly #words = new Map<number, T>();

  of(bytes: Uint8Array, from: number, to: number, make: () => T): T {
    if (to - from > 6) return make();
    let key = 0;
    for (let at = from; at < to; at += 1) key = key * 256 + (bytes[at] as number);
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (this.#words.size < 4_000) this.#words.set(key, made);
    return made;
  }
}

const knownWords = new Known<true | false | null | Keyword>();
const knownNames = new Known<Name>();

const end = Symbol('end');
const closing = { array: Symbol(']'), dictionary: Symbol('>>') };
type Token = PdfObject | Keyword | symbol;

const hexValue: Int8Array = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 10; digit += 1) hexValue[48 + digit] = digit;
for (let digit = 0; digit < 6; digit += 1) {
  hexValue[65 + digit] = 10 + digit;
  hexValue[97 + digit] = 10 + digit;
}

/** Reads objects one behind the other from `position`, never looking at or beyond `limit`. */
export class Parser {
  constructor(
    readonly bytes: Uint8Array,
    public position: number,
    readonly limit: number,
    private readonly budget: Budget,
    /** Page content has no references: « 1 0 R » is not looked for. */
    private readonly isContent = false,
  ) {}

  /** Passes white space and comments. */
  skip(): void {
    const { bytes, limit } = this;
    let at = this.position;
    while (at < limit) {
      const byte = bytes[at] as number;
      if (byteClass[byte] === 1) at += 1;
      else if (byte === 0x25) {
        const start = at;
        while (at < limit && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
        this.budget.scan(at - start);
      } else break;
    }
    this.position = at;
  }

  /** Whether `word` stands here, as ASCII. */
  at(word: string): boolean {
    if (this.position + word.length > this.limit) return false;
    for (let index = 0; index < word.length; index += 1)
      if (this.bytes[this.position + index] !== word.charCodeAt(index)) return false;
    return true;
  }

  /** Next object; throws `PdfSyntaxError` where something else stands. */
  object(): PdfObject {
    const token = this.next(0);
    if (typeof token === 'symbol' || token instanceof Keyword)
      throw new PdfSyntaxError(`no object at ${this.position}`);
    return token;
  }

  /** Next object or keyword; undefined at the end. For content streams. */
  item(): PdfObject | Keyword | undefined {
    const token = this.next(0);
    if (token === end) return undefined;
    if (typeof token === 'symbol') throw new PdfSyntaxError('unbalanced bracket');
    return token;
  }

  /** A plain non-negative integer of at most 15 digits; undefined (and no move) where none stands. */
  integer(): number | undefined {
    const { bytes, limit } = this;
    let at = this.position;
    let value = 0;
    while (at < limit && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) {
      value = value * 10 + (bytes[at] as number) - 48;
      at += 1;
    }
    if (at === this.position || at - this.position > 15) return undefined;
    this.position = at;
    return value;
  }

  private next(depth: number): Token {
    this.skip();
    if (this.position >= this.limit) return end;
    this.budget.parse();
    if (depth > maxNesting) throw new PdfLimitError('nested-too-deeply');
    const byte = this.bytes[this.position] as number;
    if ((byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46) return this.number();
    switch (byte) {
      case 0x2f:
        return this.name();
      case 0x28:
        return this.literal();
      case 0x5b:
        this.position += 1;
        return this.array(depth);
      case 0x5d:
        this.position += 1;
        return closing.array;
      case 0x3c:
        if (this.bytes[this.position + 1] !== 0x3c || this.position + 1 >= this.limit)
          return this.hexadecimal();
        this.position += 2;
        return this.dictionary(depth);
      case 0x3e:
        if (!this.at('>>')) throw new PdfSyntaxError(`stray > at ${this.position}`);
        this.position += 2;
        return closing.dictionary;
      default:
        return this.keyword();
    }
  }

  private number(): number | Reference | Keyword {
    const start = this.position;
    const whole = this.integer();
    const behind = this.position < this.limit ? (this.bytes[this.position] as number) : 32;
    if (whole !== undefined && byteClass[behind] !== 0)
      return this.isContent ? whole : (this.reference(whole) ?? whole);
    this.position = start;
    return this.decimal() ?? this.oddNumber();
  }

  /** « -12.75 », by hand: page content is made of them. Undefined (and no move) for anything less plain. */
  private decimal(): number | undefined {
    const { bytes, limit } = this;
    let at = this.position;
    const negative = bytes[at] === 0x2d;
    if (negative) at += 1;
    let value = 0;
    let scale = 0;
    const from = at;
    for (; at < limit && at - from < 16; at += 1) {
      const byte = bytes[at] as number;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + byte - 48;
        scale *= 10;
      } else if (byte === 0x2e && scale === 0) scale = 1;
      else break;
    }
    const digits = at - from - (scale > 0 ? 1 : 0);
    if (digits === 0 || (at < limit && byteClass[bytes[at] as number] === 0)) return undefined;
    this.position = at;
    const size = scale > 1 ? value / scale : value;
    return negative ? -size : size;
  }

  /** Numbers as some writers spell them, « +3 », « --5 », « 4.-2 »; or a keyword that begins like one. */
  private oddNumber(): number | Keyword {
    const word = this.word();
    if (!/^[+-]*(\d+\.?\d*|\.\d*)-?\d*$/.test(word) || word.length > 40) return new Keyword(word);
    return Number(word.replace(/^[+-]*(?=[+-])/, '').replace(/(?<=.)-.*$/, '')) || 0;
  }

  /** « 12 0 R » where a whole number has just been read; puts the position back where it is none. */
  private reference(number: number): Reference | undefined {
    const back = this.position;
    const { bytes } = this;
    let at = back;
    while (at < this.limit && byteClass[bytes[at] as number] === 1) at += 1;
    this.position = at;
    const generation = at > back ? this.integer() : undefined;
    if (generation !== undefined) {
      at = this.position;
      while (at < this.limit && byteClass[bytes[at] as number] === 1) at += 1;
      const after = at + 1 < this.limit ? (bytes[at + 1] as number) : 32;
      if (at > this.position && at < this.limit && bytes[at] === 0x52 && byteClass[after] !== 0) {
        this.position = at + 1;
        return new Reference(number, generation);
      }
    }
    this.position = back;
    return undefined;
  }

  private word(): string {
    const start = this.position;
    this.pass();
    return latin(this.bytes, start, Math.min(this.position, start + 256));
  }

  private keyword(): Token {
    const start = this.position;
    this.pass();
    if (this.position === start) throw new PdfSyntaxError(`stray byte at ${start}`);
    return knownWords.of(this.bytes, start, this.position, () => {
      const word = latin(this.bytes, start, Math.min(this.position, start + 256));
      if (word === 'true') return true;
      if (word === 'false') return false;
      return word === 'null' ? null : new Keyword(word);
    });
  }

  private name(): Name {
    this.position += 1;
    const start = this.position;
    this.pass();
    return knownNames.of(this.bytes, start, this.position, () => {
      const raw = latin(this.bytes, start, this.position);
      if (!raw.includes('#')) return new Name(raw);
      return new Name(
        raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      );
    });
  }

  /** Passes regular characters. */
  private pass(): void {
    const { bytes, limit } = this;
    let at = this.position;
    while (at < limit && byteClass[bytes[at] as number] === 0) at += 1;
    this.position = at;
  }

  private literal(): Text {
    const start = this.position;
    const { bytes, limit } = this;
    let depth = 1;
    let at = start + 1;
    let plain = true;
    for (; at < limit && depth > 0; at += 1) {
      const byte = bytes[at];
      if (byte === 0x5c) {
        plain = false;
        at += 1;
      } else if (byte === 0x0d) plain = false;
      else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) depth -= 1;
    }
    this.budget.scan(at - start);
    if (depth > 0 || at > limit) throw new PdfSyntaxError('string without end');
    this.position = at;
    const inside = bytes.subarray(start + 1, at - 1);
    return new Text(inside, start, at, false, !plain);
  }

  private hexadecimal(): Text {
    const start = this.position;
    const { bytes } = this;
    const close = bytes.indexOf(0x3e, start);
    this.budget.scan((close < 0 ? bytes.length : close) - start);
    if (close < 0 || close >= this.limit) throw new PdfSyntaxError('string without end');
    const out = new Uint8Array((close - start) >> 1);
    let high = -1;
    let length = 0;
    for (let at = start + 1; at < close; at += 1) {
      const value = hexValue[bytes[at] as number] as number;
      if (value < 0) {
        if (byteClass[bytes[at] as number] === 1) continue;
        throw new PdfSyntaxError(`stray byte in a string at ${at}`);
      }
      if (high < 0) high = value;
      else {
        out[length] = high * 16 + value;
        length += 1;
        high = -1;
      }
    }
    if (high >= 0) {
      out[length] = high * 16;
      length += 1;
    }
    this.position = close + 1;
    return new Text(out.subarray(0, length), start, close + 1, true, false);
  }

  private array(depth: number): PdfObject[] {
    const items: PdfObject[] = [];
    for (;;) {
      const item = this.next(depth + 1);
      if (item === closing.array) return items;
      if (typeof item === 'symbol' || item instanceof Keyword) throw new PdfSyntaxError('array without end');
      items.push(item);
    }
  }

  private dictionary(depth: number): Dictionary {
    const found = new Dictionary();
    found.start = this.position - 2;
    for (;;) {
      const key = this.next(depth + 1);
      if (key === closing.dictionary) {
        found.end = this.position;
        return found;
      }
      if (!(key instanceof Name)) throw new PdfSyntaxError('dictionary without end');
      const value = this.next(depth + 1);
      if (typeof value === 'symbol' || value instanceof Keyword) throw new PdfSyntaxError('value missing');
      if (found.entries.has(key.value)) found.repeated = [...found.repeated, key.value];
      found.entries.set(key.value, value);
    }
  }
}

/** Bytes as Latin-1 text; short runs are faster by hand. */
function latin(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 24) return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
