import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import { canonicalElement, canonicalForms } from './canonical.js';
import {
  type CoveredPart,
  checkReference,
  dsig,
  identifiers,
  type ReferenceFlaw,
  withPrefixes,
} from './reference.js';
import { verifyXmlValue } from './signature-algorithms.js';
import {
  attributeOf,
  childElements,
  descend,
  elementsOf,
  textOf,
  type XmlDocument,
  type XmlElement,
} from './tree.js';

export type XmlSignatureFlaw = ReferenceFlaw | 'bad-signature' | 'malformed';

export type XmlSignatureOutcome =
  /** What the signature covers, reference by reference: believe these parts and nothing else. */
  | { readonly flaw: undefined; readonly covered: readonly CoveredPart[] }
  | { readonly flaw: XmlSignatureFlaw };

/** Every Signature element of a document, in order. */
export function xmlSignatures({ root }: XmlDocument): XmlElement[] {
  return [...elementsOf(root)].filter(({ namespace, local }) => namespace === dsig && local === 'Signature');
}

/** Certificates (DER) that a signature carries in its KeyInfo; nothing says that they are the signer's. */
export function carriedCertificates(signature: XmlElement): Uint8Array[] {
  const info = descend(signature, dsig, 'KeyInfo');
  return (info ? childElements(info, dsig, 'X509Data') : [])
    .flatMap((data) => childElements(data, dsig, 'X509Certificate'))
    .map((one) => decodeBase64(textOf(one)));
}

/**
 * Verifies a signature with a key: every reference, each to a part of the same document, then the value over
 * SignedInfo. Returns what was signed, so that moving signed parts about gains nothing. Throws `MalformedXml`
 * where a value is no base64.
 */
export function verifyXmlSignature(
  document: XmlDocument,
  signature: XmlElement,
  key: KeyObject,
): XmlSignatureOutcome {
  const [info, ...more] = childElements(signature, dsig, 'SignedInfo');
  const method = descend(info, dsig, 'CanonicalizationMethod');
  const form = canonicalForms[attributeOf(method, 'Algorithm') ?? ''];
  const algorithm = attributeOf(descend(info, dsig, 'SignatureMethod'), 'Algorithm');
  const value = decodeBase64(textOf(descend(signature, dsig, 'SignatureValue')));
  if (!info || more.length > 0 || !method || algorithm === undefined) return { flaw: 'malformed' };
  if (!form) return { flaw: 'unsupported-algorithm' };
  const text = canonicalElement(info, withPrefixes(form, method));
  const outcome = verifyXmlValue(algorithm, Buffer.from(text), value, key);
  if (outcome !== 'good') return { flaw: outcome };
  const ids = identifiers(document);
  const covered: CoveredPart[] = [];
  const references = childElements(info, dsig, 'Reference');
  if (references.length === 0 || references.length > mostReferences) return { flaw: 'malformed' };
  for (const reference of references) {
    const result = checkReference(reference, signature, document, ids);
    if ('flaw' in result) return { flaw: result.flaw };
    covered.push(result.covered);
  }
  return { flaw: undefined, covered };
}

const mostReferences = 100;
