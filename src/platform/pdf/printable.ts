import type { Family } from './fonts.js';

/** What stands for a character that no font of ours can draw. */
export const replacement = '\uFFFD';

/** Data made fit to print, and the characters that had to be replaced in it. */
interface Printable {
  readonly data: unknown;
  readonly replaced: readonly string[];
}

/**
 * Makes every string of `data` printable with these families: composed (NFC), without control and
 * invisible characters (among them those that turn the reading direction, a way to disguise a name),
 * and with U+FFFD, drawn as a mark that nobody overlooks, for what no family can draw. Typst would refuse
 * the whole document otherwise, and a name must never stop a step of the procedure.
 */
export function printable(data: unknown, families: readonly Family[]): Printable {
  const replaced = new Set<string>();
  return { data: visit(data, (text) => printableText(text, families, replaced)), replaced: [...replaced] };
}

function visit(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => visit(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, change)]));
}

const lineBreak = /\r\n|\r|[\p{Zl}\p{Zp}]/gu;
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const undrawable = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u;

/** What both families certainly draw: most strings need no closer look. */
const plain = /^[\x20-\x7e\xa1-\xac\xae-\xff\n\u2019\u0152\u0153\u20ac]*$/;

function printableText(text: string, families: readonly Family[], replaced: Set<string>): string {
  if (plain.test(text)) return text;
  const composed = text
    .normalize('NFC')
    .replace(lineBreak, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '');
  let out = '';
  let base = 0;
  for (const character of composed) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\n' || canDraw(character, base, families)) out += character;
    else {
      out += replacement;
      replaced.add(character);
    }
    if (!/\p{M}/u.test(character)) base = code;
  }
  return out;
}

/** A mark is set in the family of its base, so one family must hold both. */
function canDraw(character: string, base: number, families: readonly Family[]): boolean {
  if (undrawable.test(character)) return false;
  const code = character.codePointAt(0) ?? 0;
  const isMark = /\p{M}/u.test(character);
  return families.some(({ covers }) => covers.has(code) && (!isMark || covers.has(base)));
}

/** How a replaced character is named in the note at the foot of the document: « U+1F600 ». */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
