import { sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import { inspectXml } from '#src/trust/xml/inspect.js';
import { type XmlElement, XmlError } from '#src/trust/xml/nodes.js';
import { parseXml } from '#src/trust/xml/parse.js';
import { listNamespace, readList, type TrustedList } from './trusted-list.js';

/** Why a trusted list is not believed; technical, for logs and the administrator. */
export class TrustedListRefused extends Error {}

/**
 * Opens a trusted list (ETSI TS 119 612, list versions 5 and 6): its enveloped signature must cover the whole
 * document and come from one of `signers` — those that the list of lists, or the installation's settings, name —
 * in force when the list was issued; and the list must not be past its next update.
 */
export function openTrustedList(bytes: Uint8Array, signers: readonly Certificate[], now: Date): TrustedList {
  const root = readRoot(bytes);
  if (!root.is(listNamespace, 'TrustServiceStatusList')) throw new TrustedListRefused('not a trusted list');
  const signer = signerOf(bytes, root);
  const list = readList(root);
  if (list.version !== 5 && list.version !== 6) throw new TrustedListRefused(`list version ${list.version}`);
  const expected = signers.find(({ der }) => sameBytes(der, signer));
  if (!expected) throw new TrustedListRefused('signed by somebody who was not expected');
  if (!(expected.notBefore <= list.issued && list.issued <= expected.notAfter)) {
    throw new TrustedListRefused('signer not in force when the list was issued');
  }
  if (!list.nextUpdate || list.nextUpdate < now) throw new TrustedListRefused('list past its next update');
  return list;
}

function readRoot(bytes: Uint8Array): XmlElement {
  try {
    return parseXml(bytes).root;
  } catch (error) {
    if (error instanceof XmlError) throw new TrustedListRefused(`not XML: ${error.code}`);
    throw error;
  }
}

/**
 * Certificate (DER) of who signed the list as a whole. The signature hangs from the root, so that what it leaves
 * out of its digest is nothing that is read as the list.
 */
function signerOf(bytes: Uint8Array, root: XmlElement): Uint8Array {
  const [signature, ...more] = inspectXml(bytes).signatures;
  const hangs = root.elements.some((one) => one.local === 'Signature');
  if (!signature || more.length > 0 || !hangs)
    throw new TrustedListRefused('not one signature of the whole list');
  const weak = signature.reasons.find((reason) => reason.startsWith('weak'));
  if (signature.integrity !== 'intact' || weak || !signature.certificate) {
    throw new TrustedListRefused(`signature of the list: ${weak ?? signature.reasons[0]}`);
  }
  if (signature.coverage !== 'whole') throw new TrustedListRefused('signature does not cover the list');
  return signature.certificate;
}
