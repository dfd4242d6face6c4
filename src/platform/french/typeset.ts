const narrow = '\u202f';
const noBreak = '\u00a0';

/** Where French wants a space that neither breaks nor stretches, and a writer types an ordinary one. */
const loose =
  /« | (?=[:;?!»](?:[\s"'’)<…]|$))|(?<=\d) (?=(?:h|€|%|ko|Mo|ans?)(?![\p{L}\d]))|(?<=\d[ \u00a0]h) (?=\d\d)/gu;

/** Texts whose blanks are the person's own. */
const verbatim = /^<(?:textarea|pre|code|script|style|title)\b/;

/** « Une question ? » with the blanks of French typography: for mails and other plain text. */
export function typeset(text: string): string {
  return text.replace(loose, (found, at: number) => bound(found, text.charAt(at + found.length)));
}

/**
 * « 2026-35-0078 », « MB-2026-00012 »: numbers of orders, invoices and records, read in one go. What stands beside one is
 * looked at when it is found: a pattern that looked behind at each letter of a page took ten times as long.
 */
const reference = /(?:[A-Z]{1,5}-)?\d{4}-\d{2,}(?:-\d+)?/g;
const wordPart = /[\p{L}\d-]/u;
const kept = '<span class="nowrap">';

/** The same in the texts of a page, numbers kept on one line; tags, attributes and what was typed by somebody are left. */
export function typesetHtml(html: string): string {
  const numbered = inTexts(html, reference, (found, next, previous, tag) =>
    wordPart.test(previous) || wordPart.test(next) || tag.startsWith('<option') || tag.startsWith(kept)
      ? found
      : `${kept}${found}</span>`,
  );
  return inTexts(numbered, loose, bound);
}

/** Replaces what a pattern finds in texts: `put` is given what was found, the characters around it, and the tag before it. */
function inTexts(
  html: string,
  pattern: RegExp,
  put: (found: string, next: string, previous: string, tag: string) => string,
): string {
  let result = '';
  let last = 0;
  for (const { 0: found, index } of html.matchAll(pattern)) {
    const open = html.lastIndexOf('<', index);
    const tag = html.slice(open, open + kept.length);
    if (html.lastIndexOf('>', index) < open || verbatim.test(tag)) continue;
    const end = index + found.length;
    result += html.slice(last, index) + put(found, html.charAt(end), html.charAt(index - 1), tag);
    last = end;
  }
  return result + html.slice(last);
}

function bound(found: string, next: string): string {
  if (found !== ' ') return `«${noBreak}`;
  return /[\p{L}\d]/u.test(next) ? noBreak : narrow;
}
