import { constants, type KeyObject, verify } from 'node:crypto';
import type { Digest } from '#src/trust/cms/algorithms.js';
import type { Canonicalization } from './canonical.js';
import { type XmlElement, XmlError } from './nodes.js';

export const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const enc = 'http://www.w3.org/2001/04/xmlenc#';
const psrs = 'http://www.w3.org/2007/05/xmldsig-more#';
const excC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const c14n10 = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const c14n11 = 'http://www.w3.org/2006/12/xml-c14n11';

const digests: Readonly<Record<string, Digest>> = {
  [`${dsig}sha1`]: 'sha1',
  [`${more}sha224`]: 'sha224',
  [`${enc}sha256`]: 'sha256',
  [`${more}sha384`]: 'sha384',
  [`${enc}sha512`]: 'sha512',
};

/** The Algorithm attribute of a method element. */
export function algorithmOf(method: XmlElement | undefined): string {
  const name = method?.attribute('Algorithm');
  if (name === undefined) throw new XmlError('algorithm-missing');
  return name;
}

export function digestMethod(method: XmlElement | undefined): Digest {
  const found = digests[algorithmOf(method)];
  if (!found) throw new XmlError('digest-not-supported');
  return found;
}

/** Reads a canonicalisation method; undefined where the algorithm is none. */
export function canonicalMethod(method: XmlElement): Canonicalization | undefined {
  const name = algorithmOf(method);
  const comments = /#WithComments$/.test(name);
  const base = name.replace(/#?WithComments$/, '');
  if (base === c14n10 || base === c14n11)
    return { exclusive: false, comments, version11: base === c14n11, inclusivePrefixes: new Set() };
  if (`${base.replace(/#$/, '')}#` !== excC14n) return undefined;
  const listed = method.one(excC14n, 'InclusiveNamespaces')?.attribute('PrefixList') ?? '';
  const prefixes = listed.split(/\s+/).filter((one) => one !== '');
  return {
    exclusive: true,
    comments,
    version11: false,
    inclusivePrefixes: new Set(prefixes.map((one) => (one === '#default' ? '' : one))),
  };
}

/** What a reference is canonicalised with where no transform says how. */
export const plainCanonical: Canonicalization = {
  exclusive: false,
  comments: false,
  version11: false,
  inclusivePrefixes: new Set(),
};

interface SignatureAlgorithm {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';
  readonly digest: Digest;
}

function signatureAlgorithm(name: string): SignatureAlgorithm {
  const sized = (text: string | undefined): Digest => `sha${text}` as Digest;
  if (name === `${dsig}rsa-sha1`) return { kind: 'rsa', digest: 'sha1' };
  const rsa = /^rsa-sha(224|256|384|512)$/.exec(name.replace(more, ''));
  if (name.startsWith(more) && rsa) return { kind: 'rsa', digest: sized(rsa[1]) };
  const ec = /^ecdsa-sha(1|224|256|384|512)$/.exec(name.replace(more, ''));
  if (name.startsWith(more) && ec) return { kind: 'ec', digest: sized(ec[1]) };
  const pss = /^sha(224|256|384|512)-rsa-MGF1$/.exec(name.replace(psrs, ''));
  if (name.startsWith(psrs) && pss) return { kind: 'rsa-pss', digest: sized(pss[1]) };
  if (name === 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519')
    return { kind: 'ed25519', digest: 'sha512' };
  throw new XmlError('signature-algorithm-not-supported');
}

/** Verifies a signature value; answers the digest used where it holds, undefined where it does not. */
export function verifyValue(
  method: XmlElement | undefined,
  key: KeyObject,
  signed: Uint8Array,
  value: Uint8Array,
): Digest | undefined {
  const { kind, digest } = signatureAlgorithm(algorithmOf(method));
  try {
    const type = key.asymmetricKeyType;
    let holds = false;
    if (kind === 'rsa')
      holds = type === 'rsa' && verify(digest, signed, { key, padding: constants.RSA_PKCS1_PADDING }, value);
    else if (kind === 'rsa-pss') {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      holds =
        type?.startsWith('rsa') === true &&
        verify(digest, signed, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, value);
    } else if (kind === 'ec')
      holds = type === 'ec' && verify(digest, signed, { key, dsaEncoding: 'ieee-p1363' }, value);
    else holds = type === 'ed25519' && verify(null, signed, key, value);
    return holds ? digest : undefined;
  } catch {
    return undefined;
  }
}

/** Strict base64 with white space between; throws where something else stands. */
export function base64(text: string): Buffer {
  const plain = text.replace(/[\s]+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 !== 0) throw new XmlError('base64-malformed');
  const bytes = Buffer.from(plain, 'base64');
  if (bytes.toString('base64') !== plain) throw new XmlError('base64-malformed');
  return bytes;
}
