import { children, type Der, expect, raw, tags, toOid } from '#src/trust/asn1/read.js';

export interface AlgorithmIdentifier {
  readonly id: string;
  readonly parameters: Der | undefined;
  /** Whole encoding: the two copies in a certificate are compared octet for octet. */
  readonly der: Uint8Array;
}

export function readAlgorithm(der: Der): AlgorithmIdentifier {
  const [id, parameters] = children(der, tags.sequence);
  return { id: toOid(expect(id, tags.oid)), parameters, der: raw(der) };
}

/** How a signature algorithm works: kind of key, and digest (none where the algorithm has its own). */
interface SignatureScheme {
  readonly name: string;
  readonly key: 'rsa' | 'pss' | 'ec' | 'dsa' | 'edwards';
  readonly digest: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | null;
}

/** MD2 and MD5 have no line: nothing signed with them is ever believed. */
export const signatureSchemes: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.5': { name: 'RSA avec SHA-1', key: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { name: 'RSA avec SHA-224', key: 'rsa', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { name: 'RSA avec SHA-256', key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { name: 'RSA avec SHA-384', key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { name: 'RSA avec SHA-512', key: 'rsa', digest: 'sha512' },
  '1.2.840.113549.1.1.10': { name: 'RSA-PSS', key: 'pss', digest: null },
  '1.2.840.10045.4.1': { name: 'ECDSA avec SHA-1', key: 'ec', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { name: 'ECDSA avec SHA-224', key: 'ec', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA avec SHA-256', key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA avec SHA-384', key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA avec SHA-512', key: 'ec', digest: 'sha512' },
  '1.2.840.10040.4.3': { name: 'DSA avec SHA-1', key: 'dsa', digest: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { name: 'DSA avec SHA-224', key: 'dsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { name: 'DSA avec SHA-256', key: 'dsa', digest: 'sha256' },
  '1.3.101.112': { name: 'Ed25519', key: 'edwards', digest: null },
};

export const digestNames: Readonly<Record<string, 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
