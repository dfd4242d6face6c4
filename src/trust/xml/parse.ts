import { decodeXml } from './decode.js';
import { MalformedXml } from './malformed.js';
import { openTag } from './tag.js';
import { decodeText } from './text.js';
import type { XmlDocument, XmlElement, XmlNode } from './tree.js';

const deepest = 256;

/**
 * Parses XML 1.0 with namespaces, strictly, in one pass and time linear in its length. A document type is
 * refused: entities of one's own are how XML attacks its readers, and signed files carry none.
 */
export function parseXml(bytes: Uint8Array): XmlDocument {
  const text = decodeXml(bytes);
  const before: XmlNode[] = [];
  const after: XmlNode[] = [];
  let root: XmlElement | undefined;
  let open: XmlElement | undefined;
  let depth = 0;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const declaration = /^<\?xml\s[^<>]*\?>/.exec(text.slice(at, at + 300));
  if (declaration) at += declaration[0].length;

  const put = (node: XmlNode): void => {
    if (open) open.children.push(node);
    else (root ? after : before).push(node);
  };
  const until = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    if (end < 0) throw new MalformedXml(`« ${mark} » is missing`);
    return end;
  };
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      const piece = text.slice(at, end);
      if (open) put({ kind: 'text', text: decodeText(piece) });
      else if (/[^ \t\n]/.test(piece)) throw new MalformedXml('text outside of the root');
      at = end;
    } else if (text.startsWith('<!--', at)) {
      const end = until('--', at + 4);
      if (text[end + 2] !== '>') throw new MalformedXml('« -- » inside a comment');
      put({ kind: 'comment', text: text.slice(at + 4, end) });
      at = end + 3;
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = until(']]>', at);
      if (!open) throw new MalformedXml('text outside of the root');
      put({ kind: 'text', text: text.slice(at + 9, end) });
      at = end + 3;
    } else if (text.startsWith('<?', at)) {
      const end = until('?>', at);
      const [, target, rest = ''] = /^([^\s?]+)(?:\s+([\s\S]*))?$/.exec(text.slice(at + 2, end)) ?? [];
      if (!target || /^xml$/i.test(target)) throw new MalformedXml('bad processing instruction');
      put({ kind: 'instruction', target, text: rest });
      at = end + 2;
    } else if (text.startsWith('<!', at)) {
      throw new MalformedXml('document type');
    } else if (text.startsWith('</', at)) {
      const end = until('>', at);
      const name: string = text.slice(at + 2, end).trimEnd();
      if (!open || name !== (open.prefix ? `${open.prefix}:${open.local}` : open.local)) {
        throw new MalformedXml(`« ${name.slice(0, 40)} » is closed where it is not open`);
      }
      open = open.parent;
      depth--;
      at = end + 1;
    } else {
      const tag = openTag(text, at, open);
      if (open) open.children.push(tag.element);
      else if (root) throw new MalformedXml('two roots');
      root ??= tag.element;
      if (!tag.isEmpty) {
        open = tag.element;
        if (++depth > deepest) throw new MalformedXml(`more than ${deepest} levels`);
      }
      at = tag.end;
    }
  }
  if (!root || open) throw new MalformedXml('the root is missing or not closed');
  return { root, before, after };
}
