import type { Budget } from './budget.js';
import { decode } from './filters.js';
import { readIndirect } from './indirect.js';
import { Dictionary, PdfSyntaxError, Reference, Stream } from './objects.js';
import { unpack } from './packed.js';
import { Parser } from './parser.js';
import type { Entry, Section } from './xref.js';

/**
 * Makes a section by looking for « 12 0 obj » through the whole file, the later one winning, as readers do
 * with a broken file. Good enough to read; nothing that rests on it is ever called valid.
 */
export function repair(bytes: Uint8Array, budget: Budget): Section {
  const entries = new Map<number, Entry>();
  const trailer = new Dictionary();
  for (const { number, generation, offset } of findObjects(bytes, budget)) {
    entries.set(number, { kind: 'file', offset, generation });
    adopt(bytes, number, offset, budget, entries, trailer);
  }
  for (const found of findTrailers(bytes, budget)) merge(trailer, found);
  if (trailer.get('Root') === null) throw new PdfSyntaxError('catalog missing');
  return { offset: 0, start: 0, end: bytes.length, entries, trailer, stream: undefined, hybrid: false };
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isSpace = (byte: number | undefined) => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/** Places of « number generation obj », each found by its keyword and read backwards. */
export function* findObjects(
  bytes: Uint8Array,
  budget: Budget,
  from = 0,
): Generator<{ number: number; generation: number; offset: number }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf('obj', from); at >= 0; at = buffer.indexOf('obj', at + 3)) {
    budget.parse();
    const generation = numberBefore(bytes, at);
    const number = generation && numberBefore(bytes, generation.start);
    if (generation && number)
      yield { number: number.value, generation: generation.value, offset: number.start };
  }
}

function numberBefore(bytes: Uint8Array, end: number): { value: number; start: number } | undefined {
  let at = end - 1;
  while (at >= 0 && end - at < 8 && isSpace(bytes[at])) at -= 1;
  if (at === end - 1) return undefined;
  const last = at;
  while (at >= 0 && last - at < 10 && isDigit(bytes[at])) at -= 1;
  if (at === last) return undefined;
  return { value: Number(Buffer.from(bytes.subarray(at + 1, last + 1)).toString('latin1')), start: at + 1 };
}

/** Looks into what may carry other objects or the trailer: object streams, cross-reference streams, the catalog. */
function adopt(
  bytes: Uint8Array,
  number: number,
  offset: number,
  budget: Budget,
  entries: Map<number, Entry>,
  trailer: Dictionary,
): void {
  const head = Buffer.from(bytes.subarray(offset, offset + 400)).toString('latin1');
  if (!/\/(ObjStm|XRef|Catalog)/.test(head)) return;
  try {
    const { value } = readIndirect(bytes, offset, budget, () => null);
    if (value instanceof Dictionary && value.name('Type') === 'Catalog' && trailer.get('Root') === null)
      trailer.entries.set('Root', new Reference(number, 0));
    if (!(value instanceof Stream)) return;
    if (value.dictionary.name('Type') === 'XRef') merge(trailer, value.dictionary);
    if (value.dictionary.name('Type') !== 'ObjStm') return;
    const data = decode(value.dictionary, bytes.subarray(value.from, value.to), (direct) => direct, budget);
    for (const [index, inner] of unpack(value, data, budget).numbers.entries())
      entries.set(inner, { kind: 'packed', stream: number, index });
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
  }
}

function* findTrailers(bytes: Uint8Array, budget: Budget): Generator<Dictionary> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf('trailer'); at >= 0; at = buffer.indexOf('trailer', at + 7)) {
    try {
      const value = new Parser(bytes, at + 7, bytes.length, budget).object();
      if (value instanceof Dictionary) yield value;
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
    }
  }
}

function merge(trailer: Dictionary, found: Dictionary): void {
  for (const key of ['Root', 'Info', 'ID', 'Encrypt']) {
    const value = found.get(key);
    if (value !== null) trailer.entries.set(key, value);
  }
}
