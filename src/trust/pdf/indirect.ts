import type { Budget } from './budget.js';
import { Dictionary, type PdfObject, PdfSyntaxError, Stream } from './objects.js';
import { Parser } from './parser.js';

/** An object as it stands in the file, « 12 0 obj … endobj ». */
export interface Indirect {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfObject;
  readonly start: number;
  readonly end: number;
}

/** Reads the indirect object at `offset`; `resolve` gives the length of a stream where it is a reference. */
export function readIndirect(
  bytes: Uint8Array,
  offset: number,
  budget: Budget,
  resolve: (value: PdfObject) => PdfObject,
  limit: number = bytes.length,
): Indirect {
  const parser = new Parser(bytes, offset, limit, budget);
  parser.skip();
  const start = parser.position;
  const number = parser.integer();
  parser.skip();
  const generation = parser.integer();
  parser.skip();
  if (number === undefined || generation === undefined || !parser.at('obj'))
    throw new PdfSyntaxError(`no object at ${offset}`);
  parser.position += 3;
  parser.skip();
  if (parser.at('endobj')) return { number, generation, value: null, start, end: parser.position + 6 };
  const value = parser.object();
  parser.skip();
  if (parser.at('endobj')) return { number, generation, value, start, end: parser.position + 6 };
  if (!(value instanceof Dictionary) || !parser.at('stream')) throw new PdfSyntaxError('endobj missing');
  parser.position += 6;
  if (bytes[parser.position] === 13) parser.position += 1;
  if (bytes[parser.position] === 10) parser.position += 1;
  const stream = delimit(parser, value, resolve(value.get('Length')), budget);
  parser.position = stream.to;
  parser.skip();
  parser.position += 'endstream'.length;
  parser.skip();
  const closed = parser.at('endobj');
  return { number, generation, value: stream, start, end: parser.position + (closed ? 6 : 0) };
}

/** Finds where the data end: by /Length where `endstream` follows it, else by the next `endstream`. */
function delimit(parser: Parser, dictionary: Dictionary, length: PdfObject, budget: Budget): Stream {
  const from = parser.position;
  if (
    typeof length === 'number' &&
    Number.isInteger(length) &&
    length >= 0 &&
    from + length <= parser.limit
  ) {
    const { bytes } = parser;
    let at = from + length;
    if (bytes[at] === 13) at += 1;
    if (bytes[at] === 10) at += 1;
    parser.position = at;
    if (parser.at('endstream')) return new Stream(dictionary, from, from + length, true);
  }
  const view = Buffer.from(parser.bytes.buffer, parser.bytes.byteOffset, parser.limit);
  const close = view.indexOf('endstream', from, 'latin1');
  budget.scan((close < 0 ? parser.limit : close) - from);
  if (close < 0) throw new PdfSyntaxError('endstream missing');
  return new Stream(dictionary, from, close, false);
}
