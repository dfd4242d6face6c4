import {
  isDoubtful,
  type JudgeSigner,
  judgeTrust,
  type Level,
  type Overall,
  type Trust,
} from './signature-verdict.js';
import type { HeliosFinding } from './xml/helios.js';
import { inspectXml, type SignedContent, type XmlInspection } from './xml/inspect.js';

/** An XML signature (XMLDSig or XAdES), judged whole. */
export interface XmlSignatureVerdict {
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole' | 'part';
  readonly changes: 'none';
  readonly level: Level;
  readonly signer: string | undefined;
  /** DER. */
  readonly certificate: Uint8Array | undefined;
  readonly trust: Trust;
  readonly packaging: 'enveloped' | 'enveloping' | 'detached';
  /** Version of XAdES, « 1.3.2 »; undefined for a plain XML signature. */
  readonly xades: string | undefined;
  /** Exactly what was signed: act on these octets, not on the file. */
  readonly signed: readonly SignedContent[];
  readonly claimedTime: Date | undefined;
  readonly provenTime: Date | undefined;
  readonly policy: string | undefined;
  readonly roles: readonly string[];
  readonly place: string | undefined;
  readonly reasons: readonly string[];
}

export interface XmlVerdict {
  readonly verdict: Overall;
  readonly signatures: readonly XmlSignatureVerdict[];
  /** For a PES v2 flow: where it is signed, and what departs from the profile. */
  readonly helios: HeliosFinding | undefined;
  readonly reasons: readonly string[];
}

export interface XmlJudgement {
  /** The document, for a detached signature. */
  readonly content?: Uint8Array;
  readonly judgeSigner?: JudgeSigner;
  readonly at?: Date;
}

/** Judges the XML signatures of a file. */
export async function judgeXml(file: Uint8Array, judgement: XmlJudgement = {}): Promise<XmlVerdict> {
  return concludeXml(inspectXml(file, judgement.content), judgement);
}

/** Adds trust to what the bytes tell, and draws the overall verdict. */
export async function concludeXml(inspection: XmlInspection, judgement: XmlJudgement): Promise<XmlVerdict> {
  const { helios, reasons } = inspection;
  if (!inspection.readable) return { verdict: 'unreadable', signatures: [], helios, reasons };
  const signatures: XmlSignatureVerdict[] = [];
  let worst: Overall = inspection.signatures.length === 0 ? 'unsigned' : 'valid';
  for (const one of inspection.signatures) {
    const { trust, provenTime, ...more } = await judgeTrust(
      one,
      judgement.judgeSigner,
      judgement.at ?? new Date(),
    );
    const all = [...one.reasons, ...more.reasons];
    const { integrity, coverage, level, signer, certificate, packaging, xades, signed } = one;
    const { claimedTime, policy, roles, place } = one;
    signatures.push({
      integrity,
      coverage,
      changes: 'none',
      level,
      signer,
      certificate,
      trust,
      packaging,
      xades,
      signed,
      claimedTime,
      provenTime,
      policy,
      roles,
      place,
      reasons: all,
    });
    const unsure = trust === 'untrusted' || trust === 'undetermined' || isDoubtful(all);
    if (integrity === 'broken') worst = 'invalid';
    else if (worst === 'valid' && unsure) worst = 'indeterminate';
  }
  return { verdict: worst, signatures, helios, reasons };
}
