import { constants, inflateSync } from 'node:zlib';
import type { Budget } from './budget.js';
import { Dictionary, Name, PdfLimitError, type PdfObject, PdfSyntaxError } from './objects.js';

/** Thrown where a stream is kept in a way that is not read here (pictures, encryption). */
export class FilterError extends PdfSyntaxError {}

/** Decodes stream data through its filters. `resolve` follows references in the dictionary. */
export function decode(
  dictionary: Dictionary,
  data: Uint8Array,
  resolve: (value: PdfObject) => PdfObject,
  budget: Budget,
): Uint8Array {
  const filters = list(resolve(dictionary.entries.get('Filter') ?? dictionary.get('F')), resolve);
  const parameters = list(resolve(dictionary.entries.get('DecodeParms') ?? dictionary.get('DP')), resolve);
  if (filters.length > 8) throw new PdfLimitError('too-many-filters');
  let bytes = data;
  for (const [index, filter] of filters.entries()) {
    const name = filter instanceof Name ? filter.value : '';
    const given = parameters[index];
    const settings = given instanceof Dictionary ? given : new Dictionary();
    bytes = decodeOne(name, bytes, settings, resolve, budget);
  }
  return bytes;
}

function list(value: PdfObject, resolve: (value: PdfObject) => PdfObject): PdfObject[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(resolve) : [value];
}

function decodeOne(
  name: string,
  bytes: Uint8Array,
  settings: Dictionary,
  resolve: (value: PdfObject) => PdfObject,
  budget: Budget,
): Uint8Array {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(bytes, budget), settings, resolve, budget);
    case 'ASCIIHexDecode':
    case 'AHx':
      return Buffer.from(ascii(bytes, 0x3e).replace(/[^0-9a-fA-F]/g, ''), 'hex');
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(ascii(bytes, 0x7e));
    default:
      throw new FilterError(name);
  }
}

function inflate(bytes: Uint8Array, budget: Budget): Uint8Array {
  if (budget.inflatable <= 0) throw new PdfLimitError('streams-too-large');
  try {
    const out = inflateSync(bytes, {
      maxOutputLength: budget.inflatable,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    budget.inflate(out.length);
    return out;
  } catch (error) {
    if (error instanceof PdfLimitError) throw error;
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfLimitError('streams-too-large');
    throw new PdfSyntaxError('compressed data damaged');
  }
}

function ascii(bytes: Uint8Array, close: number): string {
  const at = bytes.indexOf(close);
  return Buffer.from(at < 0 ? bytes : bytes.subarray(0, at)).toString('latin1');
}

function ascii85(text: string): Uint8Array {
  const clean = text
    .replace(/^\s*<~/, '')
    .replace(/\s/g, '')
    .replaceAll('z', '!!!!!');
  const out: number[] = [];
  for (let at = 0; at < clean.length; at += 5) {
    const group = clean.slice(at, at + 5);
    let value = 0;
    for (const character of group.padEnd(5, 'u')) value = value * 85 + character.charCodeAt(0) - 33;
    const four = [value / 0x1000000, value / 0x10000, value / 0x100, value].map(
      (part) => Math.floor(part) & 0xff,
    );
    out.push(...four.slice(0, group.length - 1));
  }
  return Uint8Array.from(out);
}

/** Undoes PNG predictors (ISO 32000 §7.4.4.4); TIFF's is met in pictures only and refused. */
function unpredict(
  bytes: Uint8Array,
  settings: Dictionary,
  resolve: (value: PdfObject) => PdfObject,
  budget: Budget,
): Uint8Array {
  const number = (key: string, otherwise: number) => {
    const value = resolve(settings.get(key));
    return typeof value === 'number' && value > 0 && value < 100_000 ? value : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new FilterError('TIFF predictor');
  const pixel = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8);
  const row = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8);
  const rows = Math.ceil(bytes.length / (row + 1));
  budget.inflate(rows * row);
  const out = new Uint8Array(rows * row);
  for (let line = 0; line < rows; line += 1) {
    const kind = bytes[line * (row + 1)] as number;
    const to = line * row;
    for (let column = 0; column < row; column += 1) {
      const raw = bytes[line * (row + 1) + 1 + column] ?? 0;
      const left = column >= pixel ? (out[to + column - pixel] as number) : 0;
      const up = line > 0 ? (out[to - row + column] as number) : 0;
      const corner = line > 0 && column >= pixel ? (out[to - row + column - pixel] as number) : 0;
      out[to + column] = raw + predicted(kind, left, up, corner);
    }
  }
  return out;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [guess - left, guess - up, guess - corner].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
