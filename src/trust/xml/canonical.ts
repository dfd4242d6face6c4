import {
  type XmlAttribute,
  XmlComment,
  type XmlDocument,
  XmlElement,
  XmlInstruction,
  type XmlNode,
  XmlText,
  xmlNamespace,
} from './nodes.js';

/** How a canonical form is made: Canonical XML 1.0 or 1.1, or exclusive, with or without comments. */
export interface Canonicalization {
  readonly exclusive: boolean;
  readonly comments: boolean;
  /** Canonical XML 1.1 does not hand xml:id down. */
  readonly version11: boolean;
  /** Prefixes that exclusive canonicalisation treats as inclusive; '' is the default one. */
  readonly inclusivePrefixes: ReadonlySet<string>;
}

/** Part of a document: all below `apex`, without the elements (and what they hold) that are left out. */
export interface NodeSet {
  readonly apex: XmlDocument | XmlElement;
  readonly comments: boolean;
  readonly excluded: ReadonlySet<XmlElement>;
}

const none: ReadonlyMap<string, string> = new Map();

/** Canonical octets of a part of a document (W3C xml-c14n, xml-c14n11, xml-exc-c14n). */
export function canonicalize(part: NodeSet, how: Canonicalization): Buffer {
  const writer = new CanonicalWriter(part, how);
  if (part.apex instanceof XmlElement) writer.element(part.apex, none, true);
  else writer.document(part.apex);
  return Buffer.from(writer.out.join(''), 'utf8');
}

class CanonicalWriter {
  readonly out: string[] = [];

  constructor(
    private readonly part: NodeSet,
    private readonly how: Canonicalization,
  ) {}

  document({ root, before, after }: XmlDocument): void {
    for (const node of before) if (this.other(node)) this.out.push('\n');
    this.element(root, none, true);
    for (const node of after) {
      this.out.push('\n');
      if (!this.other(node)) this.out.pop();
    }
  }

  /** `rendered`: namespaces written on the ancestors that are part of the output. */
  element(element: XmlElement, rendered: ReadonlyMap<string, string>, isApex: boolean): void {
    if (this.part.excluded.has(element)) return;
    const scope = this.how.exclusive ? this.utilized(element) : this.inScope(element, isApex);
    const now = new Map(rendered);
    const written: string[] = [];
    for (const [prefix, uri] of [...scope].sort(([one], [other]) => (one < other ? -1 : 1))) {
      if ((now.get(prefix) ?? '') === uri) continue;
      now.set(prefix, uri);
      written.push(` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${escapeAttribute(uri)}"`);
    }
    const attributes = [
      ...element.attributes,
      ...(isApex && !this.how.exclusive ? this.inherited(element) : []),
    ];
    for (const one of attributes.sort(inOrder))
      written.push(` ${one.prefix ? `${one.prefix}:` : ''}${one.local}="${escapeAttribute(one.value)}"`);
    this.out.push(`<${element.name}${written.join('')}>`);
    for (const child of element.children) {
      if (child instanceof XmlElement) this.element(child, now, false);
      else if (child instanceof XmlText) this.out.push(escapeText(child.text));
      else this.other(child);
    }
    this.out.push(`</${element.name}>`);
  }

  /** Writes a comment or instruction; false where it is left out. */
  private other(node: XmlNode): boolean {
    if (node instanceof XmlInstruction) {
      this.out.push(`<?${node.target}${node.data ? ` ${node.data.replaceAll('\r', '&#xD;')}` : ''}?>`);
      return true;
    }
    if (!(node instanceof XmlComment) || !this.how.comments || !this.part.comments) return false;
    this.out.push(`<!--${node.text.replaceAll('\r', '&#xD;')}-->`);
    return true;
  }

  /** Namespaces for the inclusive form: those declared here, and at the apex those of all ancestors. */
  private inScope(element: XmlElement, isApex: boolean): Map<string, string> {
    if (!isApex) return new Map(element.declared);
    const scope = new Map<string, string>();
    for (const node of element.line())
      for (const [prefix, uri] of node.declared) if (!scope.has(prefix)) scope.set(prefix, uri);
    return scope;
  }

  /** Namespaces for the exclusive form: those that the element and its attributes use, and those asked for. */
  private utilized(element: XmlElement): Map<string, string> {
    const prefixes = new Set([
      element.prefix,
      ...element.attributes.map((one) => one.prefix).filter((one) => one !== ''),
    ]);
    for (const prefix of this.how.inclusivePrefixes)
      if (element.lookup(prefix) !== undefined) prefixes.add(prefix);
    prefixes.delete('xml');
    return new Map([...prefixes].map((prefix) => [prefix, element.lookup(prefix) ?? '']));
  }

  /** Attributes xml:lang, xml:space … of ancestors that are not part of the output. */
  private inherited(element: XmlElement): XmlAttribute[] {
    const found = new Map<string, XmlAttribute>();
    const own = new Set(
      element.attributes.filter((one) => one.namespace === xmlNamespace).map((one) => one.local),
    );
    for (const node of element.parent?.line() ?? [])
      for (const one of node.attributes) {
        const wanted = one.namespace === xmlNamespace && !(this.how.version11 && one.local === 'id');
        if (wanted && !own.has(one.local) && !found.has(one.local)) found.set(one.local, one);
      }
    return [...found.values()];
  }
}

function inOrder(one: XmlAttribute, other: XmlAttribute): number {
  if (one.namespace !== other.namespace) return one.namespace < other.namespace ? -1 : 1;
  return one.local < other.local ? -1 : 1;
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) =>
    character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : '&#xD;',
  );
}

const inAttributes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (character) => inAttributes[character] ?? character);
}
