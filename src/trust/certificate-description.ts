import type { Certificate } from './certificate.js';
import { describeSubject, type SubjectDescription } from './subject.js';
import { signatureSchemes } from './x509/algorithm.js';
import { pointAddresses } from './x509/distribution-point.js';
import { showName } from './x509/name.js';
import { isIncomplete, showKey, toKey } from './x509/public-key.js';
import type { QualifiedStatements } from './x509/qualified.js';

/** A certificate in plain words and values, for `--json` and pages. Read, not judged. */
export interface CertificateDescription {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly names: SubjectDescription;
  readonly key: string;
  readonly signatureAlgorithm: string;
  readonly isAuthority: boolean;
  readonly keyUsage: readonly string[];
  readonly extendedKeyUsage: readonly string[];
  readonly policies: readonly string[];
  readonly qualified: QualifiedStatements | undefined;
  readonly crlAddresses: readonly string[];
  readonly ocspAddresses: readonly string[];
  readonly issuerAddresses: readonly string[];
  /** SHA-256 of the whole certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly unreadableExtensions: readonly string[];
}

const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const purposes: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'any',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.4.1.311.20.2.2': 'smartCardLogon',
};

export function describeCertificate(certificate: Certificate): CertificateDescription {
  const { known } = certificate;
  const access = (method: string): string[] =>
    (known.informationAccess ?? []).flatMap((entry) => (entry.method === method ? [entry.address] : []));
  const algorithm = certificate.signatureAlgorithm.id;
  return {
    subject: showName(certificate.subject),
    issuer: showName(certificate.issuer),
    serial: certificate.serial,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    names: describeSubject(certificate),
    key: isIncomplete(certificate.publicKey)
      ? 'DSA, paramètres de l’autorité'
      : showKey(toKey(certificate.publicKey)),
    signatureAlgorithm: signatureSchemes[algorithm]?.name ?? algorithm,
    isAuthority: known.basicConstraints?.isAuthority ?? false,
    keyUsage: [...(known.keyUsage ?? [])].map((bit) => usages[bit] ?? String(bit)),
    extendedKeyUsage: (known.extendedKeyUsage ?? []).map((id) => purposes[id] ?? id),
    policies: known.policies ?? [],
    qualified: known.qualified,
    crlAddresses: pointAddresses(known.crlPoints ?? []),
    ocspAddresses: access('1.3.6.1.5.5.7.48.1'),
    issuerAddresses: access('1.3.6.1.5.5.7.48.2'),
    fingerprint: certificate.fingerprint,
    unreadableExtensions: certificate.unreadable,
  };
}
