const narrow = '\u202f';
const noBreak = '\u00a0';

/** Where French wants a space that neither breaks nor stretches, and a writer types an ordinary one. */
const loose =
  /« | (?=[:;?!»](?:[\s"'’)<…]|$))|(?<=\d) (?=(?:h|€|%|ko|Mo)(?![\p{L}\d]))|(?<=\d[ \u00a0]h) (?=\d\d)/gu;

/** Texts whose blanks are the person's own. */
const verbatim = /^<(?:textarea|pre|code|script|style|title)\b/;

/** « Une question ? » with the blanks of French typography: for mails and other plain text. */
export function typeset(text: string): string {
  return text.replace(loose, (found, at: number) => bound(found, text[at + found.length]));
}

/** The same in the texts of a page; tags, attributes and what was typed by somebody are left as they are. */
export function typesetHtml(html: string): string {
  let result = '';
  let last = 0;
  for (const { 0: found, index } of html.matchAll(loose)) {
    const open = html.lastIndexOf('<', index);
    if (html.lastIndexOf('>', index) < open || verbatim.test(html.slice(open, open + 12))) continue;
    result += html.slice(last, index) + bound(found, html[index + found.length]);
    last = index + found.length;
  }
  return result + html.slice(last);
}

function bound(found: string, next: string | undefined): string {
  if (found !== ' ') return `«${noBreak}`;
  return /[\p{L}\d]/u.test(next ?? '') ? noBreak : narrow;
}
