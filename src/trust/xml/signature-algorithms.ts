import { constants, type KeyObject, verify } from 'node:crypto';
import { isWeakKey } from '#src/trust/x509/signature.js';

interface XmlScheme {
  readonly key: 'rsa' | 'ec';
  readonly digest: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly pss?: true;
}

/** Signature methods of XML signatures (RFC 9231). SHA-1 is known in order to be named, and refused. */
const schemes: Readonly<Record<string, XmlScheme>> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { key: 'rsa', digest: 'sha1' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { key: 'rsa', digest: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { key: 'rsa', digest: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { key: 'rsa', digest: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { key: 'rsa', digest: 'sha256', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { key: 'rsa', digest: 'sha384', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { key: 'rsa', digest: 'sha512', pss: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { key: 'ec', digest: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { key: 'ec', digest: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { key: 'ec', digest: 'sha512' },
};

export const xmlDigests: Readonly<Record<string, 'sha1' | 'sha256' | 'sha384' | 'sha512'>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

/** Verifies a signature value; ECDSA is two numbers side by side in XML, not DER. */
export function verifyXmlValue(
  method: string,
  signed: Uint8Array,
  value: Uint8Array,
  key: KeyObject,
): 'good' | 'bad-signature' | 'weak-algorithm' | 'unsupported-algorithm' {
  const scheme = schemes[method];
  const isFitting = scheme && key.asymmetricKeyType?.startsWith(scheme.key);
  if (!isFitting) return 'unsupported-algorithm';
  if (scheme.digest === 'sha1' || isWeakKey(key)) return 'weak-algorithm';
  const options = scheme.pss
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { key, dsaEncoding: 'ieee-p1363' as const };
  try {
    return verify(scheme.digest, signed, options, value) ? 'good' : 'bad-signature';
  } catch {
    return 'bad-signature';
  }
}
