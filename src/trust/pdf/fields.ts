import type { PdfView } from './document.js';
import { type Dictionary, Name, PdfLimitError, type PdfObject, Reference, Text } from './objects.js';

/** A terminal field of the form, its inheritable entries resolved. */
export interface Field {
  /** Object number; undefined where the field is written directly inside another object. */
  readonly number: number | undefined;
  readonly dictionary: Dictionary;
  /** Full name, parts joined by dots. */
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfObject;
  /** Widgets that show the field: itself, or its kids without a name. */
  readonly widgets: readonly { number: number | undefined; dictionary: Dictionary }[];
}

const deepest = 32;
const most = 100_000;

/** Terminal fields of the view's form, in order; circles are passed over. */
export function readFields(view: PdfView): Field[] {
  const form = view.dictionary(view.catalog().get('AcroForm'));
  const fields: Field[] = [];
  const seen = new Set<number>();
  for (const item of view.array(form?.get('Fields') ?? null) ?? [])
    walk(view, item, { name: '', type: undefined, value: null }, 0, seen, fields);
  return fields;
}

interface Inherited {
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfObject;
}

function walk(
  view: PdfView,
  item: PdfObject,
  above: Inherited,
  depth: number,
  seen: Set<number>,
  fields: Field[],
): void {
  const number = item instanceof Reference ? item.number : undefined;
  view.file.budget.parse(4);
  if (depth > deepest || fields.length > most) throw new PdfLimitError('form-too-large');
  if (number !== undefined) {
    if (seen.has(number)) return;
    seen.add(number);
  }
  const dictionary = view.dictionary(item);
  if (!dictionary) return;
  const own = fieldName(view, dictionary);
  const type = view.resolve(dictionary.get('FT'));
  const here: Inherited = {
    name: [above.name, own].filter((part) => part !== undefined && part !== '').join('.'),
    type: type instanceof Name ? type.value : above.type,
    value: dictionary.entries.has('V') ? dictionary.get('V') : above.value,
  };
  const kids = view.array(dictionary.get('Kids')) ?? [];
  const named = kids.filter((kid) => view.dictionary(kid)?.entries.has('T'));
  if (named.length > 0) {
    for (const kid of kids) walk(view, kid, here, depth + 1, seen, fields);
    return;
  }
  const widgets = kids.flatMap((kid) => {
    const widget = view.dictionary(kid);
    return widget ? [{ number: kid instanceof Reference ? kid.number : undefined, dictionary: widget }] : [];
  });
  fields.push({
    number,
    dictionary,
    ...here,
    widgets: widgets.length > 0 ? widgets : [{ number, dictionary }],
  });
}

/** The partial name (/T) as text. */
function fieldName(view: PdfView, dictionary: Dictionary): string | undefined {
  const name = view.resolve(dictionary.get('T'));
  return name instanceof Text ? textOf(name) : undefined;
}

/** A text string (ISO 32000 §7.9.2.2): UTF-16 or UTF-8 with its mark, else read as Latin-1. */
export function textOf(text: Text): string {
  const [first, second, third] = text.bytes;
  const buffer = Buffer.from(text.bytes);
  if (first === 0xfe && second === 0xff) {
    const even = buffer.subarray(2, buffer.length - (buffer.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) return buffer.subarray(3).toString('utf8');
  return buffer.toString('latin1');
}
