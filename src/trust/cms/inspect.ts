import { isPem, readPem } from '#src/trust/asn1/pem.js';
import { MalformedDer, sameBytes } from '#src/trust/asn1/read.js';
import type { Level, SignerEvidence } from '#src/trust/signature-verdict.js';
import { digestOf } from './algorithms.js';

import { isSpokenOf, signerEvidence } from './evidence.js';
import { readSignedData, type SignedData, type SignerInfo } from './signed-data.js';
import { embeddedCertificates, judgeSignerInfo } from './signer.js';

/** One signer of a CMS message, judged by the bytes alone. */
export interface CmsSignerInspection extends SignerEvidence {
  readonly integrity: 'intact' | 'broken';
  readonly level: Level;
  readonly claimedTime: Date | undefined;
  readonly policy: string | undefined;
  readonly reasons: readonly string[];
}

/** What the bytes of a CMS file tell. */
export interface CmsInspection {
  readonly readable: boolean;
  readonly reasons: readonly string[];
  readonly packaging: 'attached' | 'detached';
  /** What was signed, as the signatures cover it. */
  readonly content: Uint8Array | undefined;
  readonly signers: readonly CmsSignerInspection[];
}

/**
 * Inspects a CMS or CAdES signature, PEM or DER. A detached one needs the `document` it signs; with an attached
 * one, a document that is given must be the one inside. Never throws on what the bytes hold.
 */
export function inspectCms(file: Uint8Array, document?: Uint8Array): CmsInspection {
  try {
    const bytes = isPem(file) ? fromPem(file) : file;
    const message = readSignedData(bytes);
    if (message.length !== bytes.length) return unreadable('bytes-behind-signature');
    const packaging = message.content ? 'attached' : 'detached';
    const content = message.content ?? document;
    if (!content) return { ...unreadable('content-missing'), packaging };
    const differs =
      message.content !== undefined && document !== undefined && !sameBytes(message.content, document);
    return {
      readable: true,
      reasons: differs ? ['content-differs'] : [],
      packaging,
      content,
      signers: message.signers.map((signer) => inspectSigner(message, signer, content, differs)),
    };
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return unreadable('not-a-signature');
  }
}

function fromPem(file: Uint8Array): Uint8Array {
  const blocks = readPem(Buffer.from(file).toString('latin1')).filter(({ label }) =>
    ['CMS', 'PKCS7', 'PKCS #7 SIGNED DATA'].includes(label),
  );
  const [only, another] = blocks;
  if (!only || another) throw new MalformedDer('one signature expected');
  return only.der;
}

function unreadable(reason: string): CmsInspection {
  return { readable: false, reasons: [reason], packaging: 'detached', content: undefined, signers: [] };
}

function inspectSigner(
  message: SignedData,
  signer: SignerInfo,
  content: Uint8Array,
  differs: boolean,
): CmsSignerInspection {
  const known = embeddedCertificates(signer);
  const finding = judgeSignerInfo(message, signer, (digest) => digestOf(digest, content), known);
  const evidence = signerEvidence(finding, message);
  const stamped = finding.timestamps.some((stamp) => stamp.intact);
  const proven = finding.certificate && isSpokenOf(finding.certificate, evidence.crls, evidence.ocsps);
  const brokenStamp = finding.timestamps.some((stamp) => !stamp.intact);
  return {
    ...evidence,
    others: [...evidence.others, ...known.map((one) => one.der)],
    integrity: finding.intact && !differs ? 'intact' : 'broken',
    level: !finding.bound ? 'none' : !stamped ? 'B-B' : proven ? 'B-LT' : 'B-T',
    claimedTime: finding.claimedTime,
    policy: finding.policy,
    reasons: [
      ...finding.reasons,
      ...(differs ? ['content-differs'] : []),
      ...(brokenStamp ? ['timestamp-broken'] : []),
    ],
  };
}
