import type { Budget } from './budget.js';
import { PdfSyntaxError, type Stream } from './objects.js';
import { Parser } from './parser.js';

/** An object stream opened: numbers of the objects it holds, and where each begins in its data. */
export interface ObjectStream {
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  readonly data: Uint8Array;
}

/** Reads the head of an object stream (ISO 32000 §7.5.7). */
export function unpack(stream: Stream, data: Uint8Array, budget: Budget): ObjectStream {
  const count = stream.dictionary.get('N');
  const first = stream.dictionary.get('First');
  if (stream.dictionary.name('Type') !== 'ObjStm' || typeof count !== 'number' || typeof first !== 'number')
    throw new PdfSyntaxError('no object stream');
  const parser = new Parser(data, 0, Math.min(first, data.length), budget);
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let index = 0; index < count; index += 1) {
    budget.parse();
    parser.skip();
    const number = parser.integer();
    parser.skip();
    const offset = parser.integer();
    if (number === undefined || offset === undefined) throw new PdfSyntaxError('malformed object stream');
    numbers.push(number);
    offsets.push(first + offset);
  }
  return { numbers, offsets, data };
}
