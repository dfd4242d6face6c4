import { MalformedXml } from './malformed.js';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Replaces references in text; refuses « ]]> » and characters that XML forbids. */
export function decodeText(piece: string): string {
  if (piece.includes(']]>')) throw new MalformedXml('« ]]> » in text');
  return decodeReferences(piece);
}

/** The same for an attribute's value, with its white space made spaces (XML 1.0 §3.3.3). */
export function decodeAttribute(piece: string): string {
  return decodeReferences(piece.replace(/[\t\n]/g, ' '));
}

function decodeReferences(piece: string): string {
  if (forbidden.test(piece)) throw new MalformedXml('forbidden character');
  if (!piece.includes('&')) return piece;
  return piece.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    const character = whole.endsWith(';') ? (named[name] ?? numbered(name)) : undefined;
    if (character === undefined || forbidden.test(character)) throw new MalformedXml('unknown reference');
    return character;
  });
}

function numbered(name: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  const point = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}
