import { createHash, type KeyObject, sign } from 'node:crypto';
import { der } from '#src/trust/index.js';

/** A type of attribute, its value, and the string type when it is not UTF8String. */
export type Attribute = readonly [type: string, value: string, printable?: 'printable'];

export interface Extension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

interface Template {
  /** Upper-case hexadecimal, at most 20 octets. */
  readonly serial: string;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Extension[];
}

export function distinguishedName(attributes: readonly Attribute[]): Uint8Array {
  return der.sequence(
    ...attributes.map(([type, value, form]) =>
      der.setOf(der.sequence(der.oid(type), form === 'printable' ? der.printable(value) : der.utf8(value))),
    ),
  );
}

export function publicKeyInfo(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

/** SHA-1 of the key's bits: the first method of RFC 5280 §4.2.1.2, a name and not a protection. */
export function keyIdentifier(key: KeyObject): Uint8Array {
  const jwk = key.asymmetricKeyType === 'ec' ? key.export({ format: 'jwk' }) : undefined;
  const bits = jwk
    ? Buffer.concat([
        Buffer.from([4]),
        Buffer.from(jwk.x ?? '', 'base64url'),
        Buffer.from(jwk.y ?? '', 'base64url'),
      ])
    : publicKeyInfo(key);
  return createHash('sha1').update(bits).digest();
}

/** How a key signs: its digest and the AlgorithmIdentifier that says so. */
function signatureScheme(key: KeyObject): { digest: string | null; identifier: Uint8Array } {
  if (key.asymmetricKeyType === 'rsa') {
    return { digest: 'sha256', identifier: der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing) };
  }
  if (key.asymmetricKeyType === 'ed25519') {
    return { digest: null, identifier: der.sequence(der.oid('1.3.101.112')) };
  }
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
    ? { digest: 'sha384', identifier: der.sequence(der.oid('1.2.840.10045.4.3.3')) }
    : { digest: 'sha256', identifier: der.sequence(der.oid('1.2.840.10045.4.3.2')) };
}

export function signatureAlgorithm(key: KeyObject): Uint8Array {
  return signatureScheme(key).identifier;
}

/** SEQUENCE { to be signed, algorithm, signature }: the shape of certificates, CRLs and OCSP responses. */
export function signed(toBeSigned: Uint8Array, key: KeyObject, ...after: Uint8Array[]): Uint8Array {
  const { digest, identifier } = signatureScheme(key);
  return der.sequence(toBeSigned, identifier, der.bits(sign(digest, toBeSigned, key)), ...after);
}

export function extensions(list: readonly Extension[]): Uint8Array {
  return der.sequence(
    ...list.map(({ id, critical, value }) =>
      der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octets(value)),
    ),
  );
}

/** Builds and signs an X.509 v3 certificate. */
export function buildCertificate(template: Template, issuerKey: KeyObject): Uint8Array {
  const toBeSigned = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(Buffer.from(template.serial, 'hex')),
    signatureAlgorithm(issuerKey),
    template.issuer,
    der.sequence(der.time(template.notBefore), der.time(template.notAfter)),
    template.subject,
    publicKeyInfo(template.publicKey),
    der.context(3, extensions(template.extensions)),
  );
  return signed(toBeSigned, issuerKey);
}
