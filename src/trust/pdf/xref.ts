import type { Budget } from './budget.js';
import { decode } from './filters.js';
import { readIndirect } from './indirect.js';
import { Dictionary, PdfLimitError, type PdfObject, PdfSyntaxError, Stream } from './objects.js';
import { Parser } from './parser.js';

/** Where an object stands: in the file, in an object stream, or nowhere (free). */
export type Entry =
  | { readonly kind: 'free'; readonly generation: number }
  | { readonly kind: 'file'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference section: what one save of the file added, with its trailer. */
export interface Section {
  readonly offset: number;
  /** Where it really begins: white space may stand before it. */
  readonly start: number;
  /** Behind the trailer dictionary, or behind the cross-reference stream's data. */
  readonly end: number;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: Dictionary;
  /** Number of the cross-reference stream; undefined for a table. */
  readonly stream: number | undefined;
  /** A table with a stream beside it, which old readers do not see. */
  readonly hybrid: boolean;
}

const mostSections = 512;
const mostEntries = 2_000_000;

/** Offset that the last `startxref` before `limit` names; undefined where none is near. */
export function startOfXref(bytes: Uint8Array, limit: number, budget: Budget): number | undefined {
  const from = Math.max(0, limit - 2048);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, limit - from);
  const at = tail.lastIndexOf('startxref', undefined, 'latin1');
  if (at < 0) return undefined;
  const parser = new Parser(bytes, from + at + 9, limit, budget);
  parser.skip();
  return parser.integer();
}

/** Sections from the newest back to the first, following /Prev; throws `PdfSyntaxError` where the chain breaks. */
export function readChain(bytes: Uint8Array, start: number, budget: Budget): Section[] {
  const chain: Section[] = [];
  const seen = new Set<number>();
  let total = 0;
  for (let offset: number | undefined = start; offset !== undefined; ) {
    if (seen.has(offset)) throw new PdfSyntaxError('cross-reference sections in a circle');
    if (chain.length >= mostSections) throw new PdfLimitError('too-many-revisions');
    seen.add(offset);
    const section = readSection(bytes, offset, budget);
    total += section.entries.size;
    if (total > mostEntries) throw new PdfLimitError('too-many-objects');
    chain.push(section);
    const previous: PdfObject = section.trailer.get('Prev');
    if (previous !== null && typeof previous !== 'number') throw new PdfSyntaxError('malformed /Prev');
    offset = previous ?? undefined;
  }
  return chain;
}

function readSection(bytes: Uint8Array, offset: number, budget: Budget): Section {
  if (!Number.isInteger(offset) || offset < 0 || offset >= bytes.length)
    throw new PdfSyntaxError('cross-reference outside the file');
  const parser = new Parser(bytes, offset, bytes.length, budget);
  parser.skip();
  const start = parser.position;
  if (!parser.at('xref')) return { ...readStreamSection(bytes, start, budget), offset };
  parser.position += 4;
  const entries = readTable(parser, budget);
  const trailer = parser.object();
  if (!(trailer instanceof Dictionary)) throw new PdfSyntaxError('trailer missing');
  const beside = trailer.get('XRefStm');
  if (typeof beside !== 'number')
    return { offset, start, end: parser.position, entries, trailer, stream: undefined, hybrid: false };
  for (const [number, entry] of readStreamSection(bytes, beside, budget).entries) {
    const listed = entries.get(number);
    if (!listed || listed.kind === 'free') entries.set(number, entry);
  }
  return { offset, start, end: parser.position, entries, trailer, stream: undefined, hybrid: true };
}

function readTable(parser: Parser, budget: Budget): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  for (;;) {
    parser.skip();
    if (parser.at('trailer')) {
      parser.position += 7;
      return entries;
    }
    const first = parser.integer();
    parser.skip();
    const count = parser.integer();
    if (first === undefined || count === undefined)
      throw new PdfSyntaxError('malformed cross-reference table');
    for (let number = first; number < first + count; number += 1) {
      budget.parse();
      entries.set(number, readRow(parser));
    }
  }
}

function readRow(parser: Parser): Entry {
  parser.skip();
  const offset = parser.integer();
  parser.skip();
  const generation = parser.integer();
  parser.skip();
  const used = parser.at('n');
  if (offset === undefined || generation === undefined || !(used || parser.at('f')))
    throw new PdfSyntaxError('malformed cross-reference row');
  parser.position += 1;
  return used ? { kind: 'file', offset, generation } : { kind: 'free', generation };
}

function readStreamSection(bytes: Uint8Array, offset: number, budget: Budget): Section {
  const found = readIndirect(bytes, offset, budget, () => null);
  const { value } = found;
  if (!(value instanceof Stream) || value.dictionary.name('Type') !== 'XRef')
    throw new PdfSyntaxError('no cross-reference section');
  const { dictionary } = value;
  const data = decode(dictionary, bytes.subarray(value.from, value.to), (direct) => direct, budget);
  const widths = numbers(dictionary.get('W'));
  const size = dictionary.get('Size');
  const ranges = numbers(dictionary.get('Index') ?? [0, size]);
  if (widths.length !== 3 || widths.some((width) => width > 7) || ranges.length % 2 !== 0)
    throw new PdfSyntaxError('malformed cross-reference stream');
  const entries = new Map<number, Entry>();
  const [first = 0, second = 0, third = 0] = widths;
  const row = first + second + third;
  if (row === 0) throw new PdfSyntaxError('malformed cross-reference stream');
  let at = 0;
  for (let range = 0; range < ranges.length; range += 2) {
    const from = ranges[range] as number;
    for (
      let number = from;
      number < from + (ranges[range + 1] as number) && at + row <= data.length;
      number += 1
    ) {
      budget.parse();
      const kind = first === 0 ? 1 : field(data, at, first);
      const middle = field(data, at + first, second);
      const last = field(data, at + first + second, third);
      at += row;
      if (kind === 0) entries.set(number, { kind: 'free', generation: last });
      else if (kind === 1) entries.set(number, { kind: 'file', offset: middle, generation: last });
      else if (kind === 2) entries.set(number, { kind: 'packed', stream: middle, index: last });
    }
  }
  return {
    offset,
    start: offset,
    end: found.end,
    entries,
    trailer: dictionary,
    stream: found.number,
    hybrid: false,
  };
}

function field(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 256 + (data[at + index] as number);
  return value;
}

function numbers(value: PdfObject): number[] {
  if (!Array.isArray(value)) throw new PdfSyntaxError('numbers expected');
  return value.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0)
      throw new PdfSyntaxError('number expected');
    return item;
  });
}
