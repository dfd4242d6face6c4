import { createHash, randomBytes } from 'node:crypto';
import { sameBytes, toBits } from '#src/trust/asn1/read.js';
import * as der from '#src/trust/asn1/write.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { OcspResponse } from './ocsp.js';

interface OcspQuestion {
  /** OCSPRequest, DER. */
  readonly request: Uint8Array;
  readonly nonce: Uint8Array;
}

/**
 * Asks the status of a certificate of this issuer, with a nonce (RFC 9654). Identified by SHA-1, which every
 * responder knows and whose strength doesn't matter here (RFC 5019).
 */
export function askStatus(certificate: Certificate, issuer: Certificate): OcspQuestion {
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
  const nonce = randomBytes(32);
  const identifier = der.sequence(
    der.sequence(der.oid('1.3.14.3.2.26'), der.nothing),
    der.octets(sha1(certificate.issuer.der)),
    der.octets(sha1(toBits(issuer.publicKey.bits))),
    der.element(2, certificate.serialOctets),
  );
  const extension = der.sequence(der.oid('1.3.6.1.5.5.7.48.1.2'), der.octets(der.octets(nonce)));
  const request = der.sequence(
    der.sequence(der.sequence(der.sequence(identifier)), der.context(2, der.sequence(extension))),
  );
  return { request, nonce };
}

/**
 * Whether a response may be to this question: a repeated nonce must be ours. Responders that answer from a store
 * repeat none (RFC 5019); `strict` refuses them.
 */
export function answersQuestion(response: OcspResponse, { nonce }: OcspQuestion, strict: boolean): boolean {
  return response.nonce ? sameBytes(response.nonce, nonce) : !strict;
}
