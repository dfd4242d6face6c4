import { createHash } from 'node:crypto';
import {
  type Dictionary,
  readArray,
  readDictionary,
  readReference,
  writeDictionary,
} from './pdf-dictionary.js';
import { readXref, type Xref } from './pdf-xref.js';

/**
 * Changes a PDF of our own (classic cross-reference table, as Typst writes it) without touching a byte of what
 * is there: new and replaced objects are appended with a table of their own (ISO 32000-1 §7.5.6), so that a
 * signature made before stays whole. The trailer keeps /Root, /Info and the first half of /ID, which PDF/A asks for.
 *
 * ```ts
 * const update = new IncrementalUpdate(bytes);
 * const catalog = update.dictionary(update.root);
 * const form = update.add('<< /SigFlags 3 /Fields [] >>');
 * update.replace(update.root, writeDictionary(catalog.set('AcroForm', `${form} 0 R`)));
 * const sealed = update.finish();
 * ```
 */
export class IncrementalUpdate {
  readonly #bytes: Buffer;
  readonly #xref: Xref;
  readonly #changed = new Map<number, Buffer>();
  #next: number;

  /** Throws a SyntaxError where the file is encrypted, or its cross-reference is not a classic table. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#xref = readXref(this.#bytes);
    this.#next = Number(this.#xref.trailer.get('Size'));
  }

  /** Object number of the catalog. */
  get root(): number {
    return readReference(this.#xref.trailer.get('Root'));
  }

  /** Latest source of an object, without its `obj` and `endobj`; Latin-1. */
  object(number: number): string {
    return (this.#changed.get(number) ?? this.#xref.source(number)).toString('latin1');
  }

  dictionary(number: number): Dictionary {
    return readDictionary(this.object(number));
  }

  /** Content of a stream as it stands in the file: filters are not undone. */
  stream(number: number): Buffer {
    const source = this.object(number);
    const dictionary = readDictionary(source);
    const start = /\bstream\r?\n/.exec(source);
    const length = Number(dictionary.get('Length'));
    if (!start || !Number.isInteger(length)) throw new SyntaxError(`Object ${number} is not a plain stream`);
    const from = start.index + start[0].length;
    return Buffer.from(source.slice(from, from + length), 'latin1');
  }

  /** Object numbers of the pages, in reading order. */
  pages(node: number = readReference(this.dictionary(this.root).get('Pages'))): number[] {
    const kids = this.dictionary(node).get('Kids');
    return kids === undefined ? [node] : readArray(kids).flatMap((kid) => this.pages(readReference(kid)));
  }

  /** Gives an object a new source (`<< … >>`, `[…]`, or that of `streamSource`). */
  replace(number: number, source: string | Uint8Array): void {
    this.#changed.set(number, Buffer.from(source as string, 'latin1'));
  }

  /** Adds an object and answers its number. */
  add(source: string | Uint8Array): number {
    const number = this.#next++;
    this.replace(number, source);
    return number;
  }

  /** The file with the update appended. Where nothing was changed, the file as it was. */
  finish(): Uint8Array {
    if (this.#changed.size === 0) return this.#bytes;
    const lead = this.#bytes.at(-1) === 0x0a ? this.#bytes : Buffer.concat([this.#bytes, Buffer.from('\n')]);
    const numbers = [...this.#changed.keys()].sort((a, b) => a - b);
    return this.#write(lead, numbers, String(this.#xref.at));
  }

  /**
   * The same document as one revision, without what was replaced: for a document not yet signed, so that a
   * signature to come finds nothing beneath it. Never after a signature.
   */
  rewrite(): Uint8Array {
    const numbers = [...new Set([...this.#xref.numbers, ...this.#changed.keys()])].sort((a, b) => a - b);
    const first = /\d+ 0 obj/.exec(this.#bytes.subarray(0, 1024).toString('latin1'))?.index ?? 0;
    return this.#write(this.#bytes.subarray(0, first), numbers);
  }

  /** Writes objects, their table and a trailer after `lead`. */
  #write(lead: Buffer, numbers: readonly number[], previous?: string): Uint8Array {
    const parts = [lead];
    let at = lead.length;
    const rows = new Map<number, string>();
    if (previous === undefined) rows.set(0, '0000000000 65535 f \n');
    for (const number of numbers) {
      const body = this.#changed.get(number) ?? this.#xref.source(number);
      const head = Buffer.from(`${number} 0 obj\n`);
      rows.set(number, `${String(at).padStart(10, '0')} 00000 n \n`);
      parts.push(head, body, endObject);
      at += head.length + body.length + endObject.length;
    }
    const trailer = this.#trailer(Buffer.concat(parts.slice(1)), previous);
    parts.push(
      Buffer.from(`xref\n${sections(rows)}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1'),
    );
    return Buffer.concat(parts);
  }

  #trailer(written: Buffer, previous: string | undefined): string {
    const trailer: Dictionary = new Map([['Size', String(this.#next)]]);
    for (const key of ['Root', 'Info', 'ID']) {
      const value = this.#xref.trailer.get(key);
      if (value !== undefined) trailer.set(key, value);
    }
    if (previous !== undefined) trailer.set('Prev', previous);
    const id = trailer.get('ID');
    if (id) {
      const [first = ''] = readArray(id);
      const second = createHash('sha256').update(first).update(written).digest('hex').slice(0, 32);
      trailer.set('ID', `[${first} <${second}>]`);
    }
    return writeDictionary(trailer);
  }
}

const endObject = Buffer.from('\nendobj\n');

/** Rows of a cross-reference table, consecutive numbers under one head. */
function sections(rows: ReadonlyMap<number, string>): string {
  const runs: { start: number; rows: string[] }[] = [];
  for (const [number, row] of rows) {
    const run = runs.at(-1);
    if (run && run.start + run.rows.length === number) run.rows.push(row);
    else runs.push({ start: number, rows: [row] });
  }
  return runs.map((run) => `${run.start} ${run.rows.length}\n${run.rows.join('')}`).join('');
}

/** Source of a stream object; /Length is set here. */
export function streamSource(dictionary: Dictionary, content: Uint8Array): Buffer {
  const entries = new Map(dictionary).set('Length', String(content.length));
  return Buffer.concat([
    Buffer.from(`${writeDictionary(entries)}\nstream\n`, 'latin1'),
    content,
    Buffer.from('\nendstream'),
  ]);
}
