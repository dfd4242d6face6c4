import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import {
  type Attribute,
  buildCertificate,
  distinguishedName,
  type Extension,
} from './certificate-builder.js';
import {
  authorityKey,
  certificationAuthority,
  crlAt,
  extendedKeyUsage,
  informationAt,
  keyUsage,
  keyUsageBits,
  policies,
  subjectKey,
} from './extensions.js';
import { simulatedPolicies } from './policies.js';

/** A certificate of the authority itself, with its private key. */
export interface Signer {
  readonly certificate: Uint8Array;
  readonly subject: Uint8Array;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

/** The same as kept: base64 DER and PEM (PKCS#8). */
export interface StoredSigner {
  readonly certificate: string;
  readonly subject: string;
  readonly key: string;
}

/** Addresses written into certificates; the simulated authority's own server answers there. */
export interface Addresses {
  readonly rootCrl: string;
  readonly rootCertificate: string;
  readonly crl: string;
  readonly certificate: string;
  readonly ocsp: string;
  readonly timestamp: string;
}

export function addressesAt(baseUrl: string): Addresses {
  const at = (path: string): string => new URL(path, `${baseUrl.replace(/\/$/, '')}/`).href;
  return {
    rootCrl: at('racine.crl'),
    rootCertificate: at('racine.cer'),
    crl: at('deux-etoiles.crl'),
    certificate: at('deux-etoiles.cer'),
    ocsp: at('ocsp'),
    timestamp: at('horodatage'),
  };
}

/** Sixteen random octets, positive, as upper-case hexadecimal. */
export function randomSerial(): string {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] as number) & 0x7f) | 0x40;
  return octets.toString('hex').toUpperCase();
}

export function storeSigner(signer: Signer): StoredSigner {
  return {
    certificate: Buffer.from(signer.certificate).toString('base64'),
    subject: Buffer.from(signer.subject).toString('base64'),
    key: signer.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export function restoreSigner(stored: StoredSigner): Signer {
  const key = createPrivateKey(stored.key);
  return {
    certificate: Buffer.from(stored.certificate, 'base64'),
    subject: Buffer.from(stored.subject, 'base64'),
    key,
    publicKey: createPublicKey(key),
  };
}

/** Root, two-star authority, OCSP responder and timestamping unit: what an authority is founded with. */
export interface Hierarchy {
  readonly root: Signer;
  readonly issuing: Signer;
  readonly responder: Signer;
  readonly timestamping: Signer;
}

export function foundHierarchy(name: string, addresses: Addresses, founded: Date): Hierarchy {
  const years = (count: number): Date => {
    const date = new Date(founded);
    date.setUTCFullYear(date.getUTCFullYear() + count);
    return date;
  };
  const make = (label: string, curve: string, issuer: Signer | undefined, own: Extension[]): Signer => {
    const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
    const attributes: Attribute[] = [
      ['2.5.4.6', 'FR', 'printable'],
      ['2.5.4.10', name],
      ['2.5.4.3', `TEST ${name} ${label}`],
    ];
    const subject = distinguishedName(attributes);
    const certificate = buildCertificate(
      {
        serial: randomSerial(),
        issuer: issuer?.subject ?? subject,
        subject,
        notBefore: founded,
        notAfter: years(issuer ? 15 : 20),
        publicKey,
        extensions: [subjectKey(publicKey), ...(issuer ? [authorityKey(issuer.publicKey)] : []), ...own],
      },
      issuer?.key ?? key,
    );
    return { certificate, subject, key, publicKey };
  };
  const authorityUsage = keyUsage(keyUsageBits.certificateSign, keyUsageBits.crlSign);
  const root = make('Racine', 'P-384', undefined, [authorityUsage, certificationAuthority()]);
  const issuing = make('Deux étoiles', 'P-256', root, [
    authorityUsage,
    certificationAuthority(0),
    policies('2.5.29.32.0'),
    crlAt(addresses.rootCrl),
    informationAt({ issuer: addresses.rootCertificate }),
  ]);
  const responder = make('OCSP', 'P-256', issuing, [
    keyUsage(keyUsageBits.digitalSignature),
    extendedKeyUsage(['1.3.6.1.5.5.7.3.9']),
    { id: '1.3.6.1.5.5.7.48.1.5', value: Uint8Array.of(5, 0) },
  ]);
  const timestamping = make('Horodatage', 'P-256', issuing, [
    keyUsage(keyUsageBits.digitalSignature),
    extendedKeyUsage(['1.3.6.1.5.5.7.3.8'], true),
    policies(simulatedPolicies.timestamping),
    crlAt(addresses.crl),
    informationAt({ ocsp: addresses.ocsp, issuer: addresses.certificate }),
  ]);
  return { root, issuing, responder, timestamping };
}
