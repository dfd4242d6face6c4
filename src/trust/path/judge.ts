import { isBelieved, type TrustAnchor } from '#src/trust/anchors/anchor.js';
import { sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { RevocationStatus } from '#src/trust/verdict.js';
import { anyPolicy } from '#src/trust/x509/policy.js';
import { type Candidate, CertificatePool, candidates } from './candidates.js';
import { type ChainInputs, type ChainResult, checkChain, isFailure } from './chain.js';
import type { Failure } from './failure.js';
import { type Issuer, type RevocationData, RevocationJudge } from './revocation-judge.js';
import type { Work } from './work.js';

interface Outcome extends Failure {
  /** From below the anchor down to the leaf. */
  readonly chain: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
  readonly revocation: readonly RevocationStatus[];
  readonly policies: readonly string[];
}

/** Finds a path that holds among all that can be built, revocation included where it is asked. */
export class PathJudge {
  readonly #revocation: RevocationJudge | undefined;
  readonly #pools = new Map<string, CertificatePool>();

  constructor(
    readonly data: RevocationData,
    readonly work: Work,
    revocation: 'required' | 'not-asked',
  ) {
    this.#revocation = revocation === 'required' ? new RevocationJudge(data, work) : undefined;
  }

  /** Judges `leaf` under these anchors. The outcome's `reason` is `ok` or tells why the best chain failed. */
  judge(leaf: Certificate, anchors: readonly TrustAnchor[], inputs: ChainInputs): Outcome {
    let best: Outcome | undefined;
    const consider = (outcome: Outcome): void => {
      if (!best || weight(outcome, leaf) > weight(best, leaf)) best = outcome;
    };
    const nothing = { culprit: undefined, anchor: undefined, revocation: [], policies: [] };
    const direct = anchors.find(({ certificate }) => sameBytes(certificate.der, leaf.der));
    if (direct) return judgeAnchor(leaf, direct, inputs.at);
    const pool = this.#pool(anchors);
    const report = (failure: Failure, chain: readonly Certificate[]): void =>
      consider({ ...nothing, ...failure, chain });
    for (const candidate of candidates(leaf, pool, inputs.at, this.work, report)) {
      this.work.spend(5);
      const outcome = this.#judgeChain(candidate, inputs);
      if (outcome.reason === 'ok') return outcome;
      consider(outcome);
    }
    if (this.work.isSpent) return { ...nothing, reason: 'work-limit', chain: [leaf] };
    return best ?? { ...nothing, reason: 'no-path', chain: [leaf] };
  }

  #pool(anchors: readonly TrustAnchor[]): CertificatePool {
    const id = anchors.map(({ certificate }) => certificate.fingerprint).join(' ');
    const pool = this.#pools.get(id) ?? new CertificatePool(this.data.untrusted, anchors);
    this.#pools.set(id, pool);
    return pool;
  }

  #judgeChain({ chain, anchor }: Candidate, inputs: ChainInputs): Outcome {
    const result = checkChain(chain, anchor, inputs);
    const revocation: RevocationStatus[] = [];
    const found = { culprit: undefined, chain, anchor, revocation, policies: [] };
    if (isFailure(result)) return { ...found, ...result };
    for (const [i, certificate] of chain.entries()) {
      const status = this.#status(i, chain, anchor, result, inputs);
      revocation.push(status);
      if (status.status === 'unknown')
        return { ...found, reason: 'revocation-unknown', culprit: certificate };
      if (status.status === 'revoked') {
        return { ...found, reason: status.reason === 6 ? 'on-hold' : 'revoked', culprit: certificate };
      }
    }
    return { ...found, reason: 'ok', policies: result.policies };
  }

  #status(
    i: number,
    chain: readonly Certificate[],
    anchor: TrustAnchor,
    { keys }: ChainResult,
    inputs: ChainInputs,
  ): RevocationStatus {
    if (!this.#revocation) return { status: 'good', source: 'not-asked' };
    const above: [Issuer, ...Issuer[]] = [
      { certificate: anchor.certificate, key: this.work.toKey(anchor.certificate.publicKey) },
      ...chain.slice(0, i).map((certificate, j) => ({ certificate, key: keys[j] })),
    ];
    const plain = { ...inputs, policies: new Set([anyPolicy]), explicitPolicy: false };
    return this.#revocation.status(
      chain[i] as Certificate,
      above,
      (signer) => this.judge(signer, [anchor], plain).reason === 'ok',
    );
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
  return { reason, culprit, chain: [leaf], anchor, revocation, policies: [anyPolicy] };
}

/** Which of several failures is worth telling: the leaf's revocation, then what more data might cure, then the rest. */
function weight({ reason, culprit, anchor }: Outcome, leaf: Certificate): number {
  if ((reason === 'revoked' || reason === 'on-hold') && culprit?.fingerprint === leaf.fingerprint) return 4;
  if (reason === 'revocation-unknown') return 3;
  return anchor ? 2 : 1;
}
