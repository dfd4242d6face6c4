import { type KeyObject, X509Certificate } from 'node:crypto';
import { Asn1Error, Element, sameBytes, tag } from './der.js';
import { oids } from './oids.js';

/** What judging a signature needs of a certificate; the path is judged elsewhere. */
export interface CertificateView {
  readonly der: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Contents of the serial number's INTEGER. */
  readonly serial: Uint8Array;
  readonly keyIdentifier: Uint8Array | undefined;
  /** May be undefined for a key of a kind that node:crypto does not know. */
  readonly key: KeyObject | undefined;
  /** Subject as people read it: the common name, else the whole name on one line. */
  readonly name: string;
  /** Bits of the key usage extension, first bit first; undefined where it is absent. */
  readonly keyUsage: readonly boolean[] | undefined;
  readonly extendedKeyUsage: { readonly critical: boolean; readonly purposes: readonly string[] } | undefined;
}

/** Reads a certificate that fills `der` to the last byte; throws `Asn1Error` where it is none. */
export function readCertificate(der: Uint8Array): CertificateView {
  const [tbs, , , more] = Element.whole(der).expect(tag.sequence).children();
  if (!tbs || more) throw new Asn1Error('malformed certificate');
  const fields = tbs.expect(tag.sequence).children();
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, , issuer, , subject, , ...rest] = fields;
  if (!serial || !issuer || !subject) throw new Asn1Error('malformed certificate');
  const extensions = readExtensions(rest.find((field) => field.tag === 0xa3));
  const keyUsage = extensions.get(oids.keyUsage)?.value.expect(tag.bitString).contents;
  const purposes = extensions.get(oids.extendedKeyUsage);
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(der);
  } catch {
    throw new Asn1Error('malformed certificate');
  }
  return {
    der,
    issuer: issuer.expect(tag.sequence).raw,
    subject: subject.expect(tag.sequence).raw,
    serial: serial.expect(tag.integer).contents,
    keyIdentifier: extensions.get(oids.subjectKeyIdentifier)?.value.octets(),
    key: publicKey(parsed),
    name: /^CN=(.*)$/m.exec(parsed.subject ?? '')?.[1] ?? (parsed.subject ?? '').replaceAll('\n', ', '),
    keyUsage: keyUsage && [...keyUsage.subarray(1)].flatMap(bitsOf),
    extendedKeyUsage: purposes && {
      critical: purposes.critical,
      purposes: purposes.value
        .expect(tag.sequence)
        .children()
        .map((purpose) => purpose.oid()),
    },
  };
}

function bitsOf(byte: number): boolean[] {
  return [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >> bit) & 1) === 1);
}

function publicKey(parsed: X509Certificate): KeyObject | undefined {
  try {
    return parsed.publicKey;
  } catch {
    return undefined;
  }
}

function readExtensions(explicit: Element | undefined): Map<string, { critical: boolean; value: Element }> {
  const found = new Map<string, { critical: boolean; value: Element }>();
  for (const extension of explicit?.inside().expect(tag.sequence).children() ?? []) {
    const parts = extension.expect(tag.sequence).children();
    const name = parts[0]?.oid() ?? '';
    const value = parts[parts.length - 1]?.octets();
    if (!value || found.has(name)) throw new Asn1Error('malformed extensions');
    const critical = parts.length === 3 && parts[1]?.contents[0] === 0xff;
    if (name === oids.keyUsage || name === oids.extendedKeyUsage || name === oids.subjectKeyIdentifier)
      found.set(name, { critical, value: Element.whole(value) });
  }
  return found;
}

/** Whether `certificate` is the one that an issuer name and serial number designate. */
export function isDesignated(certificate: CertificateView, issuer: Uint8Array, serial: Uint8Array): boolean {
  return sameBytes(certificate.issuer, issuer) && sameBytes(certificate.serial, serial);
}

/** RFC 3161 §2.3: extended key usage critical, and time stamping alone. */
export function mayTimestamp(certificate: CertificateView): boolean {
  const usage = certificate.extendedKeyUsage;
  return usage?.critical === true && usage.purposes.length === 1 && usage.purposes[0] === oids.timeStamping;
}

/** Whether the key usage, where it is given, allows signing documents (digitalSignature or contentCommitment). */
export function maySign(certificate: CertificateView): boolean {
  return !certificate.keyUsage || certificate.keyUsage[0] === true || certificate.keyUsage[1] === true;
}
