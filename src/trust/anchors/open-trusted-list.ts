import type { Certificate } from '#src/trust/certificate.js';
import { toKey } from '#src/trust/x509/public-key.js';
import { MalformedXml } from '#src/trust/xml/malformed.js';
import { parseXml } from '#src/trust/xml/parse.js';
import { verifyXmlSignature, xmlSignatures } from '#src/trust/xml/signature.js';
import type { XmlDocument, XmlElement } from '#src/trust/xml/tree.js';
import { listNamespace, readList, type TrustedList } from './trusted-list.js';

/** Why a trusted list is not believed; technical, for logs and the administrator. */
export class TrustedListRefused extends Error {}

/**
 * Opens a trusted list (ETSI TS 119 612, list versions 5 and 6): its enveloped signature must cover the whole
 * document and verify with the key of one of `signers` — those that the list of lists, or the installation's
 * settings, name — in force when the list was issued; and the list must not be past its next update.
 */
export function openTrustedList(bytes: Uint8Array, signers: readonly Certificate[], now: Date): TrustedList {
  try {
    return judgeList(parseXml(bytes), signers, now);
  } catch (error) {
    if (error instanceof MalformedXml) throw new TrustedListRefused(`not XML: ${error.message}`);
    throw error;
  }
}

function judgeList(document: XmlDocument, signers: readonly Certificate[], now: Date): TrustedList {
  const { root } = document;
  if (root.namespace !== listNamespace || root.local !== 'TrustServiceStatusList') {
    throw new TrustedListRefused('not a trusted list');
  }
  const signature = onlySignature(document);
  const list = readList(root);
  if (list.version !== 5 && list.version !== 6) {
    throw new TrustedListRefused(`list version ${list.version}`);
  }
  const flaws = signers
    .filter(({ notBefore, notAfter }) => notBefore <= list.issued && list.issued <= notAfter)
    .map((signer) => flawOf(document, signature, signer));
  if (!flaws.includes(undefined)) {
    throw new TrustedListRefused(`signature of the list: ${flaws[0] ?? 'no signer in force'}`);
  }
  if (!list.nextUpdate || list.nextUpdate < now) throw new TrustedListRefused('list past its next update');
  return list;
}

/** The one signature, which must hang from the root: what it leaves out of its digest is only itself. */
function onlySignature(document: XmlDocument): XmlElement {
  const [signature, ...more] = xmlSignatures(document);
  if (!signature || more.length > 0 || signature.parent !== document.root) {
    throw new TrustedListRefused('not one signature of the whole list');
  }
  return signature;
}

function flawOf(document: XmlDocument, signature: XmlElement, signer: Certificate): string | undefined {
  const key = toKey(signer.publicKey);
  const outcome = key
    ? verifyXmlSignature(document, signature, key)
    : { flaw: 'unsupported-algorithm' as const };
  if (outcome.flaw) return outcome.flaw;
  return outcome.covered.some((part) => part.isDocument) ? undefined : 'does not cover the list';
}
