import type { TrustAnchor } from './anchors/anchor.js';
import { MalformedDer } from './asn1/read.js';
import { type Certificate, readCertificate } from './certificate.js';
import { validatePath } from './path.js';
import { type Crl, readCrl } from './revocation/crl.js';
import { type OcspResponse, readOcspResponse } from './revocation/ocsp.js';
import type { JudgeSigner } from './signature-verdict.js';

interface SignerTrust {
  readonly anchors: readonly TrustAnchor[];
  /** Besides those that the signature brings. */
  readonly untrusted?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocsp?: readonly OcspResponse[];
  /** Revocation data issued up to this time may be used for a signature whose time is proven; now by default. */
  readonly knownUntil?: Date;
}

const timestamping = '1.3.6.1.5.5.7.3.8';
const ocspMethod = '1.3.6.1.5.5.7.48.1';

/**
 * Judges signers by their path to these anchors. A revocation status is asked for wherever a certificate says
 * where one is published, or data are at hand; a certificate that names no source is judged without.
 */
export function trustIn(trust: SignerTrust): JudgeSigner {
  return async (certificate, others, at, evidence) => {
    const leaf = attempt(() => readCertificate(certificate));
    if (!leaf) return { trust: 'untrusted', reasons: ['unreadable'] };
    const untrusted = [
      ...(trust.untrusted ?? []),
      ...others.flatMap((one) => attempt(() => readCertificate(one)) ?? []),
    ];
    const crls = [
      ...(trust.crls ?? []),
      ...evidence.crls.flatMap((one) => attempt(() => readCrl(one)) ?? []),
    ];
    const ocsp = [
      ...(trust.ocsp ?? []),
      ...evidence.ocsps.flatMap((one) => attempt(() => readOcspResponse(one)) ?? []),
    ];
    const published = [leaf, ...untrusted].some(publishesStatus) || crls.length > 0 || ocsp.length > 0;
    const verdict = validatePath({
      leaf,
      untrusted,
      anchors: trust.anchors,
      crls,
      ocsp,
      at,
      knownUntil:
        evidence.proven || evidence.purpose === 'timestamping' ? (trust.knownUntil ?? new Date()) : at,
      revocation: published ? 'required' : 'not-asked',
      ...(evidence.purpose === 'timestamping' ? { purpose: { id: timestamping, explicit: true } } : {}),
    });
    return { trust: verdict.trust, reasons: verdict.reason === 'ok' ? [] : [verdict.reason] };
  };
}

function publishesStatus({ known }: Certificate): boolean {
  const answers = known.informationAccess?.some(({ method }) => method === ocspMethod) ?? false;
  return answers || (known.crlPoints?.length ?? 0) > 0;
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return undefined;
  }
}
