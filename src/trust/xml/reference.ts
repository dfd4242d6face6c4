import { sameBytes } from '#src/trust/asn1/read.js';
import { digestOf } from '#src/trust/cms/algorithms.js';
import { algorithmOf, base64, canonicalMethod, digestMethod, dsig, plainCanonical } from './algorithms.js';
import { canonicalize, type NodeSet } from './canonical.js';
import { type XmlDocument, XmlElement, XmlError } from './nodes.js';
import { parseXml } from './parse.js';
import { elementById, filterNodes, filterNodes2 } from './xpath.js';

/** What one reference of a signature covers. */
export interface SignedPart {
  readonly uri: string;
  /**
   * `document`: the whole document but its signatures; `element`: one element of it; `properties`: the signed
   * properties; `key`: the KeyInfo; `object`: what the signature itself carries; `external`: the document given.
   */
  readonly kind: 'document' | 'element' | 'properties' | 'key' | 'object' | 'external';
  /** Element covered, for the kinds that are one. */
  readonly element: XmlElement | undefined;
  /** Names from the root down, « /PES_Aller/EnTetePES ». */
  readonly path: string;
  /** The octets whose digest was taken: exactly what was signed. */
  readonly octets: Uint8Array;
  readonly holds: boolean;
  readonly weak: boolean;
}

type State = { readonly nodes: NodeSet } | { readonly octets: Uint8Array };

interface ReferenceContext {
  readonly document: XmlDocument;
  readonly signature: XmlElement;
  /** The document that a detached signature signs. */
  readonly content: Uint8Array | undefined;
}

const envelopedTransform = `${dsig}enveloped-signature`;
const base64Transform = `${dsig}base64`;
const xpathTransform = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const filter2 = 'http://www.w3.org/2002/06/xmldsig-filter2';

/** Dereferences a Reference, runs its transforms and compares the digest. Throws `XmlError` where it can't. */
export function checkReference(reference: XmlElement, context: ReferenceContext): SignedPart {
  const uri = reference.attribute('URI');
  if (uri === undefined) throw new XmlError('reference-without-address');
  const start = dereference(uri, context);
  let state = start;
  const transforms = reference.one(dsig, 'Transforms')?.all(dsig, 'Transform') ?? [];
  if (transforms.length > 8) throw new XmlError('too-many-transforms');
  for (const transform of transforms) state = apply(transform, state, context);
  const octets = 'nodes' in state ? canonicalize(state.nodes, plainCanonical) : state.octets;
  const digest = digestMethod(reference.one(dsig, 'DigestMethod'));
  const value = base64(reference.one(dsig, 'DigestValue')?.text ?? '');
  const covered =
    'nodes' in start ? describe(lastNodes(start.nodes, transforms, context), context) : undefined;
  return {
    uri,
    ...(covered ?? { kind: 'external' as const, element: undefined, path: '' }),
    octets,
    holds: sameBytes(value, digestOf(digest, octets)),
    weak: digest === 'sha1',
  };
}

function dereference(uri: string, { document, content }: ReferenceContext): State {
  const whole = (apex: XmlDocument | XmlElement, comments: boolean): State => ({
    nodes: { apex, comments, excluded: new Set() },
  });
  if (uri === '') return whole(document, false);
  if (uri === '#xpointer(/)') return whole(document, true);
  const pointed = /^#xpointer\(id\((?:'([^']*)'|"([^"]*)")\)\)$/.exec(uri);
  if (pointed) return whole(elementById(document, pointed[1] ?? pointed[2] ?? ''), true);
  if (uri.startsWith('#')) return whole(elementById(document, decodeURIComponent(uri.slice(1))), false);
  if (!content) throw new XmlError('content-missing');
  return { octets: content };
}

function toNodes(state: State): NodeSet {
  if ('nodes' in state) return state.nodes;
  return { apex: parseXml(state.octets), comments: true, excluded: new Set() };
}

function apply(transform: XmlElement, state: State, context: ReferenceContext): State {
  const name = algorithmOf(transform);
  const canonical = canonicalMethod(transform);
  if (canonical) return { octets: canonicalize(toNodes(state), canonical) };
  if (name === base64Transform) {
    const text = 'nodes' in state ? textOf(state.nodes) : Buffer.from(state.octets).toString('latin1');
    return { octets: base64(text) };
  }
  if (!('nodes' in state)) {
    if (name === envelopedTransform || name === xpathTransform || name === filter2)
      throw new XmlError('transform-after-octets');
    throw new XmlError('transform-not-supported');
  }
  return { nodes: narrowed(transform, state.nodes, context) };
}

/** The transforms that leave parts out. */
function narrowed(transform: XmlElement, nodes: NodeSet, { signature, document }: ReferenceContext): NodeSet {
  const name = algorithmOf(transform);
  if (name === envelopedTransform) return { ...nodes, excluded: new Set([...nodes.excluded, signature]) };
  if (name === xpathTransform) {
    const expression = transform.one(dsig, 'XPath');
    if (!expression) throw new XmlError('xpath-missing');
    return filterNodes(nodes, expression.text, expression, signature);
  }
  if (name === filter2) return filterNodes2(nodes, transform.all(filter2, 'XPath'), document);
  throw new XmlError('transform-not-supported');
}

function textOf({ apex }: NodeSet): string {
  return (apex instanceof XmlElement ? apex : apex.root).text;
}

/** The part of the document that is left before it becomes octets. */
function lastNodes(nodes: NodeSet, transforms: readonly XmlElement[], context: ReferenceContext): NodeSet {
  let current = nodes;
  for (const transform of transforms) {
    if (canonicalMethod(transform) || algorithmOf(transform) === base64Transform) break;
    current = narrowed(transform, current, context);
  }
  return current;
}

function describe(
  { apex, excluded }: NodeSet,
  { document, signature }: ReferenceContext,
): Pick<SignedPart, 'kind' | 'element' | 'path'> {
  const element = apex instanceof XmlElement ? apex : apex.root;
  const path = pathOf(element);
  const onlySignatures = [...excluded].every((one) => one.is(dsig, 'Signature'));
  if (element === document.root && !signature.holds(element) && onlySignatures)
    return { kind: 'document', element, path };
  if (!signature.holds(element)) return { kind: 'element', element, path };
  if (element.local === 'SignedProperties') return { kind: 'properties', element, path };
  return { kind: element.is(dsig, 'KeyInfo') ? 'key' : 'object', element, path };
}

function pathOf(element: XmlElement): string {
  return [...element.line()]
    .map((one) => `/${one.local}`)
    .reverse()
    .join('');
}
