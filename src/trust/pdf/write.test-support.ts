import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { buildSignature, type SigningKey } from '#src/trust/cms/build.js';

/** Objects of a file of the tests: number → source between `obj` and `endobj`. */
type Objects = ReadonlyMap<number, string>;

export interface Layout {
  /** Cross-reference stream, and everything but streams and signatures in an object stream. */
  readonly modern?: boolean;
  readonly trailer?: string;
}

/** A one-page document with a text, and whatever is added or replaced. Object 1 catalog, 2 pages, 3 page, 4 content. */
export function simpleObjects(more: Readonly<Record<number, string>> = {}): Map<number, string> {
  return new Map(
    Object.entries({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
      3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      4: stream('BT /F1 14 Tf 72 760 Td (Bon de commande : 3 certificats) Tj ET'),
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ...more,
    }).map(([number, source]) => [Number(number), source]),
  );
}

/** Source of a stream object. */
export function stream(data: string, entries = ''): string {
  return `<< /Length ${Buffer.byteLength(data, 'latin1')} ${entries} >>\nstream\n${data}\nendstream`;
}

/** Objects 6 (form), 7 (field) and 8 (signature) of a simple document that is to be signed. */
export function signatureObjects(field = '', entries = '', form = '[7 0 R]'): Record<number, string> {
  return {
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>',
    3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [7 0 R] /Resources << /Font << /F1 5 0 R >> >> >>',
    6: `<< /Fields ${form} /SigFlags 3 >>`,
    7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 8 0 R ${field} >>`,
    8: signatureSource(entries),
  };
}

const room = 3_000;

/** A signature dictionary that waits for its value. */
export function signatureSource(entries = ''): string {
  return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${entries} /ByteRange [0 ${' '.repeat(32)}] /Contents <${'0'.repeat(room * 2)}> >>`;
}

/** Writes a file of one revision. */
export function writePdf(objects: Objects, layout: Layout = {}): Buffer {
  return append(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), objects, layout);
}

/** Appends a revision to a file, or makes the first. */
export function append(
  before: Buffer,
  objects: Objects,
  layout: Layout & { freed?: readonly number[]; previous?: number; root?: number } = {},
): Buffer {
  const writer = new Writer(before);
  const previous = layout.previous ?? previousXref(before);
  const root = layout.root ?? 1;
  const size = Math.max(sizeOf(before), ...[...objects.keys()].map((number) => number + 1));
  const base = `/Root ${root} 0 R ${previous === undefined ? '' : `/Prev ${previous}`} ${layout.trailer ?? ''}`;
  if (layout.modern) writer.modern(objects, size, base);
  else writer.classic(objects, size, base, layout.freed ?? []);
  return writer.finish();
}

/** Offset that the last `startxref` names. */
export function previousXref(bytes: Buffer): number | undefined {
  const found = [...bytes.toString('latin1').matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  return found === undefined ? undefined : Number(found);
}

function sizeOf(bytes: Buffer): number {
  const found = [...bytes.toString('latin1').matchAll(/\/Size\s+(\d+)/g)].map((match) => Number(match[1]));
  return Math.max(1, ...found);
}

class Writer {
  private readonly parts: Buffer[];
  private length: number;

  constructor(before: Buffer) {
    this.parts = [before];
    this.length = before.length;
  }

  classic(objects: Objects, size: number, trailer: string, freed: readonly number[]): void {
    const rows = new Map<number, string>();
    if (!/\/Prev/.test(trailer)) rows.set(0, '0000000000 65535 f \n');
    for (const number of freed) rows.set(number, '0000000000 00001 f \n');
    for (const [number, source] of objects) {
      rows.set(number, `${String(this.length).padStart(10, '0')} 00000 n \n`);
      this.write(`${number} 0 obj\n${source}\nendobj\n`);
    }
    const at = this.length;
    const table = [...rows].sort(([one], [other]) => one - other);
    this.write(`xref\n${table.map(([number, row]) => `${number} 1\n${row}`).join('')}`);
    this.write(`trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`);
  }

  modern(objects: Objects, size: number, trailer: string): void {
    const apart = [...objects].filter(([, source]) => /stream\n|\/ByteRange/.test(source));
    const packed = [...objects].filter(([number]) => !apart.some(([other]) => other === number));
    const rows = new Map<number, readonly [number, number, number]>();
    for (const [number, source] of apart) rows.set(number, this.object(number, source));
    const holder = size;
    const bodies = packed.map(([, source]) => `${source}\n`);
    let offset = 0;
    const head = packed.map(([number], index) => {
      rows.set(number, [2, holder, index]);
      const entry = `${number} ${offset} `;
      offset += Buffer.byteLength(bodies[index] as string, 'latin1');
      return entry;
    });
    const data = deflateSync(Buffer.from(head.join('') + bodies.join(''), 'latin1')).toString('latin1');
    const first = head.join('').length;
    const entries = `/Type /ObjStm /N ${packed.length} /First ${first} /Filter /FlateDecode`;
    rows.set(holder, this.object(holder, stream(data, entries)));
    const at = this.length;
    rows.set(holder + 1, [1, at, 0]);
    const sorted = [...rows].sort(([one], [other]) => one - other);
    const table = Buffer.alloc(sorted.length * 6);
    for (const [index, [, [kind, middle, last]]] of sorted.entries()) {
      table.writeUInt8(kind, index * 6);
      table.writeUInt32BE(middle, index * 6 + 1);
      table.writeUInt8(last, index * 6 + 5);
    }
    const index = sorted.map(([number]) => `${number} 1`).join(' ');
    const xref = `/Type /XRef /Size ${holder + 2} /W [1 4 1] /Index [${index}] /Filter /FlateDecode ${trailer}`;
    this.object(holder + 1, stream(deflateSync(table).toString('latin1'), xref));
    this.write(`startxref\n${at}\n%%EOF\n`);
  }

  finish(): Buffer {
    return Buffer.concat(this.parts);
  }

  private object(number: number, source: string): [number, number, number] {
    const at = this.length;
    this.write(`${number} 0 obj\n${source}\nendobj\n`);
    return [1, at, 0];
  }

  private write(text: string): void {
    const part = Buffer.from(text, 'latin1');
    this.parts.push(part);
    this.length += part.length;
  }
}

/** Signs the last signature that waits for its value in `bytes`. */
export async function signPdf(bytes: Buffer, signer: SigningKey): Promise<Buffer> {
  const signed = Buffer.from(bytes);
  const contents = signed.lastIndexOf(`<${'0'.repeat(room * 2)}>`, undefined, 'latin1');
  const end = contents + room * 2 + 2;
  const range = signed.lastIndexOf('/ByteRange [0', contents, 'latin1') + '/ByteRange '.length;
  signed.write(`[0 ${contents} ${end} ${signed.length - end}]`.padEnd(36), range, 'latin1');
  const hash = createHash('sha256')
    .update(signed.subarray(0, contents))
    .update(signed.subarray(end))
    .digest();
  const value = await buildSignature({ signer, digest: hash });
  signed.write(Buffer.from(value).toString('hex'), contents + 1, 'latin1');
  return signed;
}
