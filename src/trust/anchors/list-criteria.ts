import type { Certificate } from '#src/trust/certificate.js';
import type { XmlElement } from '#src/trust/xml/nodes.js';

/** Namespace of the Qualifications extension (ETSI TS 119 612 §5.5.9.2). */
export const qualificationNamespace =
  'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';

/** A condition on certificates: what the list says of some of a service's certificates, and of which. */
export type Criteria =
  | {
      readonly kind: 'list';
      readonly assert: 'all' | 'atLeastOne' | 'none';
      readonly of: readonly Criteria[];
    }
  | { readonly kind: 'key-usage'; readonly bits: readonly { readonly bit: number; readonly set: boolean }[] }
  | { readonly kind: 'policies'; readonly all: readonly string[] }
  /** A condition that is not understood: whatever rests on it is unknown. */
  | { readonly kind: 'unknown' };

export interface ServiceQualification {
  /** URIs such as `…/SvcInfoExt/QCWithQSCD`. */
  readonly qualifiers: readonly string[];
  readonly criteria: Criteria;
}

const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

export function readQualification(element: XmlElement): ServiceQualification {
  const qualifiers = element
    .all(qualificationNamespace, 'Qualifiers')
    .flatMap((one) => one.all(qualificationNamespace, 'Qualifier'))
    .map((one) => one.attribute('uri') ?? '');
  const [criteria] = element.all(qualificationNamespace, 'CriteriaList');
  return { qualifiers, criteria: criteria ? readCriteria(criteria) : { kind: 'unknown' } };
}

function readCriteria(element: XmlElement): Criteria {
  const assert = element.attribute('assert');
  if (assert !== 'all' && assert !== 'atLeastOne' && assert !== 'none') return { kind: 'unknown' };
  const of = element.elements.flatMap((child): Criteria[] => {
    switch (child.local) {
      case 'Description':
        return [];
      case 'CriteriaList':
        return [readCriteria(child)];
      case 'KeyUsage':
        return [readKeyUsage(child)];
      case 'PolicySet':
        return [{ kind: 'policies', all: readPolicySet(child) }];
      default:
        return [{ kind: 'unknown' }];
    }
  });
  return { kind: 'list', assert, of };
}

function readKeyUsage(element: XmlElement): Criteria {
  const bits = element.all(qualificationNamespace, 'KeyUsageBit').map((one) => ({
    bit: usages.indexOf(one.attribute('name') ?? ''),
    set: one.text.trim() === 'true',
  }));
  return bits.some(({ bit }) => bit < 0) ? { kind: 'unknown' } : { kind: 'key-usage', bits };
}

function readPolicySet(element: XmlElement): string[] {
  return element
    .all(qualificationNamespace, 'PolicyIdentifier')
    .flatMap((one) => one.elements.filter(({ local }) => local === 'Identifier'))
    .map((one) => one.text.trim().replace(/^urn:oid:/i, ''));
}

/** Whether a certificate meets a condition; undefined where that can't be told. */
export function meets(certificate: Certificate, criteria: Criteria): boolean | undefined {
  switch (criteria.kind) {
    case 'key-usage':
      return criteria.bits.every(({ bit, set }) => (certificate.known.keyUsage?.has(bit) ?? false) === set);
    case 'policies':
      return criteria.all.every((policy) => certificate.known.policies?.includes(policy));
    case 'list':
      return meetsList(certificate, criteria);
    default:
      return undefined;
  }
}

function meetsList(
  certificate: Certificate,
  { assert, of }: Criteria & { kind: 'list' },
): boolean | undefined {
  const results = of.map((one) => meets(certificate, one));
  if (assert === 'all')
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  const any = results.includes(true) ? true : results.includes(undefined) ? undefined : false;
  return assert === 'atLeastOne' || any === undefined ? any : !any;
}
