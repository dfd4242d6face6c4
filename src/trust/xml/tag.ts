import { MalformedXml } from './malformed.js';
import { decodeAttribute } from './text.js';
import { namespaceAt, type XmlAttribute, type XmlElement } from './tree.js';

const qualifiedName = /(?:([\p{L}_][\p{L}\p{M}\p{N}._·-]*):)?([\p{L}_][\p{L}\p{M}\p{N}._·-]*)/uy;
const attributeStart =
  /\s+(?:([\p{L}_][\p{L}\p{M}\p{N}._·-]*):)?([\p{L}_][\p{L}\p{M}\p{N}._·-]*)\s*=\s*(["'])/uy;
const tagEnd = /\s*(\/?)>/y;

const mostAttributes = 1000;

interface Tag {
  readonly element: XmlElement;
  readonly isEmpty: boolean;
  /** Offset after the tag. */
  readonly end: number;
}

/** Reads the start tag at `at` and resolves its names. */
export function openTag(text: string, at: number, parent: XmlElement | undefined): Tag {
  const name = match(qualifiedName, text, at + 1);
  if (!name) throw new MalformedXml('bad tag');
  let end = at + 1 + name[0].length;
  const found: { prefix: string; local: string; value: string }[] = [];
  for (let start = match(attributeStart, text, end); start; start = match(attributeStart, text, end)) {
    const from = end + start[0].length;
    const close = text.indexOf(start[3] as string, from);
    const value = close < 0 ? '<' : text.slice(from, close);
    if (value.includes('<') || found.length === mostAttributes) throw new MalformedXml('bad attribute');
    found.push({ prefix: start[1] ?? '', local: start[2] as string, value: decodeAttribute(value) });
    end = close + 1;
  }
  const finish = match(tagEnd, text, end);
  if (!finish) throw new MalformedXml('bad end of a tag');
  return {
    element: resolve(name[1] ?? '', name[2] as string, found, parent),
    isEmpty: finish[1] === '/',
    end: end + finish[0].length,
  };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Separates declarations from attributes and gives every name its namespace (Namespaces in XML 1.0). */
function resolve(
  prefix: string,
  local: string,
  found: readonly { prefix: string; local: string; value: string }[],
  parent: XmlElement | undefined,
): XmlElement {
  const declared = declarations(found);
  const bare: XmlElement = {
    kind: 'element',
    prefix,
    local,
    namespace: '',
    attributes: [],
    declared,
    parent,
    children: [],
  };
  const namespaceOf = (own: string): string => {
    const namespace = namespaceAt(bare, own);
    if (own !== '' && namespace === '') throw new MalformedXml(`prefix ${own} is not declared`);
    return namespace;
  };
  const namespace = namespaceOf(prefix);
  if (found.length === 0) return { ...bare, namespace };
  const attributes = found
    .filter((one) => one.prefix !== 'xmlns' && !(one.prefix === '' && one.local === 'xmlns'))
    .map((one): XmlAttribute => ({ ...one, namespace: one.prefix === '' ? '' : namespaceOf(one.prefix) }));
  const names = new Set(attributes.map((one) => `${one.namespace} ${one.local}`));
  if (names.size < attributes.length) throw new MalformedXml('an attribute twice');
  return { ...bare, namespace, attributes };
}

const none: ReadonlyMap<string, string> = new Map();

function declarations(
  found: readonly { prefix: string; local: string; value: string }[],
): ReadonlyMap<string, string> {
  let declared: Map<string, string> | undefined;
  for (const one of found) {
    const isDefault = one.prefix === '' && one.local === 'xmlns';
    if (!isDefault && one.prefix !== 'xmlns') continue;
    const key = isDefault ? '' : one.local;
    declared ??= new Map();
    if (declared.has(key) || key === 'xmlns' || (key !== '' && one.value === '')) {
      throw new MalformedXml('bad namespace declaration');
    }
    declared.set(key, one.value);
  }
  return declared ?? none;
}
