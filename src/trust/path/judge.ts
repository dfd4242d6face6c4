import type { KeyObject } from 'node:crypto';
import { isBelieved, type TrustAnchor } from '#src/trust/anchors/anchor.js';
import { sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { Crl } from '#src/trust/revocation/crl.js';
import { statusByCrl } from '#src/trust/revocation/crl-status.js';
import type { RevocationTimes } from '#src/trust/revocation/freshness.js';
import type { RevocationStatus } from '#src/trust/verdict.js';
import { type Candidate, CertificatePool, candidates } from './candidates.js';
import { type ChainInputs, type ChainResult, checkChain, isFailure } from './chain.js';
import type { Failure } from './failure.js';
import type { Work } from './work.js';

/** What one judgement has at hand; the same for the leaf and for the signers of revocation data. */
export interface Evidence {
  readonly untrusted: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  readonly crls: readonly Crl[];
  readonly times: RevocationTimes;
  readonly revocation: 'required' | 'not-asked';
}

export interface Outcome extends Failure {
  readonly chain: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
  readonly revocation: readonly RevocationStatus[];
  readonly policies: readonly string[];
}

/** A key that may have signed revocation data, and the certificate that says what it is for. */
interface Issuer {
  readonly certificate: Certificate;
  readonly key: KeyObject | undefined;
}

/** Finds a path that holds, among all that can be built, with revocation. */
export class PathJudge {
  readonly #authentic = new Set<string>();
  readonly #signers = new Map<string, boolean>();
  readonly #inProgress = new Set<string>();

  constructor(
    readonly evidence: Evidence,
    readonly work: Work,
  ) {}

  /** Judges `leaf` under these anchors. The outcome's `reason` is `ok` or tells why the best chain failed. */
  judge(leaf: Certificate, anchors: readonly TrustAnchor[], inputs: ChainInputs): Outcome {
    let best: Outcome | undefined;
    const consider = (outcome: Outcome): void => {
      if (!best || weight(outcome, leaf) > weight(best, leaf)) best = outcome;
    };
    const nothing = { anchor: undefined, revocation: [], policies: [] };
    const direct = anchors.find(({ certificate }) => sameBytes(certificate.der, leaf.der));
    if (direct) return judgeAnchor(leaf, direct, inputs.at);
    const pool = new CertificatePool(this.evidence.untrusted, anchors);
    const report = (failure: Failure, chain: readonly Certificate[]): void =>
      consider({ ...failure, ...nothing, chain });
    for (const candidate of candidates(leaf, pool, inputs.at, this.work, report)) {
      this.work.spend(5);
      const outcome = this.#judgeChain(candidate, inputs);
      if (outcome.reason === 'ok') return outcome;
      consider(outcome);
    }
    if (this.work.isSpent) return { reason: 'work-limit', culprit: undefined, ...nothing, chain: [leaf] };
    return best ?? { reason: 'no-path', culprit: undefined, ...nothing, chain: [leaf] };
  }

  #judgeChain({ chain, anchor }: Candidate, inputs: ChainInputs): Outcome {
    const result = checkChain(chain, anchor, inputs);
    const found = { chain, anchor, revocation: [] as RevocationStatus[], policies: [] as readonly string[] };
    if (isFailure(result)) return { ...found, ...result };
    for (const [i, certificate] of chain.entries()) {
      const status = this.#status(i, chain, anchor, result, inputs);
      found.revocation.push(status);
      if (status.status === 'unknown')
        return { ...found, reason: 'revocation-unknown', culprit: certificate };
      if (status.status === 'revoked') {
        return { ...found, reason: status.reason === 6 ? 'on-hold' : 'revoked', culprit: certificate };
      }
    }
    return { ...found, reason: 'ok', culprit: undefined, policies: result.policies };
  }

  #status(
    i: number,
    chain: readonly Certificate[],
    anchor: TrustAnchor,
    { keys }: ChainResult,
    inputs: ChainInputs,
  ): RevocationStatus {
    const certificate = chain[i] as Certificate;
    if (this.evidence.revocation === 'not-asked') return { status: 'good', source: 'not-asked' };
    const above: Issuer[] = [
      { certificate: anchor.certificate, key: this.work.toKey(anchor.certificate.publicKey) },
      ...chain.slice(0, i).map((one, j) => ({ certificate: one, key: keys[j] })),
    ];
    const { crls, times } = this.evidence;
    const isAuthentic = (crl: Crl): boolean =>
      this.#isAuthentic(crl, anchor, above, inputs) || this.#speaksOfItself(crl, certificate);
    return statusByCrl(certificate, { crls, times, isAuthentic });
  }

  /**
   * RFC 5280 §6.3.3 (f), (g): whether a CRL is signed by a key of its issuer that may sign CRLs, of the path
   * itself or with a valid path of its own to the same anchor.
   */
  #isAuthentic(crl: Crl, anchor: TrustAnchor, above: readonly Issuer[], inputs: ChainInputs): boolean {
    const id = `${crl.fingerprint} ${anchor.certificate.fingerprint}`;
    if (this.#authentic.has(id)) return true;
    const maySign = ({ subject, known }: Certificate): boolean =>
      subject.key === crl.issuer.key && (!known.keyUsage || known.keyUsage.has(6));
    const isAuthentic =
      above.some(({ certificate, key }) => maySign(certificate) && this.work.verify(crl, key) === 'good') ||
      this.evidence.untrusted.some(
        (signer) =>
          maySign(signer) &&
          this.work.verify(crl, this.work.toKey(signer.publicKey)) === 'good' &&
          this.#isSigner(signer, anchor, inputs),
      );
    if (isAuthentic) this.#authentic.add(id);
    return isAuthentic;
  }

  /**
   * A CRL issuer's own certificate may name that very CRL as where its status is (cRLIssuer, indirect): then the
   * authority that issued it has said so, and the CRL counts for it although its signer is still being judged.
   */
  #speaksOfItself(crl: Crl, certificate: Certificate): boolean {
    const { subject, issuer, known, publicKey } = certificate;
    return (
      subject.key === crl.issuer.key &&
      issuer.key !== crl.issuer.key &&
      (!known.keyUsage || known.keyUsage.has(6)) &&
      this.work.verify(crl, this.work.toKey(publicKey)) === 'good'
    );
  }

  /** Whether the signer of a CRL has a valid path of its own, unless that question is already being asked. */
  #isSigner(signer: Certificate, anchor: TrustAnchor, inputs: ChainInputs): boolean {
    const id = `${signer.fingerprint} ${anchor.certificate.fingerprint}`;
    const known = this.#signers.get(id);
    if (known !== undefined) return known;
    if (this.#inProgress.has(id)) return false;
    this.#inProgress.add(id);
    const plain = { ...inputs, policies: new Set(['2.5.29.32.0']), explicitPolicy: false };
    const holds = this.judge(signer, [anchor], plain).reason === 'ok';
    this.#inProgress.delete(id);
    if (holds || this.#inProgress.size === 0) this.#signers.set(id, holds);
    return holds;
  }
}

/** A certificate that is itself an anchor needs no path: only its dates, and that the anchor is believed. */
function judgeAnchor(leaf: Certificate, anchor: TrustAnchor, at: Date): Outcome {
  const reason =
    at < leaf.notBefore
      ? 'not-yet-valid'
      : at > leaf.notAfter
        ? 'expired'
        : isBelieved(anchor, at)
          ? 'ok'
          : 'anchor-not-valid';
  const culprit = reason === 'ok' ? undefined : leaf;
  const revocation: RevocationStatus[] = [{ status: 'good', source: 'not-asked' }];
  return { reason, culprit, chain: [leaf], anchor, revocation, policies: ['2.5.29.32.0'] };
}

/** Which of several failures is worth telling: the leaf's revocation, then what more data might cure, then the rest. */
function weight({ reason, culprit, anchor }: Outcome, leaf: Certificate): number {
  if ((reason === 'revoked' || reason === 'on-hold') && culprit?.fingerprint === leaf.fingerprint) return 4;
  if (reason === 'revocation-unknown') return 3;
  return anchor ? 2 : 1;
}
