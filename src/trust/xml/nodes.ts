/** Bytes that are not the XML expected; `code` is the reason given. */
export class XmlError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

export class XmlText {
  constructor(readonly text: string) {}
}

export class XmlComment {
  constructor(readonly text: string) {}
}

export class XmlInstruction {
  constructor(
    readonly target: string,
    readonly data: string,
  ) {}
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

export class XmlElement {
  readonly children: XmlNode[] = [];

  constructor(
    readonly prefix: string,
    readonly local: string,
    readonly namespace: string,
    readonly attributes: readonly XmlAttribute[],
    /** Namespaces declared here, by prefix; '' is the default one. */
    readonly declared: ReadonlyMap<string, string>,
    readonly parent: XmlElement | undefined,
  ) {}

  get name(): string {
    return this.prefix ? `${this.prefix}:${this.local}` : this.local;
  }

  is(namespace: string, local: string): boolean {
    return this.local === local && this.namespace === namespace;
  }

  /** Value of an attribute without a namespace. */
  attribute(local: string): string | undefined {
    return this.attributes.find((one) => one.local === local && one.namespace === '')?.value;
  }

  get elements(): XmlElement[] {
    return this.children.filter((child) => child instanceof XmlElement);
  }

  /** Children of that name. */
  all(namespace: string, local: string): XmlElement[] {
    return this.elements.filter((child) => child.is(namespace, local));
  }

  /** The only child of that name; undefined where there is none. Throws where there are several. */
  one(namespace: string, local: string): XmlElement | undefined {
    const [only, another] = this.all(namespace, local);
    if (another) throw new XmlError('element-twice');
    return only;
  }

  /** Text of the element and of all inside it. */
  get text(): string {
    let text = '';
    for (const node of this.descendants()) if (node instanceof XmlText) text += node.text;
    return text;
  }

  /** All nodes inside, in document order; the element itself not among them. */
  *descendants(): Generator<XmlNode> {
    const waiting: XmlNode[] = [...this.children].reverse();
    while (waiting.length > 0) {
      const node = waiting.pop() as XmlNode;
      yield node;
      if (node instanceof XmlElement)
        for (let index = node.children.length - 1; index >= 0; index -= 1)
          waiting.push(node.children[index] as XmlNode);
    }
  }

  /** The element, its parent, and so on to the root. */
  *line(): Generator<XmlElement> {
    for (let node: XmlElement | undefined = this; node; node = node.parent) yield node;
  }

  /** Whether `other` is this element or stands inside it. */
  holds(other: XmlElement): boolean {
    for (const node of other.line()) if (node === this) return true;
    return false;
  }

  /** Namespace that a prefix stands for here; undefined where it is not declared. */
  lookup(prefix: string): string | undefined {
    if (prefix === 'xml') return xmlNamespace;
    for (const node of this.line()) {
      const found = node.declared.get(prefix);
      if (found !== undefined) return found;
    }
    return prefix === '' ? '' : undefined;
  }
}

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

export interface XmlDocument {
  readonly root: XmlElement;
  /** Comments and instructions before and after the root. */
  readonly before: readonly XmlNode[];
  readonly after: readonly XmlNode[];
}
