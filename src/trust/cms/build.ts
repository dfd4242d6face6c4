import { createHash, type KeyObject, sign } from 'node:crypto';
import { element, integer, nothing, octets, oid, sequence, setOf } from '#src/trust/asn1/write.js';
import { readCertificate } from '#src/trust/certificate.js';
import { oids } from './oids.js';

/** A key with its certificate, ready to sign. */
export interface SigningKey {
  readonly key: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Issuers up to, but rarely with, the root; DER. */
  readonly chain: readonly Uint8Array[];
}

interface SignatureRequest {
  readonly signer: SigningKey;
  /** Type of what is signed; plain data unless told. */
  readonly contentType?: string;
  /** Carried inside the signature; detached where absent. */
  readonly content?: Uint8Array;
  /** SHA-256 (SHA-512 with an Ed25519 key) of what is signed; needed where it is detached. */
  readonly digest?: Uint8Array;
  /** Signed attributes besides those of the baseline profile, encoded. */
  readonly attributes?: readonly Uint8Array[];
  /** Gives unsigned attributes from the signature value: the timestamp over it. */
  readonly unsigned?: (signature: Uint8Array) => Promise<readonly Uint8Array[]>;
}

/** The digest that a key signs with: SHA-256, and SHA-512 for Ed25519 (RFC 8419). */
export function digestFor(key: KeyObject): 'sha256' | 'sha512' {
  return key.asymmetricKeyType === 'ed25519' ? 'sha512' : 'sha256';
}

/** An attribute with one value. */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}

/** Makes a CMS signature of the CAdES baseline: content type, digest and signing certificate are signed. */
export async function buildSignature(request: SignatureRequest): Promise<Uint8Array> {
  const { signer, content, contentType = oids.data } = request;
  const name = digestFor(signer.key);
  const digest =
    request.digest ??
    createHash(name)
      .update(content ?? new Uint8Array())
      .digest();
  const algorithm = sequence(oid(name === 'sha256' ? oids.sha256 : oids.sha512));
  const signed = setOf(
    attribute(oids.contentType, oid(contentType)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, signingCertificate(signer.certificate)),
    ...(request.attributes ?? []),
  );
  const value = sign(name === 'sha512' ? null : name, signed, signer.key);
  const unsigned = (await request.unsigned?.(value)) ?? [];
  const { issuer, serialOctets } = readCertificate(signer.certificate);
  const info = sequence(
    integer(1),
    sequence(issuer.der, element(0x02, serialOctets)),
    algorithm,
    retagged(0xa0, signed),
    signatureAlgorithm(signer.key),
    octets(value),
    ...(unsigned.length > 0 ? [retagged(0xa1, setOf(...unsigned))] : []),
  );
  return sequence(
    oid(oids.signedData),
    element(
      0xa0,
      sequence(
        integer(contentType === oids.data ? 1 : 3),
        setOf(algorithm),
        sequence(oid(contentType), ...(content ? [element(0xa0, octets(content))] : [])),
        retagged(0xa0, setOf(signer.certificate, ...signer.chain)),
        setOf(info),
      ),
    ),
  );
}

/** RFC 5035, SHA-256 being the default that DER leaves out. */
function signingCertificate(certificate: Uint8Array): Uint8Array {
  const { issuer, serialOctets } = readCertificate(certificate);
  const hash = createHash('sha256').update(certificate).digest();
  const issuerSerial = sequence(sequence(element(0xa4, issuer.der)), element(0x02, serialOctets));
  return sequence(sequence(sequence(octets(hash), issuerSerial)));
}

function signatureAlgorithm(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === 'ec') return sequence(oid('1.2.840.10045.4.3.2'));
  if (key.asymmetricKeyType === 'ed25519') return sequence(oid(oids.ed25519));
  if (key.asymmetricKeyType === 'rsa') return sequence(oid('1.2.840.113549.1.1.11'), nothing);
  throw new Error(`A key of type ${key.asymmetricKeyType} can’t seal`);
}

/** The same contents under another tag: IMPLICIT. */
function retagged(first: number, encoded: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(encoded);
  copy[0] = first;
  return copy;
}
