import { createHash, type KeyObject } from 'node:crypto';
import { hex, sameBytes, toBits } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { RevocationStatus } from '#src/trust/verdict.js';
import type { PublicKeyInfo } from '#src/trust/x509/public-key.js';
import { counts, type RevocationTimes, staleness } from './freshness.js';
import type { OcspAnswer, OcspResponse } from './ocsp.js';

/** What the status of one certificate is established from. */
interface OcspEvidence {
  readonly responses: readonly OcspResponse[];
  readonly times: RevocationTimes;
  /** Certificate whose key signed the one in question, and that key. */
  readonly issuer: { readonly certificate: Certificate; readonly key: KeyObject | undefined };
  /** Certificates at hand besides those that a response carries, among which its signer may be. */
  readonly delegates: readonly Certificate[];
  /** Whether the response is signed by this key. */
  readonly isSigned: (response: OcspResponse, key: KeyObject | undefined) => boolean;
  /** Key of a delegate, if its certificate is signed by the issuer's key, sound at `at`, and not revoked. */
  readonly delegateKey: (responder: Certificate, at: Date) => KeyObject | undefined;
}

/** Status of a certificate by the OCSP responses at hand (RFC 6960 §3.2), newest first. */
export function statusByOcsp(certificate: Certificate, evidence: OcspEvidence): RevocationStatus {
  const notes = new Set<string>();
  const found = evidence.responses
    .flatMap((response) => response.answers.map((answer) => ({ response, answer })))
    .filter(({ answer }) => concerns(answer, certificate, evidence.issuer.certificate.publicKey))
    .toSorted((a, b) => b.answer.thisUpdate.getTime() - a.answer.thisUpdate.getTime());
  for (const { response, answer } of found) {
    const flaw = flawOf(response, answer, certificate, evidence);
    if (flaw) notes.add(`OCSP ${flaw}`);
    else if (answer.status === 'unknown') notes.add('OCSP responder does not know the certificate');
    else return read(answer, evidence.times.at);
  }
  return { status: 'unknown', notes: [...notes] };
}

function read({ status, thisUpdate }: OcspAnswer, at: Date): RevocationStatus {
  if (typeof status === 'string' || !counts(status.revokedAt, thisUpdate, at))
    return { status: 'good', source: 'ocsp', thisUpdate };
  return { status: 'revoked', source: 'ocsp', at: status.revokedAt, reason: status.reason, thisUpdate };
}

/** Whether an answer is about this certificate, by the hashes of its issuer's name and key. */
function concerns(answer: OcspAnswer, certificate: Certificate, issuerKey: PublicKeyInfo): boolean {
  if (!sameBytes(answer.serialOctets, certificate.serialOctets) || answer.digest === 'unknown') return false;
  const digest = (bytes: Uint8Array): string => hex(createHash(answer.digest).update(bytes).digest());
  return (
    answer.issuerNameHash === digest(certificate.issuer.der) &&
    answer.issuerKeyHash === digest(toBits(issuerKey.bits))
  );
}

function flawOf(
  response: OcspResponse,
  answer: OcspAnswer,
  certificate: Certificate,
  { times, issuer, delegates, isSigned, delegateKey }: OcspEvidence,
): string | undefined {
  if (response.unprocessable) return response.unprocessable;
  const bound = new Date(answer.thisUpdate.getTime() + times.maxAge);
  const stale = staleness({ ...answer, nextUpdate: answer.nextUpdate ?? bound }, times);
  if (stale) return stale;
  const { notAfter } = certificate;
  if (answer.thisUpdate > notAfter && !(answer.archiveCutoff && answer.archiveCutoff <= notAfter)) {
    return 'given after the certificate expired';
  }
  if (isResponder(issuer.certificate, response) && isSigned(response, issuer.key)) return undefined;
  const isDelegated = [...response.certificates, ...delegates].some((one) => {
    const key = isResponder(one, response) ? delegateKey(one, response.producedAt) : undefined;
    return key !== undefined && isSigned(response, key);
  });
  return isDelegated ? undefined : 'not signed by the authority or its delegate';
}

function isResponder({ subject, publicKey }: Certificate, { responder }: OcspResponse): boolean {
  if ('name' in responder) return responder.name === subject.key;
  return responder.keyHash === hex(createHash('sha1').update(toBits(publicKey.bits)).digest());
}
