import type { XmlSignatureInspection } from './inspect.js';
import type { XmlDocument, XmlElement } from './nodes.js';

/** What the Helios profile (« protocole d’échange standard » v2) says of a signed flow. */
export interface HeliosFinding {
  readonly signedAt: 'flow' | 'slips' | 'nothing';
  readonly slips: number;
  readonly signedSlips: number;
  /** Codes of what departs from the profile. */
  readonly remarks: readonly string[];
}

/** Signature policies of the DGFiP: the one in force, and the earlier one (SHA-1). */
const policies = ['urn:oid:1.2.250.1.131.1.5.18.21.1.7', 'urn:oid:1.2.250.1.131.1.5.18.21.1.4'];

/** Recognises a PES v2 flow and says whether the flow or each Bordereau is signed; undefined for other documents. */
export function judgeHelios(
  document: XmlDocument,
  signatures: readonly {
    readonly inspection: XmlSignatureInspection;
    readonly signed: readonly XmlElement[];
  }[],
): HeliosFinding | undefined {
  const { root } = document;
  if (!root.local.startsWith('PES_') || !root.namespace.includes('helios')) return undefined;
  const slips = [...root.descendants()].filter(
    (node): node is XmlElement => 'local' in node && node.local === 'Bordereau',
  );
  const covers = (element: XmlElement) => signatures.some(({ signed }) => signed.includes(element));
  const signedSlips = slips.filter(covers).length;
  const flow = signatures.some(({ inspection }) => inspection.coverage === 'whole');
  const remarks = new Set<string>();
  for (const { inspection } of signatures) {
    if (!inspection.policy) remarks.add('policy-missing');
    else if (!policies.includes(inspection.policy)) remarks.add('policy-unknown');
    if (inspection.roles.length === 0) remarks.add('role-missing');
    if (inspection.packaging !== 'enveloped') remarks.add('not-enveloped');
  }
  if (!flow && signedSlips < slips.length) remarks.add('slip-not-signed');
  return {
    signedAt: flow ? 'flow' : signedSlips > 0 ? 'slips' : 'nothing',
    slips: slips.length,
    signedSlips,
    remarks: [...remarks],
  };
}
