import { type Dictionary, readDictionary } from './pdf-dictionary.js';

/** Where the latest version of each object stands, over all revisions of a file with classic tables. */
export interface Xref {
  /** Offset of the latest table. */
  readonly at: number;
  readonly trailer: Dictionary;
  /** Objects in use. */
  readonly numbers: readonly number[];
  /** Source of an object, between `obj` and `endobj`. */
  source(number: number): Buffer;
}

/**
 * Reads the chain of cross-reference tables. Made for files that we wrote ourselves: a table that is not
 * where the file says, a cross-reference stream or encryption is a SyntaxError, never repaired.
 */
export function readXref(bytes: Buffer): Xref {
  const at = lastStart(bytes);
  const offsets = new Map<number, number>();
  const seen = new Set<number>();
  let latest: Dictionary | undefined;
  for (let table: number | undefined = at; table !== undefined && !seen.has(table); ) {
    seen.add(table);
    const trailer = readTable(bytes, table, offsets);
    latest ??= trailer;
    table = trailer.has('Prev') ? Number(trailer.get('Prev')) : undefined;
  }
  if (!latest || latest.has('Encrypt')) throw new SyntaxError('An encrypted PDF can’t be updated');
  const numbers = [...offsets].flatMap(([number, offset]) => (offset >= 0 ? [number] : []));
  return {
    at,
    trailer: latest,
    numbers,
    source: (number) => sourceAt(bytes, number, offsets.get(number)),
  };
}

function lastStart(bytes: Buffer): number {
  const tail = bytes.subarray(Math.max(0, bytes.length - 1024)).toString('latin1');
  const found = [...tail.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  if (found === undefined) throw new SyntaxError('A PDF without startxref');
  return Number(found);
}

/** Reads one table into `offsets`, where a later revision's row wins, and answers its trailer. */
function readTable(bytes: Buffer, at: number, offsets: Map<number, number>): Dictionary {
  const end = bytes.indexOf('startxref', at, 'latin1');
  const source = bytes.subarray(at, end === -1 ? bytes.length : end).toString('latin1');
  const body = /^xref\s+/.exec(source);
  const trailer = source.indexOf('trailer');
  if (!body || trailer === -1) throw new SyntaxError(`No cross-reference table at ${at}`);
  const rows = source.slice(body[0].length, trailer).split(/\r\n|\r|\n/);
  let number = 0;
  for (const row of rows) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(row);
    if (entry) {
      if (!offsets.has(number)) offsets.set(number, entry[2] === 'n' ? Number(entry[1]) : -1);
      number++;
    } else {
      number = Number(/^(\d+) \d+/.exec(row)?.[1] ?? number);
    }
  }
  return readDictionary(source.slice(trailer + 'trailer'.length));
}

function sourceAt(bytes: Buffer, number: number, offset: number | undefined): Buffer {
  if (offset === undefined || offset < 0) throw new SyntaxError(`The PDF has no object ${number}`);
  const start = /^(\d+) \d+ obj\s*/.exec(bytes.subarray(offset, offset + 32).toString('latin1'));
  if (!start || Number(start[1]) !== number) {
    throw new SyntaxError(`Object ${number} is not where its PDF says`);
  }
  const from = offset + start[0].length;
  let end = endOfObject(bytes, from);
  while (end > from && isSpace(bytes[end - 1])) end--;
  return bytes.subarray(from, end);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** A stream is measured by its /Length, since its bytes may spell `endobj`. */
function endOfObject(bytes: Buffer, from: number): number {
  const plain = bytes.indexOf('endobj', from, 'latin1');
  if (plain === -1) throw new SyntaxError('A PDF object without endobj');
  const inside = bytes.subarray(from, plain).indexOf('stream', 0, 'latin1');
  if (inside === -1) return plain;
  const stream = from + inside;
  const dictionary = readDictionary(bytes.subarray(from, stream).toString('latin1'));
  const length = Number(dictionary.get('Length'));
  return Number.isInteger(length) ? bytes.indexOf('endobj', stream + length, 'latin1') : plain;
}
