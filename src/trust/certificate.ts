import { createHash } from 'node:crypto';
import {
  content,
  type Der,
  each,
  expect,
  hex,
  MalformedDer,
  only,
  raw,
  readDer,
  tags,
  toInteger,
  toSignature,
  toSmall,
} from './asn1/read.js';
import { toTime } from './asn1/text.js';
import { type AlgorithmIdentifier, readAlgorithm } from './x509/algorithm.js';
import { duplicates, type Extension, readExtensions } from './x509/extension.js';
import { type KnownExtensions, readKnown } from './x509/known-extensions.js';
import { type Name, readName } from './x509/name.js';
import { type PublicKeyInfo, readPublicKeyInfo } from './x509/public-key.js';

/** An X.509 certificate, read and not judged. Byte fields are views into the bytes it was read from. */
export interface Certificate {
  readonly der: Uint8Array;
  /** SHA-256 of the whole encoding, hexadecimal: what tells certificates apart. */
  readonly fingerprint: string;
  /** What the issuer signed. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** The copy of the algorithm that is signed; must be the same octets. */
  readonly signedAlgorithm: AlgorithmIdentifier;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Upper-case hexadecimal, as openssl shows it; « - » before a negative one. */
  readonly serial: string;
  /** Content octets of the INTEGER, as CRLs repeat them. */
  readonly serialOctets: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: readonly Extension[];
  readonly known: KnownExtensions;
  /** Known extensions whose value can't be read, and extensions that occur twice: no path accepts either. */
  readonly unreadable: readonly string[];
  readonly duplicated: readonly string[];
}

/** Upper-case hexadecimal of an INTEGER, whole octets. */
function showSerial(der: Der): string {
  const value = toInteger(der);
  const digits = (value < 0n ? -value : value).toString(16).toUpperCase();
  return `${value < 0n ? '-' : ''}${digits.length % 2 ? '0' : ''}${digits}`;
}

/** Reads one DER certificate; throws `MalformedDer` where the bytes are no certificate. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const [signed, outer, signature, ...more] = each(readDer(bytes, tags.sequence));
  if (!signed || !outer || !signature || more.length > 0) throw new MalformedDer('not a certificate');
  const fields = [...each(expect(signed, tags.sequence))];
  const version = fields[0]?.tag === 0xa0 ? toSmall(only(fields.shift() as Der)) + 1 : 1;
  const [serial, algorithm, issuer, validity, subject, key, ...rest] = fields;
  if (!serial || !algorithm || !issuer || !validity || !subject || !key || version < 1 || version > 3) {
    throw new MalformedDer('not a certificate');
  }
  const [notBefore, notAfter] = each(expect(validity, tags.sequence));
  if (!notBefore || !notAfter) throw new MalformedDer('no validity');
  const extensions = readTail(rest, version);
  const { known, unreadable } = readKnown(extensions);
  return {
    der: bytes,
    fingerprint: hex(createHash('sha256').update(bytes).digest()),
    signed: raw(signed),
    signature: toSignature(signature),
    signatureAlgorithm: readAlgorithm(outer),
    signedAlgorithm: readAlgorithm(algorithm),
    version,
    serial: showSerial(serial),
    serialOctets: content(serial),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: toTime(notBefore),
    notAfter: toTime(notAfter),
    publicKey: readPublicKeyInfo(key),
    extensions,
    known,
    unreadable,
    duplicated: duplicates(extensions),
  };
}

/** Unique identifiers (ignored, from version 2 on) and extensions (version 3), in that order and once each. */
function readTail(fields: readonly Der[], version: number): Extension[] {
  let extensions: Extension[] = [];
  let last = 0;
  for (const field of fields) {
    const place = [0x81, 0x82, 0xa3].indexOf(field.tag) + 1;
    if (place <= last || version < (place === 3 ? 3 : 2)) throw new MalformedDer('bad end of a certificate');
    last = place;
    if (place === 3) extensions = readExtensions(only(field));
  }
  return extensions;
}

/** Whether issuer and subject are the same name (RFC 5280 §3.2: self-issued, whatever the key). */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.issuer.key === certificate.subject.key;
}
