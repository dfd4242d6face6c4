import { createHash } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import { type CanonicalForm, canonicalDocument, canonicalElement, canonicalForms } from './canonical.js';
import { xmlDigests } from './signature-algorithms.js';
import {
  attributeOf,
  childElements,
  descend,
  elementsOf,
  textOf,
  type XmlDocument,
  type XmlElement,
} from './tree.js';

export const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const exclusiveNamespace = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const plainForm: CanonicalForm = { exclusive: false, comments: false };

/** What a reference covers, once its digest has been found right. */
export interface CoveredPart {
  /** The apex of what is covered: the root where the whole document is. */
  readonly element: XmlElement;
  /** Whether it is the document as a whole, but for the signature itself. */
  readonly isDocument: boolean;
  /** Canonical form that was digested: exactly what was signed. */
  readonly text: string;
}

export type ReferenceOutcome = { readonly covered: CoveredPart } | { readonly flaw: ReferenceFlaw };
export type ReferenceFlaw = 'bad-digest' | 'weak-algorithm' | 'unsupported-algorithm' | 'unknown-target';

/** Elements by their Id; one that occurs twice is no target, for two readers might choose differently. */
export function identifiers(document: XmlDocument): ReadonlyMap<string, XmlElement | undefined> {
  const found = new Map<string, XmlElement | undefined>();
  for (const element of elementsOf(document.root)) {
    for (const { local, namespace, value } of element.attributes) {
      if (!/^id$/i.test(local) || (namespace !== '' && local !== 'id')) continue;
      found.set(value, found.has(value) ? undefined : element);
    }
  }
  return found;
}

/** Works a same-document reference out and compares its digest (XML Signature 1.1 §3.2.1). */
export function checkReference(
  reference: XmlElement,
  signature: XmlElement,
  document: XmlDocument,
  ids: ReadonlyMap<string, XmlElement | undefined>,
): ReferenceOutcome {
  const uri = attributeOf(reference, 'URI');
  const target = uri === '' ? document.root : uri?.startsWith('#') ? ids.get(uri.slice(1)) : undefined;
  if (!target) return { flaw: 'unknown-target' };
  const chosen = transforms(reference, signature);
  if (!chosen) return { flaw: 'unsupported-algorithm' };
  const isDocument = uri === '' || target === document.root;
  const text =
    uri === ''
      ? canonicalDocument(document, chosen.form, chosen.left)
      : canonicalElement(target, chosen.form, chosen.left);
  const digest = xmlDigests[attributeOf(descend(reference, dsig, 'DigestMethod'), 'Algorithm') ?? ''];
  if (!digest) return { flaw: 'unsupported-algorithm' };
  if (digest === 'sha1') return { flaw: 'weak-algorithm' };
  const value = decodeBase64(textOf(descend(reference, dsig, 'DigestValue')));
  const isRight = createHash(digest).update(text).digest().equals(value);
  return isRight ? { covered: { element: target, isDocument, text } } : { flaw: 'bad-digest' };
}

/** Which canonical form, without which subtrees; undefined where a transform is not understood. */
function transforms(
  reference: XmlElement,
  signature: XmlElement,
): { form: CanonicalForm; left: ReadonlySet<XmlElement> } | undefined {
  let form = plainForm;
  const left = new Set<XmlElement>();
  const list = childElements(reference, dsig, 'Transforms').flatMap((one) =>
    childElements(one, dsig, 'Transform'),
  );
  for (const [i, transform] of list.entries()) {
    const algorithm = attributeOf(transform, 'Algorithm') ?? '';
    const canonical = canonicalForms[algorithm];
    if (algorithm === enveloped) left.add(signature);
    else if (canonical && i === list.length - 1) form = withPrefixes(canonical, transform);
    else return undefined;
  }
  return { form, left };
}

/** Adds the PrefixList of an InclusiveNamespaces child to an exclusive form. */
export function withPrefixes(form: CanonicalForm, method: XmlElement): CanonicalForm {
  const list = attributeOf(childElements(method, exclusiveNamespace, 'InclusiveNamespaces')[0], 'PrefixList');
  return form.exclusive && list ? { ...form, prefixes: list.split(/\s+/).filter(Boolean) } : form;
}
