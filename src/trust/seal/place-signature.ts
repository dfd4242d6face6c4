import {
  type Dictionary,
  readArray,
  readDictionary,
  readReference,
  writeDictionary,
} from '#src/platform/pdf/pdf-dictionary.js';
import { IncrementalUpdate } from '#src/platform/pdf/pdf-update.js';

/** What a signature dictionary says besides its value. */
interface SignatureEntries {
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  /** Name of the field; a number is added where it is taken. */
  readonly field: string;
  /** Spoken description of the field, in French. */
  readonly description: string;
  readonly name?: string;
  readonly reason?: string;
  readonly at?: Date;
}

/** A file that waits for its signature value: what is to be signed, and where the value goes. */
interface Placed {
  readonly bytes: Buffer;
  /** The two ranges that are signed. */
  readonly signed: readonly [Uint8Array, Uint8Array];
  /** Puts the value in its place, zeros behind it. Throws where it is too long. */
  fill(value: Uint8Array): Uint8Array;
}

const rangeWidth = 36;

/**
 * Appends a signature field with an invisible widget on the first page, and room for `size` bytes.
 * The widget is one of no size: it needs no appearance in PDF/A and no place in the structure of PDF/UA.
 */
export function placeSignature(bytes: Uint8Array, entries: SignatureEntries, size: number): Placed {
  const update = new IncrementalUpdate(bytes);
  const value = update.add(signatureSource(entries, size));
  const [page] = update.pages();
  if (page === undefined) throw new SyntaxError('A PDF without pages');
  const form = openForm(update);
  if (form.fields.length === 0) tabInOrder(update, page);
  const field = update.add(
    writeDictionary(
      new Map([
        ['Type', '/Annot'],
        ['Subtype', '/Widget'],
        ['FT', '/Sig'],
        ['T', text(unusedName(update, form.fields, entries.field))],
        ['TU', text(entries.description)],
        ['F', '132'],
        ['Rect', '[0 0 0 0]'],
        ['P', `${page} 0 R`],
        ['V', `${value} 0 R`],
      ]),
    ),
  );
  form.append(`${field} 0 R`);
  append(update, page, 'Annots', `${field} 0 R`);
  return place(Buffer.from(update.finish()), bytes.length, size);
}

function signatureSource(entries: SignatureEntries, size: number): string {
  const source: Dictionary = new Map([
    ['Type', `/${entries.type}`],
    ['Filter', '/Adobe.PPKLite'],
    ['SubFilter', `/${entries.subFilter}`],
    ['ByteRange', `[0${' '.repeat(rangeWidth - 3)}]`],
    ['Contents', `<${'0'.repeat(size * 2)}>`],
  ]);
  if (entries.name) source.set('Name', text(entries.name));
  if (entries.reason) source.set('Reason', text(entries.reason));
  if (entries.at) source.set('M', `(D:${entries.at.toISOString().replace(/[-:T]|\..*$/g, '')}Z)`);
  return writeDictionary(source);
}

/** A text string in UTF-16, which any reader understands; plain ASCII stays as it is. */
function text(value: string): string {
  if (/^[\w .,:@-]*$/.test(value)) return `(${value})`;
  return `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

interface Form {
  readonly fields: readonly string[];
  append(reference: string): void;
}

/** The document's form, made where there is none. */
function openForm(update: IncrementalUpdate): Form {
  const catalog = update.dictionary(update.root);
  const source = catalog.get('AcroForm');
  const own = source === undefined || source.startsWith('<<');
  const dictionary = own ? readDictionary(source ?? '<< >>') : update.dictionary(readReference(source));
  const listed = dictionary.get('Fields');
  const apart = listed !== undefined && !listed.startsWith('[') ? readReference(listed) : undefined;
  const fields = readArray(apart === undefined ? (listed ?? '[]') : update.object(apart));
  return {
    fields,
    append(reference) {
      const all = `[${[...fields, reference].join(' ')}]`;
      dictionary.set('SigFlags', '3');
      if (apart === undefined) dictionary.set('Fields', all);
      else update.replace(apart, all);
      if (!own) update.replace(readReference(source), writeDictionary(dictionary));
      else {
        catalog.set('AcroForm', `${update.add(writeDictionary(dictionary))} 0 R`);
        update.replace(update.root, writeDictionary(catalog));
      }
    },
  };
}

function unusedName(update: IncrementalUpdate, fields: readonly string[], wanted: string): string {
  const names = new Set(fields.map((field) => update.dictionary(readReference(field)).get('T')));
  let name = wanted;
  for (let count = 2; names.has(text(name)); count += 1) name = `${wanted}${count}`;
  return name;
}

/** PDF/UA-1 §7.18.3: a page with annotations says its tab order. Only before a first signature: it changes the page. */
function tabInOrder(update: IncrementalUpdate, page: number): void {
  const dictionary = update.dictionary(page);
  if (!dictionary.has('Tabs')) update.replace(page, writeDictionary(dictionary.set('Tabs', '/S')));
}

/** Adds an item to an array entry of an object, wherever the array stands. */
function append(update: IncrementalUpdate, number: number, key: string, item: string): void {
  const dictionary = update.dictionary(number);
  const source = dictionary.get(key);
  if (source !== undefined && !source.startsWith('[')) {
    const array = readReference(source);
    update.replace(array, `[${[...readArray(update.object(array)), item].join(' ')}]`);
    return;
  }
  dictionary.set(key, `[${[...readArray(source ?? '[]'), item].join(' ')}]`);
  update.replace(number, writeDictionary(dictionary));
}

function place(bytes: Buffer, from: number, size: number): Placed {
  const gap = bytes.indexOf(`/Contents <${'0'.repeat(size * 2)}>`, from, 'latin1') + '/Contents '.length;
  const gapEnd = gap + size * 2 + 2;
  const range = bytes.lastIndexOf('/ByteRange [0', gap, 'latin1') + '/ByteRange '.length;
  const written = `[0 ${gap} ${gapEnd} ${bytes.length - gapEnd}]`.padEnd(rangeWidth);
  if (written.length > rangeWidth) throw new RangeError('The PDF is too long to be signed');
  bytes.write(written, range, 'latin1');
  return {
    bytes,
    signed: [bytes.subarray(0, gap), bytes.subarray(gapEnd)],
    fill(value) {
      if (value.length > size)
        throw new RangeError(`A signature of ${value.length} bytes in room for ${size}`);
      bytes.write(Buffer.from(value).toString('hex'), gap + 1, 'latin1');
      return bytes;
    },
  };
}
