import type { PdfFile } from './document.js';
import { type Indirect, readIndirect } from './indirect.js';
import { PdfSyntaxError, Stream } from './objects.js';
import { Parser } from './parser.js';

/**
 * Reads what follows the signed bytes as a strict sequence of incremental updates: objects that the
 * cross-reference lists, sections of the chain, `startxref` and end marks. Anything else, an object that no
 * section lists among it, is something that some reader might show: the reason is returned.
 */
export function examineAppended(file: PdfFile, end: number, newer: number): string | undefined {
  try {
    const objects = new Map<number, Indirect>();
    const problem = walk(file, end, newer, objects);
    return problem ?? compareWithXref(file, newer, objects);
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return 'update-malformed';
  }
}

function walk(file: PdfFile, end: number, newer: number, objects: Map<number, Indirect>): string | undefined {
  const { bytes, budget } = file;
  const parser = new Parser(bytes, end, bytes.length, budget);
  const sections = new Map(file.sections.slice(0, newer).map((section) => [section.start, section]));
  let pending: number | undefined;
  for (;;) {
    const before = parser.position;
    parser.skip();
    if (/\dobj|\d\s+obj|trailer|startxref/.test(text(bytes, before, parser.position)))
      return 'update-comment';
    const at = parser.position;
    if (at >= bytes.length)
      return pending === undefined && sections.size === 0 ? undefined : 'update-unfinished';
    if (parser.at('xref')) {
      const section = sections.get(at);
      if (!section || pending !== undefined) return 'update-xref-not-in-the-chain';
      sections.delete(at);
      pending = section.offset;
      parser.position = section.end;
    } else if (parser.at('startxref')) {
      parser.position += 9;
      parser.skip();
      if (pending === undefined || parser.integer() !== pending) return 'update-startxref';
      pending = undefined;
      parser.position = passLine(bytes, parser.position);
      if (!parser.at('%%EOF')) return 'update-unfinished';
    } else {
      if (pending !== undefined) return 'update-unfinished';
      const found = readIndirect(bytes, at, budget, (length) => file.view(0).resolve(length));
      if (found.value instanceof Stream && !found.value.regular) return 'update-stream-length';
      if (text(bytes, found.end - 6, found.end) !== 'endobj') return 'update-malformed';
      const section = sections.get(at);
      if (section) {
        sections.delete(at);
        pending = section.offset;
      }
      objects.set(at, found);
      parser.position = found.end;
    }
  }
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

function passLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 32) at += 1;
  return at;
}

/** Objects and rows must agree: each row leads to an object appended or stays as signed, each object has a row. */
function compareWithXref(file: PdfFile, newer: number, objects: Map<number, Indirect>): string | undefined {
  const listed = new Set<number>();
  for (const section of file.sections.slice(0, newer)) {
    if (section.hybrid) return 'update-hybrid';
    for (const [number, entry] of section.entries) {
      if (entry.kind !== 'file') continue;
      const object = objects.get(entry.offset);
      if (object && object.number === number && object.generation === entry.generation)
        listed.add(entry.offset);
      else {
        const signed = file.lookup(number, newer);
        if (
          signed?.kind !== 'file' ||
          signed.offset !== entry.offset ||
          signed.generation !== entry.generation
        )
          return 'update-points-elsewhere';
      }
    }
    if (section.stream !== undefined) listed.add(section.start);
  }
  return [...objects.keys()].every((offset) => listed.has(offset)) ? undefined : 'update-object-not-listed';
}
