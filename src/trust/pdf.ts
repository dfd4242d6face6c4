import { inspectPdf, type PdfInspection, type SignatureInspection } from './pdf/inspect.js';
import {
  isDoubtful,
  type JudgeSigner,
  judgeTrust,
  type Level,
  type Overall,
  type Trust,
} from './signature-verdict.js';

/** A signature of a PDF, judged whole. */
export interface PdfSignatureVerdict {
  readonly kind: 'signature' | 'timestamp';
  readonly field: string;
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole' | 'earlier';
  readonly changes: 'none' | 'validation' | 'signatures' | 'form' | 'forbidden';
  readonly level: Level;
  /** Common name of the signer's certificate. */
  readonly signer: string | undefined;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array | undefined;
  readonly trust: Trust;
  readonly claimedTime: Date | undefined;
  /** Time of the earliest intact timestamp over the signature, whoever made it. */
  readonly stampedTime: Date | undefined;
  /** The same, but from an authority that is trusted. */
  readonly provenTime: Date | undefined;
  readonly reasons: readonly string[];
}

export interface PdfVerdict {
  readonly verdict: Overall;
  readonly signatures: readonly PdfSignatureVerdict[];
  /** What concerns the file: hidden content, a repaired cross-reference, why it is unreadable. */
  readonly reasons: readonly string[];
}

export interface PdfJudgement {
  /** Without it, trust is not asked for. */
  readonly judgeSigner?: JudgeSigner;
  /** Time at which certificates are judged where no trusted timestamp proves an earlier one; now by default. */
  readonly at?: Date;
  /** `order`: nothing but validation data and signatures may follow a signature. */
  readonly profile?: 'order';
}

/** Judges a PDF on this thread: for files of our own making. What comes from outside goes to `judgeForeignPdf`. */
export async function judgePdf(bytes: Uint8Array, judgement: PdfJudgement = {}): Promise<PdfVerdict> {
  return concludePdf(inspectPdf(bytes), judgement);
}

/** Adds trust to what the bytes tell, and draws the overall verdict. */
export async function concludePdf(inspection: PdfInspection, judgement: PdfJudgement): Promise<PdfVerdict> {
  if (!inspection.readable) return { verdict: 'unreadable', signatures: [], reasons: inspection.reasons };
  const at = judgement.at ?? new Date();
  const signatures: PdfSignatureVerdict[] = [];
  let worst: Overall = inspection.signatures.length === 0 ? 'unsigned' : 'valid';
  for (const one of inspection.signatures) {
    const trust = await judgeTrust(one, judgement.judgeSigner, at);
    const excluded = one.changes === 'form' && (one.formExcluded || judgement.profile === 'order');
    const reasons = [...one.reasons, ...trust.reasons, ...(excluded ? ['form-filling-excluded'] : [])];
    signatures.push({ ...shown(one), trust: trust.trust, provenTime: trust.provenTime, reasons });
    if (one.integrity === 'broken' || one.changes === 'forbidden' || excluded) worst = 'invalid';
    else if (worst === 'valid' && (isUnsure(trust.trust) || isDoubtful(reasons))) worst = 'indeterminate';
  }
  if (worst === 'valid' && inspection.reasons.length > 0) worst = 'indeterminate';
  return { verdict: worst, signatures, reasons: inspection.reasons };
}

function isUnsure(trust: Trust): boolean {
  return trust === 'untrusted' || trust === 'undetermined';
}

function shown(one: SignatureInspection): Omit<PdfSignatureVerdict, 'trust' | 'provenTime' | 'reasons'> {
  const times = one.timestamps.flatMap((stamp) => (stamp.intact && stamp.time ? [stamp.time.getTime()] : []));
  const { kind, field, integrity, coverage, changes, level, signer, certificate, claimedTime } = one;
  return {
    kind,
    field,
    integrity,
    coverage,
    changes,
    level,
    signer,
    certificate,
    claimedTime,
    stampedTime: times.length > 0 ? new Date(Math.min(...times)) : undefined,
  };
}
