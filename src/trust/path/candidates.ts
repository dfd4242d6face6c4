import { isBelieved, type TrustAnchor } from '#src/trust/anchors/anchor.js';
import type { Certificate } from '#src/trust/certificate.js';
import { isIncomplete } from '#src/trust/x509/public-key.js';
import type { Failure } from './failure.js';
import type { Work } from './work.js';

const longestChain = 16;

/** A chain that reaches an anchor by names and signatures; from below the anchor down to the leaf. */
export interface Candidate {
  readonly chain: readonly Certificate[];
  readonly anchor: TrustAnchor;
}

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** Certificates that a path may go through, found by the name of their subject. */
export class CertificatePool {
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #distance = new Map<string, number>();

  constructor(
    certificates: readonly Certificate[],
    readonly anchors: readonly TrustAnchor[],
  ) {
    const known = new Set<string>();
    const byIssuer = new Map<string, string[]>();
    for (const certificate of certificates) {
      if (known.has(certificate.fingerprint)) continue;
      known.add(certificate.fingerprint);
      const { subject, issuer } = certificate;
      add(this.#bySubject, subject.key, certificate);
      add(byIssuer, issuer.key, subject.key);
    }
    let names = [...new Set(anchors.map(({ certificate }) => certificate.subject.key))];
    for (let distance = 0; names.length > 0; distance++) {
      for (const name of names) this.#distance.set(name, distance);
      const below = new Set(names.flatMap((name) => byIssuer.get(name) ?? []));
      names = [...below].filter((name) => !this.#distance.has(name));
    }
  }

  named(key: string): readonly Certificate[] {
    return this.#bySubject.get(key) ?? [];
  }

  /** Steps by names from the certificate's issuer to an anchor; infinite where there is no way. */
  distance(certificate: Certificate): number {
    return this.#distance.get(certificate.issuer.key) ?? Number.POSITIVE_INFINITY;
  }
}

/**
 * Every chain from the leaf up to an anchor, the likeliest first: right key identifier, valid, nearest to an
 * anchor. A certificate comes back in a chain neither itself nor under the same name and key (RFC 4158 §2.4.2),
 * and a step whose signature is wrong leads nowhere, so cycles and meshes cost what `work` allows at most.
 * `report` hears why a step was not taken.
 */
export function* candidates(
  leaf: Certificate,
  pool: CertificatePool,
  at: Date,
  work: Work,
  report: (failure: Failure, chain: readonly Certificate[]) => void,
): Generator<Candidate> {
  yield* extend([leaf]);

  function* extend(chain: readonly [Certificate, ...Certificate[]]): Generator<Candidate> {
    const [top] = chain;
    for (const anchor of pool.anchors) {
      if (anchor.certificate.subject.key !== top.issuer.key) continue;
      if (!isBelieved(anchor, at)) report({ reason: 'anchor-not-valid', culprit: undefined }, chain);
      else if (isSigned(top, anchor.certificate, chain)) yield { chain, anchor };
    }
    if (chain.length >= longestChain) return;
    const ranked = rank(top, pool, at);
    work.spend(Math.ceil(ranked.length / 10));
    for (const issuer of ranked) {
      work.spend();
      if (work.isSpent) return;
      if (chain.some((one) => isSameParty(one, issuer)) || !isSigned(top, issuer, chain)) continue;
      yield* extend([issuer, ...chain]);
    }
  }

  function isSigned(child: Certificate, issuer: Certificate, chain: readonly Certificate[]): boolean {
    if (isIncomplete(issuer.publicKey)) return true;
    const outcome = work.verify(child, work.toKey(issuer.publicKey));
    if (outcome !== 'good') report({ reason: outcome, culprit: child }, chain);
    return outcome === 'good';
  }
}

function isSameParty(a: Certificate, b: Certificate): boolean {
  return a.subject.key === b.subject.key && a.publicKey.fingerprint === b.publicKey.fingerprint;
}

function rank(child: Certificate, pool: CertificatePool, at: Date): Certificate[] {
  const wanted = child.known.authorityKeyId;
  const score = (issuer: Certificate): number =>
    (wanted && issuer.known.subjectKeyId && issuer.known.subjectKeyId !== wanted ? 100 : 0) +
    (issuer.notBefore <= at && at <= issuer.notAfter ? 0 : 50) +
    (issuer.known.basicConstraints?.isAuthority ? 0 : 50) +
    pool.distance(issuer);
  return pool
    .named(child.issuer.key)
    .filter((issuer) => pool.distance(issuer) < longestChain)
    .toSorted((a, b) => score(a) - score(b));
}
