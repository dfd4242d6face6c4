/**
 * Which characters a TrueType font can draw, read from its `cmap` table (OpenType 1.9, formats 4 and 12).
 * Typst refuses to write a PDF/A with a glyph missing, so the text is checked before it is set.
 */
export function coverageOf(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(view, 'cmap');
  const found = new Set<number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(subtable);
    if (format === 4) readFormat4(view, subtable, found);
    if (format === 12) readFormat12(view, subtable, found);
  }
  return found;
}

function tableOffset(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(record + k)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new Error(`The font has no ${tag} table`);
}

function readFormat4(view: DataView, at: number, found: Set<number>): void {
  const segments = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const offsets = deltas + 2 * segments;
  for (let s = 0; s < segments; s++) {
    const start = view.getUint16(starts + 2 * s);
    const end = view.getUint16(ends + 2 * s);
    const rangeOffset = view.getUint16(offsets + 2 * s);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw =
        rangeOffset === 0 ? code : view.getUint16(offsets + 2 * s + rangeOffset + 2 * (code - start));
      const glyph = raw === 0 ? 0 : (raw + view.getInt16(deltas + 2 * s)) & 0xffff;
      if (glyph !== 0) found.add(code);
    }
  }
}

function readFormat12(view: DataView, at: number, found: Set<number>): void {
  for (let g = 0; g < view.getUint32(at + 12); g++) {
    const group = at + 16 + 12 * g;
    const last = view.getUint32(group + 4);
    for (let code = view.getUint32(group); code <= last; code++) found.add(code);
  }
}
