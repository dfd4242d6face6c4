import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { children, type Der, hex, MalformedDer, raw, tags } from '#src/trust/asn1/read.js';
import { sequence } from '#src/trust/asn1/write.js';
import { type AlgorithmIdentifier, readAlgorithm } from './algorithm.js';

const dsa = '1.2.840.10040.4.1';

/** SubjectPublicKeyInfo, kept as encoded; the key itself is made on demand. */
export interface PublicKeyInfo {
  readonly algorithm: AlgorithmIdentifier;
  readonly der: Uint8Array;
  /** The BIT STRING element, for OCSP's key hash and inherited parameters. */
  readonly bits: Der;
  /** SHA-256 of `der`: what tells keys apart. */
  readonly fingerprint: string;
}

export function readPublicKeyInfo(der: Der): PublicKeyInfo {
  const [algorithm, bits] = children(der, tags.sequence);
  if (!algorithm || bits?.tag !== tags.bitString) throw new MalformedDer('bad public key');
  const encoded = raw(der);
  return {
    algorithm: readAlgorithm(algorithm),
    der: encoded,
    bits,
    fingerprint: hex(createHash('sha256').update(encoded).digest()),
  };
}

/** A DSA key may leave its parameters to its issuer's (RFC 3279 §2.3.2): « incomplete » until they are known. */
export function isIncomplete(info: PublicKeyInfo): boolean {
  return (
    info.algorithm.id === dsa && (!info.algorithm.parameters || info.algorithm.parameters.tag === tags.null)
  );
}

/** The parameters that a certificate below may inherit, if there are any. */
export function dsaParameters(info: PublicKeyInfo): Uint8Array | undefined {
  return info.algorithm.id === dsa && !isIncomplete(info) && info.algorithm.parameters
    ? raw(info.algorithm.parameters)
    : undefined;
}

/** Makes the key, completed with inherited DSA parameters where it lacks its own; undefined where it can't be. */
export function toKey(info: PublicKeyInfo, inherited?: Uint8Array): KeyObject | undefined {
  if (isIncomplete(info)) {
    if (!inherited) return undefined;
    const { bytes, at, end } = info.bits;
    const id = info.algorithm.der.subarray(2, 2 + 9); // the nine octets of the DSA identifier's element
    return createKey(sequence(sequence(id, inherited), bytes.subarray(at, end)));
  }
  if (!made.has(info)) made.set(info, createKey(info.der));
  return made.get(info);
}

/** Making a key costs as much as verifying with it: each is made once for as long as its certificate is kept. */
const made = new WeakMap<PublicKeyInfo, KeyObject | undefined>();

function createKey(der: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** « RSA 3072 », « EC P-256 » … for people. */
export function showKey(key: KeyObject | undefined): string {
  const details = key?.asymmetricKeyDetails;
  const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  switch (key?.asymmetricKeyType) {
    case 'rsa':
      return `RSA ${details?.modulusLength}`;
    case 'rsa-pss':
      return `RSA-PSS ${details?.modulusLength}`;
    case 'ec':
      return `EC ${curves[details?.namedCurve ?? ''] ?? details?.namedCurve}`;
    case 'dsa':
      return `DSA ${details?.modulusLength}`;
    case 'ed25519':
      return 'Ed25519';
    default:
      return 'clé non reconnue';
  }
}
