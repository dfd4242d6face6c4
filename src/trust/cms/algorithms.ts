import { constants, createHash, type Hash, type KeyObject, verify } from 'node:crypto';
import {
  children,
  content,
  type Der,
  MalformedDer,
  only,
  tags,
  toOid,
  toSmall,
} from '#src/trust/asn1/read.js';
import { oids } from './oids.js';

/** Names of digests as node:crypto takes them. MD5 is unknown on purpose. */
export type Digest =
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512';

const digests: Readonly<Record<string, Digest>> = {
  [oids.sha1]: 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  [oids.sha256]: 'sha256',
  [oids.sha384]: 'sha384',
  [oids.sha512]: 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};

interface SignatureScheme {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed';
  /** Named by the algorithm itself; otherwise the signer's digest algorithm counts. */
  readonly digest?: Digest;
  readonly saltLength?: number;
}

const schemes: Readonly<Record<string, SignatureScheme>> = {
  [oids.rsa]: { kind: 'rsa' },
  '1.2.840.113549.1.1.5': { kind: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'rsa', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', digest: 'sha512' },
  [oids.ecPublicKey]: { kind: 'ec' },
  '1.2.840.10045.4.1': { kind: 'ec', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ec', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ec', digest: 'sha512' },
  [oids.ed25519]: { kind: 'ed' },
};

/** Reads the AlgorithmIdentifier of a digest; parameters may only be absent or NULL. */
export function readDigest(identifier: Der): Digest {
  const [algorithm, parameters, more] = children(identifier, tags.sequence);
  if (!algorithm || more) throw new MalformedDer('malformed digest algorithm');
  if (parameters && (parameters.tag !== tags.null || content(parameters).length > 0))
    throw new MalformedDer('parameters on a digest algorithm');
  return digests[toOid(algorithm)] ?? unknown(toOid(algorithm));
}

/** Reads the AlgorithmIdentifier of a signature; `digest` is what the signer names beside it. */
export function readScheme(identifier: Der, digest: Digest): SignatureScheme & { digest: Digest } {
  const [algorithm, parameters, more] = children(identifier, tags.sequence);
  if (!algorithm || more) throw new MalformedDer('malformed signature algorithm');
  const name = toOid(algorithm);
  if (name === oids.rsaPss) return readPss(parameters, digest);
  const scheme = schemes[name] ?? unknown(name);
  if (parameters && !(parameters.tag === tags.null && content(parameters).length === 0))
    throw new MalformedDer('parameters on a signature algorithm');
  if (scheme.digest && scheme.digest !== digest)
    throw new MalformedDer('two digest algorithms for one signature');
  return { ...scheme, digest };
}

function readPss(parameters: Der | undefined, digest: Digest): SignatureScheme & { digest: Digest } {
  let hash: Digest = 'sha1';
  let mask: Digest = 'sha1';
  let saltLength = 20;
  for (const part of parameters ? children(parameters, tags.sequence) : []) {
    if (part.tag === 0xa0) hash = readDigest(only(part));
    else if (part.tag === 0xa1) {
      const [generator, inner, more] = children(only(part), tags.sequence);
      if (!generator || toOid(generator) !== oids.mgf1 || !inner || more)
        throw new MalformedDer('unknown mask generation');
      mask = readDigest(inner);
    } else if (part.tag === 0xa2) saltLength = toSmall(only(part));
    else if (part.tag !== 0xa3 || toSmall(only(part)) !== 1)
      throw new MalformedDer('malformed PSS parameters');
  }
  // A negative one has a meaning of its own to OpenSSL.
  if (saltLength < 0) throw new MalformedDer('malformed PSS parameters');
  if (hash !== digest || mask !== digest) throw new MalformedDer('two digest algorithms for one signature');
  return { kind: 'rsa-pss', digest, saltLength };
}

function unknown(name: string): never {
  throw new MalformedDer(`algorithm ${name} not supported`);
}

/** Verifies a signature value over `data`; a key of another kind than the algorithm says never verifies. */
export function verifies(
  scheme: SignatureScheme & { digest: Digest },
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const kind = key.asymmetricKeyType;
  try {
    if (scheme.kind === 'rsa')
      return (
        kind === 'rsa' &&
        verify(scheme.digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
      );
    if (scheme.kind === 'rsa-pss')
      return (
        (kind === 'rsa' || kind === 'rsa-pss') &&
        verify(
          scheme.digest,
          data,
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength ?? 20 },
          signature,
        )
      );
    if (scheme.kind === 'ec') return kind === 'ec' && verify(scheme.digest, data, key, signature);
    return kind === 'ed25519' && verify(null, data, key, signature);
  } catch {
    return false;
  }
}

/** Digest of several runs of bytes one behind the other. */
export function digestOf(digest: Digest, ...runs: Uint8Array[]): Uint8Array {
  const hash: Hash = createHash(digest);
  for (const run of runs) hash.update(run);
  return hash.digest();
}

/** Whether the algorithms stand below what the product accepts today (SHA-1, RSA under 2048 bits). */
export function weakness(digest: Digest, key: KeyObject): 'weak-digest' | 'weak-key' | undefined {
  if (digest === 'sha1') return 'weak-digest';
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return bits !== undefined && bits < 2048 ? 'weak-key' : undefined;
}
