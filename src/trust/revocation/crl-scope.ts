import type { Certificate } from '#src/trust/certificate.js';
import type { DistributionPoint, PointName } from '#src/trust/x509/distribution-point.js';
import { generalNameKey } from '#src/trust/x509/general-name.js';
import type { Crl } from './crl.js';

/** Bits of ReasonFlags that a status must account for (RFC 5280 §6.3.3: all but « unused »). */
export const allReasons: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The certificate's own distribution points, then the one that RFC 5280 §6.3.3 supposes at its issuer. */
export function pointsOf(certificate: Certificate): DistributionPoint[] {
  const supposed: DistributionPoint = {
    name: { full: [{ form: 'directory', name: certificate.issuer }] },
    reasons: undefined,
    crlIssuer: undefined,
  };
  return [...(certificate.known.crlPoints ?? []), supposed];
}

/** Whether a CRL speaks of this certificate by way of this point (RFC 5280 §6.3.3 b). */
export function covers(crl: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  const issuers = point.crlIssuer?.flatMap((name) => (name.form === 'directory' ? [name.name.key] : []));
  const issuerFits = issuers
    ? issuers.includes(crl.issuer.key) && crl.point?.indirect === true
    : crl.issuer.key === certificate.issuer.key;
  if (!issuerFits) return false;
  const scope = crl.point;
  if (!scope) return true;
  const isAuthority = certificate.known.basicConstraints?.isAuthority ?? false;
  if (scope.onlyAttributes || (scope.onlyUsers && isAuthority) || (scope.onlyAuthorities && !isAuthority)) {
    return false;
  }
  if (!scope.name) return true;
  const mine = namesOf(scope.name, [crl.issuer.key]);
  const wanted = point.name
    ? namesOf(point.name, issuers ?? [certificate.issuer.key])
    : (point.crlIssuer ?? []).map(generalNameKey);
  return mine.some((name) => wanted.includes(name));
}

/** Comparable forms of a point's names; a relative one goes after the name of the CRL's issuer. */
function namesOf(name: PointName, issuers: readonly string[]): string[] {
  return 'full' in name
    ? name.full.map(generalNameKey)
    : issuers.map((issuer) => `directory ${issuer ? `${issuer}\n` : ''}${name.relative}`);
}

/** Reasons that this CRL accounts for, by way of this point. */
export function reasonsCovered(crl: Crl, point: DistributionPoint): number[] {
  return allReasons.filter(
    (reason) => (crl.point?.reasons?.has(reason) ?? true) && (point.reasons?.has(reason) ?? true),
  );
}
