import { constants, type KeyObject, verify } from 'node:crypto';
import { children, type Der, only, tags, toSmall } from '#src/trust/asn1/read.js';
import { type AlgorithmIdentifier, digestNames, readAlgorithm, signatureSchemes } from './algorithm.js';

/**
 * Which algorithms are believed: `product` is what the product stands on today; `legacy` also takes SHA-1, DSA
 * and short RSA keys, for the batch of test paths and for nothing else.
 */
export type AlgorithmProfile = 'product' | 'legacy';

export type SignatureOutcome = 'good' | 'bad-signature' | 'weak-algorithm' | 'unsupported-algorithm';

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

interface Means {
  readonly digest: string | null;
  readonly pss?: { readonly saltLength: number };
}

/** Verifies a signature over `signed`, and whether the profile believes its algorithm and key. */
export function verifySignature(
  input: {
    readonly algorithm: AlgorithmIdentifier;
    readonly signed: Uint8Array;
    readonly signature: Uint8Array;
    readonly key: KeyObject | undefined;
  },
  profile: AlgorithmProfile,
): SignatureOutcome {
  const { key } = input;
  const means = meansOf(input.algorithm, key);
  if (!key || !means) return 'unsupported-algorithm';
  if (profile === 'product' && isWeak(key, means.digest)) return 'weak-algorithm';
  try {
    const options = means.pss
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: means.pss.saltLength }
      : key;
    return verify(means.digest, input.signed, options, input.signature) ? 'good' : 'bad-signature';
  } catch {
    return 'bad-signature';
  }
}

function isWeak(key: KeyObject, digest: string | null): boolean {
  return digest === 'sha1' || digest === 'sha224' || isWeakKey(key);
}

/** Keys that the product does not believe: DSA, RSA under 2048 bits, curves other than NIST's three and Ed25519. */
export function isWeakKey(key: KeyObject): boolean {
  if (!['rsa', 'rsa-pss', 'ec', 'ed25519'].includes(key.asymmetricKeyType ?? '')) return true;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength < 2048;
  return namedCurve !== undefined && !curves.has(namedCurve);
}

/** How to verify; undefined where the algorithm is unknown, its parameters are not allowed, or the key is of another kind. */
function meansOf(algorithm: AlgorithmIdentifier, key: KeyObject | undefined): Means | undefined {
  const scheme = signatureSchemes[algorithm.id];
  const { parameters } = algorithm;
  const absent = parameters === undefined;
  const empty = absent || (parameters.tag === tags.null && parameters.start === parameters.end);
  switch (scheme?.key) {
    case 'rsa':
      return empty && key?.asymmetricKeyType === 'rsa' ? { digest: scheme.digest } : undefined;
    case 'pss':
      return key?.asymmetricKeyType?.startsWith('rsa') && parameters ? pssMeans(parameters) : undefined;
    case 'ec':
      return absent && key?.asymmetricKeyType === 'ec' ? { digest: scheme.digest } : undefined;
    case 'dsa':
      return empty && key?.asymmetricKeyType === 'dsa' ? { digest: scheme.digest } : undefined;
    case 'edwards':
      return absent && key?.asymmetricKeyType === 'ed25519' ? { digest: null } : undefined;
    default:
      return undefined;
  }
}

/** RSASSA-PSS-params (RFC 4055 §3.1): one digest for message and mask, trailer 1; defaults are SHA-1 and 20. */
function pssMeans(parameters: Der): Means | undefined {
  try {
    let digest: string | undefined = 'sha1';
    let mask: string | undefined = 'sha1';
    let saltLength = 20;
    for (const field of children(parameters, tags.sequence)) {
      if (field.tag === 0xa0) digest = digestNames[readAlgorithm(only(field)).id];
      else if (field.tag === 0xa1) {
        const generator = readAlgorithm(only(field));
        if (generator.id !== '1.2.840.113549.1.1.8' || !generator.parameters) return undefined;
        mask = digestNames[readAlgorithm(generator.parameters).id];
      } else if (field.tag === 0xa2) saltLength = toSmall(only(field));
      else if (field.tag !== 0xa3 || toSmall(only(field)) !== 1) return undefined;
    }
    return digest && digest === mask && saltLength >= 0 ? { digest, pss: { saltLength } } : undefined;
  } catch {
    return undefined;
  }
}
