import type { KeyObject } from 'node:crypto';
import { hex, sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import { attribute, showName } from '#src/trust/x509/name.js';
import { toKey } from '#src/trust/x509/public-key.js';
import { oids } from './oids.js';

/** Subject as people read it: the common name, else the whole name on one line. */
export function nameOf({ subject }: Certificate): string {
  return attribute(subject, '2.5.4.3') ?? showName(subject);
}

/** The key that signed; undefined for one of a kind that node:crypto does not know. */
export function keyOf({ publicKey }: Certificate): KeyObject | undefined {
  return toKey(publicKey);
}

/** Whether `certificate` is the one that an issuer name (DER) and a serial number (content octets) designate. */
export function isDesignated(certificate: Certificate, issuer: Uint8Array, serial: Uint8Array): boolean {
  return sameBytes(certificate.issuer.der, issuer) && sameBytes(certificate.serialOctets, serial);
}

/** Whether it is the certificate whose key has this identifier. */
export function hasKeyIdentifier({ known }: Certificate, identifier: Uint8Array): boolean {
  return known.subjectKeyId !== undefined && known.subjectKeyId === hex(identifier);
}

/** RFC 3161 §2.3: extended key usage critical, and time stamping alone. */
export function mayTimestamp({ known, extensions }: Certificate): boolean {
  const usage = known.extendedKeyUsage;
  const critical = extensions.find(({ id }) => id === oids.extendedKeyUsage)?.critical;
  return critical === true && usage?.length === 1 && usage[0] === oids.timeStamping;
}

/** Whether the key usage, where it is given, allows signing documents (digitalSignature or contentCommitment). */
export function maySign({ known }: Certificate): boolean {
  return !known.keyUsage || known.keyUsage.has(0) || known.keyUsage.has(1);
}
