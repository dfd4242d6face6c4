/** A tree of XML as far as signatures need it: names resolved, entities replaced, nothing else changed. */
export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly text: string;
}

export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  /** Empty without a prefix. */
  readonly namespace: string;
  readonly value: string;
}

export interface XmlElement {
  readonly kind: 'element';
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Namespaces declared on this very element, by prefix; empty prefix for the default. */
  readonly declared: ReadonlyMap<string, string>;
  readonly parent: XmlElement | undefined;
  readonly children: XmlNode[];
}

export interface XmlDocument {
  readonly root: XmlElement;
  /** Comments and instructions before and after the root. */
  readonly before: readonly XmlNode[];
  readonly after: readonly XmlNode[];
}

export function childElements(element: XmlElement, namespace?: string, local?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      child.kind === 'element' &&
      (namespace === undefined || child.namespace === namespace) &&
      (local === undefined || child.local === local),
  );
}

/** Follows a path of local names in one namespace; undefined where a step is missing. */
export function descend(
  element: XmlElement | undefined,
  namespace: string,
  ...path: string[]
): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (at, local) => at && childElements(at, namespace, local)[0],
    element,
  );
}

/** All text inside, trimmed. */
export function textOf(element: XmlElement | undefined): string {
  let text = '';
  const gather = (node: XmlNode): void => {
    if (node.kind === 'text') text += node.text;
    else if (node.kind === 'element') for (const child of node.children) gather(child);
  };
  if (element) gather(element);
  return text.trim();
}

/** Value of an attribute without namespace. */
export function attributeOf(element: XmlElement | undefined, local: string): string | undefined {
  return element?.attributes.find((one) => one.local === local && one.namespace === '')?.value;
}

/** Every element of a subtree, itself first, in document order. */
export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    waiting.push(...childElements(next).toReversed());
  }
}

/** What a prefix stands for at an element; empty where nothing is declared. */
export function namespaceAt(element: XmlElement, prefix: string): string {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const found = at.declared.get(prefix);
    if (found !== undefined) return found;
  }
  return prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : '';
}
