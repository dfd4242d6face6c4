import {
  type XmlAttribute,
  XmlComment,
  type XmlDocument,
  XmlElement,
  XmlError,
  XmlInstruction,
  type XmlNode,
  XmlText,
  xmlNamespace,
} from './nodes.js';

const deepest = 200;
const mostNodes = 2_000_000;
const mostAttributes = 200;

/**
 * Reads an XML document, strictly: well-formed, namespaces well-formed, no DOCTYPE and so no entities of its
 * own. UTF-8, UTF-16 and ISO-8859-1 (which Helios prescribes) are understood. Throws `XmlError`.
 */
export function parseXml(bytes: Uint8Array): XmlDocument {
  return new XmlReader(decodeXml(bytes)).document();
}

function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.length)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/
    .exec(head)?.[1]
    ?.toLowerCase();
  let encoding = 'utf-8';
  if (first === 0xfe && second === 0xff) encoding = 'utf-16be';
  else if (first === 0xff && second === 0xfe) encoding = 'utf-16le';
  else if (declared && ['iso-8859-1', 'latin1', 'us-ascii', 'iso-8859-15', 'windows-1252'].includes(declared))
    encoding = declared;
  else if (declared && declared !== 'utf-8' && declared !== 'utf8')
    throw new XmlError('encoding-not-supported');
  if (encoding === 'iso-8859-1' || encoding === 'latin1') return Buffer.from(bytes).toString('latin1');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('encoding-wrong');
  }
}

const letters =
  'A-Za-z_\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d\\u2070-\\u218f\\u2c00-\\ud7ff\\uf900-\\ufffd';
const part = `[${letters}][${letters}0-9.\\u00b7\\u0300-\\u036f\\u203f-\\u2040-]*`;
const qualifiedName = new RegExp(`${part}(?::${part})?`, 'y');
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

class XmlReader {
  private at = 0;
  private nodes = 0;

  constructor(private readonly source: string) {
    this.source = source.replace(/\r\n?/g, '\n');
    if (forbidden.test(this.source)) throw new XmlError('character-forbidden');
  }

  document(): XmlDocument {
    if (this.source.startsWith('<?xml') && /\s/.test(this.source[5] ?? '')) this.at = this.endOf('?>', 5);
    const before = this.misc();
    if (this.source.startsWith('<!', this.at)) throw new XmlError('doctype-refused');
    const root = this.tree();
    const after = this.misc();
    if (this.at < this.source.length) throw new XmlError('not-well-formed');
    return { root, before, after };
  }

  /** Position behind the next `mark`. */
  private endOf(mark: string, from: number): number {
    const found = this.source.indexOf(mark, from);
    if (found < 0) throw new XmlError('not-well-formed');
    return found + mark.length;
  }

  private count(): void {
    this.nodes += 1;
    if (this.nodes > mostNodes) throw new XmlError('too-many-nodes');
  }

  private misc(): XmlNode[] {
    const found: XmlNode[] = [];
    for (;;) {
      this.space();
      const node = this.commentOrInstruction();
      if (!node) return found;
      found.push(node);
    }
  }

  private commentOrInstruction(): XmlNode | undefined {
    const { source, at } = this;
    if (source.startsWith('<!--', at)) {
      this.count();
      this.at = this.endOf('-->', at + 4);
      const text = source.slice(at + 4, this.at - 3);
      if (text.includes('--') || text.endsWith('-')) throw new XmlError('not-well-formed');
      return new XmlComment(text);
    }
    if (!source.startsWith('<?', at)) return undefined;
    this.count();
    this.at = at + 2;
    const target = this.name();
    if (target.toLowerCase() === 'xml') throw new XmlError('not-well-formed');
    const from = this.at;
    this.at = this.endOf('?>', from);
    const data = source.slice(from, this.at - 2);
    if (data !== '' && !/^\s/.test(data)) throw new XmlError('not-well-formed');
    return new XmlInstruction(target, data.trimStart());
  }

  /** The root element and all inside, without recursion. */
  private tree(): XmlElement {
    const root = this.startTag(undefined);
    let current: XmlElement | undefined = root.closed ? undefined : root.element;
    let depth = 1;
    while (current) {
      const text = this.characters();
      if (text !== '') current.children.push(new XmlText(text));
      if (this.source.startsWith('</', this.at)) {
        this.at += 2;
        if (this.rawName() !== current.name) throw new XmlError('not-well-formed');
        this.space();
        this.expect('>');
        current = current.parent;
        depth -= 1;
        continue;
      }
      const other = this.commentOrInstruction();
      if (other) {
        current.children.push(other);
        continue;
      }
      const { element, closed } = this.startTag(current);
      current.children.push(element);
      if (closed) continue;
      current = element;
      depth += 1;
      if (depth > deepest) throw new XmlError('nested-too-deeply');
    }
    return root.element;
  }

  private startTag(parent: XmlElement | undefined): { element: XmlElement; closed: boolean } {
    this.count();
    this.expect('<');
    const name = this.rawName();
    const written: [string, string][] = [];
    for (;;) {
      const spaced = this.space();
      const next = this.source[this.at];
      if (next === '>' || next === '/') break;
      if (!spaced || written.length >= mostAttributes) throw new XmlError('not-well-formed');
      const attribute = this.rawName();
      this.space();
      this.expect('=');
      this.space();
      written.push([attribute, this.attributeValue()]);
    }
    const closed = this.source[this.at] === '/';
    if (closed) this.at += 1;
    this.expect('>');
    return { element: makeElement(name, written, parent), closed };
  }

  private attributeValue(): string {
    const quote = this.source[this.at];
    if (quote !== '"' && quote !== "'") throw new XmlError('not-well-formed');
    const from = this.at + 1;
    this.at = this.endOf(quote, from);
    const raw = this.source.slice(from, this.at - 1);
    if (raw.includes('<')) throw new XmlError('not-well-formed');
    return this.unescape(raw.replace(/[\t\n]/g, ' '));
  }

  /** Text up to the next tag, CDATA sections included. */
  private characters(): string {
    let text = '';
    for (;;) {
      const next = this.source.indexOf('<', this.at);
      if (next < 0) throw new XmlError('not-well-formed');
      const raw = this.source.slice(this.at, next);
      if (raw.includes(']]>')) throw new XmlError('not-well-formed');
      text += this.unescape(raw);
      this.at = next;
      if (!this.source.startsWith('<![CDATA[', next)) break;
      const from = next + 9;
      this.at = this.endOf(']]>', from);
      text += this.source.slice(from, this.at - 3);
    }
    if (text !== '') this.count();
    return text;
  }

  private unescape(raw: string): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&([^;]{0,12})(;?)/g, (_, name: string, end: string) => {
      const known = entities[name];
      if (end === '' || (known === undefined && !/^#(\d+|x[0-9a-fA-F]+)$/.test(name)))
        throw new XmlError('entity-refused');
      if (known !== undefined) return known;
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new XmlError('character-forbidden');
      const character = String.fromCodePoint(code);
      if (forbidden.test(character)) throw new XmlError('character-forbidden');
      return character;
    });
  }

  private space(): boolean {
    const from = this.at;
    for (;;) {
      const code = this.source.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 9) break;
      this.at += 1;
    }
    return this.at > from;
  }

  private expect(character: string): void {
    if (this.source[this.at] !== character) throw new XmlError('not-well-formed');
    this.at += 1;
  }

  private name(): string {
    const name = this.rawName();
    if (name.includes(':')) throw new XmlError('not-well-formed');
    return name;
  }

  private rawName(): string {
    qualifiedName.lastIndex = this.at;
    const found = qualifiedName.exec(this.source)?.[0];
    if (found === undefined || this.source[this.at + found.length] === ':')
      throw new XmlError('not-well-formed');
    this.at += found.length;
    return found;
  }
}

function splitName(name: string): [string, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function makeElement(name: string, written: [string, string][], parent: XmlElement | undefined): XmlElement {
  const declared = new Map<string, string>();
  const plain: [string, string, string][] = [];
  for (const [attribute, value] of written) {
    const [prefix, local] = splitName(attribute);
    const declares = attribute === 'xmlns' ? '' : prefix === 'xmlns' ? local : undefined;
    if (declares === undefined) {
      plain.push([prefix, local, value]);
      continue;
    }
    const reserved = declares === 'xml' || declares === 'xmlns' || value === xmlNamespace;
    if (declared.has(declares) || reserved || (declares !== '' && value === ''))
      throw new XmlError('namespace-malformed');
    declared.set(declares, value);
  }
  const lookup = (prefix: string) => {
    const found = declared.get(prefix) ?? (prefix === 'xml' ? xmlNamespace : parent?.lookup(prefix));
    if (found === undefined && prefix !== '') throw new XmlError('namespace-missing');
    return found ?? '';
  };
  const [prefix, local] = splitName(name);
  const attributes = plain.map(
    ([own, attribute, value]): XmlAttribute => ({
      prefix: own,
      local: attribute,
      namespace: own === '' ? '' : lookup(own),
      value,
    }),
  );
  const keys = new Set(attributes.map((one) => `${one.namespace} ${one.local}`));
  if (keys.size < attributes.length) throw new XmlError('attribute-twice');
  return new XmlElement(prefix, local, lookup(prefix), attributes, declared, parent);
}
