import { namespaceAt, type XmlAttribute, type XmlDocument, type XmlElement, type XmlNode } from './tree.js';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

export interface CanonicalForm {
  /** Exclusive XML Canonicalization, else inclusive 1.0 or, with `version` 1.1, inclusive 1.1. */
  readonly exclusive: boolean;
  readonly version?: '1.0' | '1.1';
  readonly comments: boolean;
  /** InclusiveNamespaces PrefixList of the exclusive form; « #default » is the empty prefix. */
  readonly prefixes?: readonly string[];
}

export const canonicalForms: Readonly<Record<string, CanonicalForm>> = {
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': { exclusive: false, comments: false },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': { exclusive: false, comments: true },
  'http://www.w3.org/2006/12/xml-c14n11': { exclusive: false, version: '1.1', comments: false },
  'http://www.w3.org/2006/12/xml-c14n11#WithComments': { exclusive: false, version: '1.1', comments: true },
  'http://www.w3.org/2001/10/xml-exc-c14n#': { exclusive: true, comments: false },
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments': { exclusive: true, comments: true },
};

/** Canonical form of a whole document, without the subtrees in `left`. */
export function canonicalDocument(
  document: XmlDocument,
  form: CanonicalForm,
  left: ReadonlySet<XmlElement> = new Set(),
): string {
  const outside = (nodes: readonly XmlNode[]): string[] =>
    nodes.flatMap((node) => (node.kind === 'comment' && !form.comments ? [] : [writeOther(node)]));
  return [
    ...outside(document.before).map((text) => `${text}\n`),
    canonicalElement(document.root, form, left),
    ...outside(document.after).map((text) => `\n${text}`),
  ].join('');
}

/** Canonical form of an element with all that is inside, without the subtrees in `left`. */
export function canonicalElement(
  apex: XmlElement,
  form: CanonicalForm,
  left: ReadonlySet<XmlElement> = new Set(),
): string {
  const out: string[] = [];
  const write = (element: XmlElement, rendered: ReadonlyMap<string, string>): void => {
    if (left.has(element)) return;
    const name = element.prefix ? `${element.prefix}:${element.local}` : element.local;
    const [shown, now] = namespaces(element, element === apex, form, rendered);
    out.push('<', name);
    for (const [prefix, uri] of shown)
      out.push(prefix ? ` xmlns:${prefix}="` : ' xmlns="', attribute(uri), '"');
    for (const one of sorted(element === apex ? withInherited(element, form) : element.attributes)) {
      out.push(' ', one.prefix ? `${one.prefix}:${one.local}` : one.local, '="', attribute(one.value), '"');
    }
    out.push('>');
    for (const child of element.children) {
      if (child.kind === 'element') write(child, now);
      else if (child.kind !== 'comment' || form.comments) out.push(writeOther(child));
    }
    out.push('</', name, '>');
  };
  write(apex, new Map());
  return out.join('');
}

/** Declarations to write at an element, sorted by prefix, and what is then rendered for those below. */
function namespaces(
  element: XmlElement,
  isApex: boolean,
  form: CanonicalForm,
  rendered: ReadonlyMap<string, string>,
): [[string, string][], ReadonlyMap<string, string>] {
  const candidates = new Set<string>();
  if (form.exclusive) {
    candidates.add(element.prefix);
    for (const { prefix } of element.attributes) if (prefix !== '') candidates.add(prefix);
    for (const prefix of form.prefixes ?? []) candidates.add(prefix === '#default' ? '' : prefix);
  } else {
    for (let at: XmlElement | undefined = element; at; at = isApex ? at.parent : undefined) {
      for (const prefix of at.declared.keys()) candidates.add(prefix);
    }
  }
  candidates.delete('xml');
  const shown: [string, string][] = [];
  for (const prefix of candidates) {
    const uri = namespaceAt(element, prefix);
    if ((rendered.get(prefix) ?? '') !== uri) shown.push([prefix, uri]);
  }
  if (shown.length === 0) return [shown, rendered];
  shown.sort(([a], [b]) => (a < b ? -1 : 1));
  return [shown, new Map([...rendered, ...shown])];
}

/** Inclusive forms carry attributes `xml:…` of left-out ancestors down to the apex. */
function withInherited(apex: XmlElement, form: CanonicalForm): readonly XmlAttribute[] {
  if (form.exclusive) return apex.attributes;
  const own = new Map(apex.attributes.map((one) => [`${one.namespace} ${one.local}`, one]));
  for (let at = apex.parent; at; at = at.parent) {
    for (const one of at.attributes) {
      const isInherited =
        one.namespace === xmlNamespace &&
        (form.version !== '1.1' || one.local === 'lang' || one.local === 'space');
      const key = `${one.namespace} ${one.local}`;
      if (isInherited && !own.has(key)) own.set(key, one);
    }
  }
  return [...own.values()];
}

function sorted(attributes: readonly XmlAttribute[]): XmlAttribute[] {
  const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  return attributes.toSorted((a, b) => order(a.namespace, b.namespace) || order(a.local, b.local));
}

function writeOther(node: Exclude<XmlNode, XmlElement> | XmlNode): string {
  switch (node.kind) {
    case 'text':
      return node.text.replace(/[&<>\r]/g, (one) => escapes[one] as string);
    case 'comment':
      return `<!--${node.text}-->`;
    case 'instruction':
      return node.text ? `<?${node.target} ${node.text}?>` : `<?${node.target}?>`;
    default:
      return '';
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function attribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (one) => escapes[one] as string);
}
