import type { Certificate } from './certificate.js';
import { readCertificates } from './certificate-file.js';
import type { Fetcher } from './fetch/guarded-fetch.js';
import { type PathInput, validatePath } from './path.js';
import { type Crl, readCrls } from './revocation/crl.js';
import { type OcspResponse, readOcspResponse } from './revocation/ocsp.js';
import { answersQuestion, askStatus } from './revocation/ocsp-request.js';
import type { PathVerdict } from './verdict.js';
import { pointAddresses } from './x509/distribution-point.js';

interface OnlineOptions {
  readonly fetcher: Fetcher;
  /** Refuse OCSP answers that do not repeat the nonce; false unless told. */
  readonly strictNonce?: boolean;
  /** Addresses asked at most; 12 unless told. */
  readonly mostAddresses?: number;
}

/** A verdict with what was fetched for it, which a seal may keep (B-LT), and what could not be had. */
export interface OnlineVerdict extends PathVerdict {
  readonly fetched: {
    readonly certificates: readonly Certificate[];
    readonly crls: readonly Crl[];
    readonly ocsp: readonly OcspResponse[];
  };
  /** Technical, one line for each address that did not serve. */
  readonly notes: readonly string[];
}

const ocspMethod = '1.3.6.1.5.5.7.48.1';
const issuersMethod = '1.3.6.1.5.5.7.48.2';

/**
 * Like `validatePath`, fetching what is missing from the addresses that certificates give: issuers first, then
 * for each certificate in doubt its OCSP answer, else its CRLs with their deltas. Each address is asked once.
 */
export async function validatePathOnline(input: PathInput, options: OnlineOptions): Promise<OnlineVerdict> {
  const certificates: Certificate[] = [];
  const crls: Crl[] = [];
  const ocsp: OcspResponse[] = [];
  const notes: string[] = [];
  const asked = new Set<string>();
  let left = options.mostAddresses ?? 12;

  const attempt = async (address: string, fetch: () => Promise<void>): Promise<boolean> => {
    if (asked.has(address) || left <= 0) return false;
    asked.add(address);
    left--;
    try {
      await fetch();
      return true;
    } catch (error) {
      notes.push(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const { fetcher } = options;
  const judge = (): PathVerdict =>
    validatePath({
      ...input,
      untrusted: [...(input.untrusted ?? []), ...certificates],
      crls: [...(input.crls ?? []), ...crls],
      ocsp: [...(input.ocsp ?? []), ...ocsp],
    });

  let verdict = judge();
  while (await fetchMissing(verdict)) verdict = judge();
  return { ...verdict, fetched: { certificates, crls, ocsp }, notes };

  /** Fetches one thing that might change the verdict; false when there is nothing left to ask. */
  async function fetchMissing({ reason, chain, culprit, anchor }: PathVerdict): Promise<boolean> {
    if (reason === 'no-path') {
      for (const one of [...chain, ...certificates]) {
        for (const address of addressesOf(one, issuersMethod)) {
          const found = async (): Promise<void> => {
            certificates.push(...readCertificates(await fetcher.get(address)));
          };
          if (await attempt(address, found)) return true;
        }
      }
      return false;
    }
    if (reason !== 'revocation-unknown' || !culprit) return false;
    const place = chain.findIndex(({ fingerprint }) => fingerprint === culprit.fingerprint);
    const issuer = chain[place + 1] ?? anchor?.certificate;
    for (const address of issuer ? addressesOf(culprit, ocspMethod) : []) {
      const found = (): Promise<void> => askResponder(address, culprit, issuer as Certificate);
      if (await attempt(`${address} ${culprit.fingerprint}`, found)) return true;
    }
    const { crlPoints = [], freshestCrl = [] } = culprit.known;
    for (const address of pointAddresses([...crlPoints, ...freshestCrl])) {
      const found = async (): Promise<void> => {
        crls.push(...readCrls(await fetcher.get(address)));
      };
      if (await attempt(address, found)) return true;
    }
    return false;
  }

  async function askResponder(address: string, certificate: Certificate, issuer: Certificate): Promise<void> {
    const question = askStatus(certificate, issuer);
    const answer = await fetcher.post(address, 'application/ocsp-request', question.request);
    const response = readOcspResponse(answer);
    if (!answersQuestion(response, question, options.strictNonce ?? false)) {
      throw new Error(`${address} did not repeat the nonce`);
    }
    ocsp.push(response);
  }
}

function addressesOf({ known }: Certificate, method: string): string[] {
  return (known.informationAccess ?? []).flatMap((entry) => (entry.method === method ? [entry.address] : []));
}
