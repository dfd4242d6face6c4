import type { PdfFile, PdfView } from './document.js';
import { readFields } from './fields.js';
import { Dictionary, Name, type PdfObject, Reference, Text } from './objects.js';
import { startOfXref } from './xref.js';

/** A signature field with a value, as found in the form. */
export interface FoundSignature {
  readonly field: string;
  readonly fieldNumber: number | undefined;
  /** Number of the signature dictionary, or of the field that holds it directly. */
  readonly number: number | undefined;
  readonly dictionary: Dictionary | undefined;
}

/** Signatures of the view's form, document timestamps included. */
export function findSignatures(view: PdfView): FoundSignature[] {
  return readFields(view)
    .filter((field) => field.type === 'Sig' && field.dictionary.entries.has('V') && field.value !== null)
    .map((field) => {
      const value = view.resolve(field.value);
      return {
        field: field.name,
        fieldNumber: field.number,
        number: field.value instanceof Reference ? field.value.number : field.number,
        dictionary: value instanceof Dictionary ? value : undefined,
      };
    });
}

/** What a signature covers, when its byte range is as it must be. */
export interface SignedRange {
  readonly gapStart: number;
  readonly gapEnd: number;
  /** Behind the last byte signed. */
  readonly end: number;
  /** The signature value, zero padding included. */
  readonly contents: Uint8Array;
}

/**
 * The byte range rules (ISO 32000-2 §12.8.1, and what the published attacks taught): from byte 0, two ranges,
 * the gap exactly the /Contents string of this dictionary, written in hexadecimal digits alone.
 * Answers with the reason where one does not hold.
 */
export function readRange(view: PdfView, found: FoundSignature): SignedRange | string {
  const { dictionary, number } = found;
  if (!dictionary) return 'signature-unreadable';
  const entry = number === undefined ? undefined : view.entry(number);
  if (entry?.kind !== 'file') return 'signature-not-in-the-file';
  const repeated = ['ByteRange', 'Contents', 'SubFilter', 'Filter', 'Type'];
  if (dictionary.repeated.some((key) => repeated.includes(key))) return 'signature-key-twice';
  const contents = dictionary.get('Contents');
  if (!(contents instanceof Text)) return 'contents-missing';
  const { bytes } = view.file;
  if (!contents.hexadecimal || !hexadecimalOnly(bytes.subarray(contents.start + 1, contents.end - 1)))
    return 'contents-not-hexadecimal';
  const range = dictionary.get('ByteRange');
  if (!isRange(range)) return 'byte-range-missing';
  const [start, length, second, rest] = range;
  if (start !== 0) return 'byte-range-start';
  if (length !== contents.start || second !== contents.end) return 'byte-range-gap';
  const end = second + rest;
  if (end > bytes.length || dictionary.end > end) return 'byte-range-end';
  return { gapStart: length, gapEnd: second, end, contents: contents.bytes };
}

/** Whole octets in hexadecimal, without the white space and the missing last digit that a PDF string may have. */
function hexadecimalOnly(source: Uint8Array): boolean {
  return (
    source.length % 2 === 0 &&
    source.every((byte) => (byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 102))
  );
}

function isRange(value: PdfObject): value is [number, number, number, number] {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0)
  );
}

/**
 * Which state of the file was signed: the index of the section that the `startxref` before the end of the
 * signed bytes names; undefined where these bytes are not a whole revision of this file.
 */
export function signedRevision(file: PdfFile, end: number): number | undefined {
  const { bytes } = file;
  let last = end;
  while (last > 0 && (bytes[last - 1] === 10 || bytes[last - 1] === 13 || bytes[last - 1] === 32)) last -= 1;
  if (Buffer.from(bytes.subarray(Math.max(0, last - 5), last)).toString('latin1') !== '%%EOF')
    return undefined;
  const start = startOfXref(bytes, end, file.budget);
  const index = file.sections.findIndex((section) => section.offset === start);
  if (index < 0) return undefined;
  const older = file.sections.slice(index).every((section) => section.end <= end);
  const newer = file.sections.slice(0, index).every((section) => section.offset >= end);
  return older && newer ? index : undefined;
}

/** Whether nothing but an end of line follows the signed bytes. */
export function coversWhole(bytes: Uint8Array, end: number): boolean {
  const rest = bytes.subarray(end);
  return rest.length <= 2 && rest.every((byte) => byte === 10 || byte === 13);
}

/** Permission level of the DocMDP transform that a signature carries (1, 2 or 3); undefined without one. */
export function certification(view: PdfView, dictionary: Dictionary): number | undefined {
  const parameters = transform(view, dictionary, 'DocMDP');
  if (!parameters) return undefined;
  const level = view.resolve(parameters.get('P'));
  return level === 1 || level === 2 || level === 3 ? level : 2;
}

/** Whether the FieldMDP transform of a signature, or its field's lock, locks the field called `name`. */
export function locks(view: PdfView, dictionary: Dictionary | undefined, name: string): boolean {
  if (!dictionary) return false;
  const action = view.resolve(dictionary.get('Action'));
  const listed = (view.array(dictionary.get('Fields')) ?? []).some((item) => {
    const value = view.resolve(item);
    if (!(value instanceof Text)) return false;
    const text = Buffer.from(value.bytes).toString('latin1');
    return name === text || name.startsWith(`${text}.`);
  });
  if (!(action instanceof Name)) return false;
  if (action.value === 'All') return true;
  return action.value === 'Include' ? listed : action.value === 'Exclude' && !listed;
}

/** Parameters of one of the signature's reference transforms. */
export function transform(view: PdfView, dictionary: Dictionary, method: string): Dictionary | undefined {
  for (const item of view.array(dictionary.get('Reference')) ?? []) {
    const reference = view.dictionary(item);
    if (reference?.name('TransformMethod') === method)
      return view.dictionary(reference.get('TransformParams')) ?? new Dictionary();
  }
  return undefined;
}
