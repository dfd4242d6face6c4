import { sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { RevocationStatus } from '#src/trust/verdict.js';
import type { Crl } from './crl.js';
import { type CrlEntry, lookUp } from './crl-entries.js';
import { allReasons, covers, pointsOf, reasonsCovered } from './crl-scope.js';
import { counts, type RevocationTimes, staleness } from './freshness.js';

/** What the status of one certificate is established from. */
interface CrlEvidence {
  readonly crls: readonly Crl[];
  readonly times: RevocationTimes;
  /** Whether the CRL is signed by somebody who may, under the anchor of the path in question. */
  readonly isAuthentic: (crl: Crl) => boolean;
  /** Hears how many octets are about to be looked through. */
  readonly spend: (octets: number) => void;
}

/** Status of a certificate by the CRLs at hand: the algorithm of RFC 5280 §6.3.3, newest CRL first. */
export function statusByCrl(certificate: Certificate, evidence: CrlEvidence): RevocationStatus {
  const notes = new Set<string>();
  const complete = evidence.crls
    .filter((crl) => crl.deltaBase === undefined)
    .toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const covered = new Set<number>();
  let oldest: Date | undefined;
  for (const point of pointsOf(certificate)) {
    for (const crl of complete) {
      if (!covers(crl, point, certificate)) continue;
      const reasons = reasonsCovered(crl, point).filter((reason) => !covered.has(reason));
      if (reasons.length === 0) continue;
      const answer = consult(crl, certificate, evidence);
      if ('unusable' in answer) {
        notes.add(answer.unusable);
        continue;
      }
      const { found } = answer;
      if (found && counts(found.at, crl.thisUpdate, evidence.times.at)) {
        const { thisUpdate } = crl;
        return { status: 'revoked', source: 'crl', at: found.at, reason: found.reason, thisUpdate };
      }
      for (const reason of reasons) covered.add(reason);
      if (!oldest || crl.thisUpdate < oldest) oldest = crl.thisUpdate;
    }
  }
  if (oldest && allReasons.every((reason) => covered.has(reason))) {
    return { status: 'good', source: 'crl', thisUpdate: oldest };
  }
  notes.add(covered.size > 0 ? 'not all reasons covered' : 'no usable CRL');
  return { status: 'unknown', notes: [...notes] };
}

type Answer = { readonly found: CrlEntry | undefined } | { readonly unusable: string };

/**
 * What a complete CRL says, brought up to date by its newest delta. An authentic delta that can't serve (out of
 * date, starting after the complete one) forbids the complete one: it may hold a revocation. A forged one does not.
 */
function consult(crl: Crl, certificate: Certificate, evidence: CrlEvidence): Answer {
  const flaw = flawOf(crl, certificate, evidence);
  if (flaw) return { unusable: flaw };
  const [delta] = evidence.crls
    .filter((other) => isDeltaOf(other, crl) && evidence.isAuthentic(other))
    .toSorted((a, b) => (b.number === a.number ? 0 : (b.number ?? 0n) > (a.number ?? 0n) ? 1 : -1));
  const issuer = certificate.issuer.key;
  evidence.spend(crl.der.length + (delta?.der.length ?? 0));
  const base = lookUp(crl, issuer, certificate.serialOctets);
  if (!delta || 'unusable' in base) return base;
  const deltaFlaw = flawOf(delta, certificate, evidence);
  if (deltaFlaw) return { unusable: `delta ${deltaFlaw}` };
  if ((delta.deltaBase ?? 0n) > (crl.number ?? -1n))
    return { unusable: 'delta CRL starts after the complete one' };
  const change = lookUp(delta, issuer, certificate.serialOctets);
  if ('unusable' in change) return change;
  if (!change.found) return base;
  return change.found.reason === 8 ? { found: undefined } : change;
}

/** Why a CRL may not be used for this certificate; undefined where it may. */
function flawOf(crl: Crl, certificate: Certificate, { times, isAuthentic }: CrlEvidence): string | undefined {
  if (crl.unprocessable) return `CRL with ${crl.unprocessable}`;
  if (!sameBytes(crl.signatureAlgorithm.der, crl.signedAlgorithm.der)) return 'CRL of two algorithms';
  const stale = staleness(crl, times);
  if (stale) return `CRL ${stale}`;
  const dropped = crl.thisUpdate > certificate.notAfter;
  if (dropped && !(crl.expiredSince && crl.expiredSince <= certificate.notAfter)) {
    return 'CRL issued after the certificate expired';
  }
  return isAuthentic(crl) ? undefined : 'CRL not signed by its issuer';
}

/** Same issuer, key and scope, and newer (RFC 5280 §5.2.4 and §6.3.3 c). */
function isDeltaOf(delta: Crl, crl: Crl): boolean {
  if (delta.deltaBase === undefined || delta.number === undefined) return false;
  const [mine, other] = [delta.point?.der, crl.point?.der];
  const sameScope = mine && other ? sameBytes(mine, other) : mine === other;
  const newer = crl.number === undefined || delta.number > crl.number;
  return (
    delta.issuer.key === crl.issuer.key && delta.authorityKeyId === crl.authorityKeyId && sameScope && newer
  );
}
