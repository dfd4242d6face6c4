import type { Certificate } from '#src/trust/certificate.js';
import { readCertificates } from '#src/trust/certificate-file.js';

/** A key that is believed without further proof, and where the belief comes from. */
export interface TrustAnchor {
  readonly certificate: Certificate;
  /** What people read: the authority's name, the service's name in a trusted list. */
  readonly label: string;
  readonly source: 'pem' | 'list';
  /** Between which dates it is believed; undefined on a side that is open. */
  readonly since: Date | undefined;
  readonly until: Date | undefined;
}

/**
 * Anchors of a file of certificates (PEM, DER or PKCS#7). They are believed for as long as they say themselves,
 * which RFC 5280 leaves open (§6.2).
 */
export function readAnchors(file: Uint8Array): TrustAnchor[] {
  return readCertificates(file).map(toAnchor);
}

export function toAnchor(certificate: Certificate): TrustAnchor {
  return {
    certificate,
    label: anchorLabel(certificate),
    source: 'pem',
    since: certificate.notBefore,
    until: certificate.notAfter,
  };
}

/** Common name of an anchor, or the last thing that its subject says. */
export function anchorLabel({ subject }: Certificate): string {
  const named = subject.rdns.flat().find(({ type }) => type === '2.5.4.3');
  return named?.value ?? subject.rdns.flat().at(-1)?.value ?? '';
}

/** Whether the anchor is believed at this time. */
export function isBelieved({ since, until }: TrustAnchor, at: Date): boolean {
  return (!since || since <= at) && (!until || at <= until);
}
