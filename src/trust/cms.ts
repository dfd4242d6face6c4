import { type CmsInspection, inspectCms } from './cms/inspect.js';
import {
  isDoubtful,
  type JudgeSigner,
  judgeTrust,
  type Level,
  type Overall,
  type Trust,
} from './signature-verdict.js';

/** A signer of a CMS or CAdES signature, judged whole. */
export interface CmsSignatureVerdict {
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole';
  readonly changes: 'none';
  readonly level: Level;
  readonly signer: string | undefined;
  /** DER. */
  readonly certificate: Uint8Array | undefined;
  readonly trust: Trust;
  readonly claimedTime: Date | undefined;
  readonly provenTime: Date | undefined;
  /** Identifier of the signature policy, where one is signed. */
  readonly policy: string | undefined;
  readonly reasons: readonly string[];
}

export interface CmsVerdict {
  readonly verdict: Overall;
  readonly packaging: 'attached' | 'detached';
  /** Exactly what the signatures cover. */
  readonly content: Uint8Array | undefined;
  readonly signatures: readonly CmsSignatureVerdict[];
  readonly reasons: readonly string[];
}

export interface CmsJudgement {
  /** The document, for a detached signature; checked against what is inside an attached one. */
  readonly content?: Uint8Array;
  readonly judgeSigner?: JudgeSigner;
  readonly at?: Date;
}

/** Judges a CMS or CAdES signature, PEM or DER, attached or detached. */
export async function judgeCms(file: Uint8Array, judgement: CmsJudgement = {}): Promise<CmsVerdict> {
  return concludeCms(inspectCms(file, judgement.content), judgement);
}

/** Adds trust to what the bytes tell, and draws the overall verdict. */
export async function concludeCms(inspection: CmsInspection, judgement: CmsJudgement): Promise<CmsVerdict> {
  const { packaging, content, reasons } = inspection;
  if (!inspection.readable)
    return { verdict: 'unreadable', packaging, content: undefined, signatures: [], reasons };
  const signatures: CmsSignatureVerdict[] = [];
  let worst: Overall = inspection.signers.length === 0 ? 'unsigned' : 'valid';
  for (const one of inspection.signers) {
    const trust = await judgeTrust(one, judgement.judgeSigner, judgement.at ?? new Date());
    const all = [...one.reasons, ...trust.reasons];
    const { integrity, level, signer, certificate, claimedTime, policy } = one;
    signatures.push({
      integrity,
      coverage: 'whole',
      changes: 'none',
      level,
      signer,
      certificate,
      trust: trust.trust,
      claimedTime,
      provenTime: trust.provenTime,
      policy,
      reasons: all,
    });
    const unsure = trust.trust === 'untrusted' || trust.trust === 'undetermined' || isDoubtful(all);
    if (integrity === 'broken') worst = 'invalid';
    else if (worst === 'valid' && unsure) worst = 'indeterminate';
  }
  return { verdict: worst, packaging, content, signatures, reasons };
}
