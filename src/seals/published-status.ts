import {
  answersQuestion,
  askStatus,
  type Certificate,
  describeCertificate,
  type Fetcher,
  readCrl,
  readOcspResponse,
  type ValidationData,
} from '#src/trust/index.js';

/** A longer list is not worth carrying in every document: the seal stays at B-T. */
const longestCrl = 256 * 1024;

/**
 * What the authorities of a seal publish about its chain (the seal's certificate first), to be kept in each document:
 * an OCSP answer where there is one, else a CRL. Undefined where nothing is to be had about the seal itself.
 */
export async function publishedStatus(
  chain: readonly Certificate[],
  fetcher: Fetcher,
): Promise<ValidationData | undefined> {
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const [index, certificate] of chain.entries()) {
    const ocsp = await firstOf(describeCertificate(certificate).ocspAddresses, (address) =>
      answer(fetcher, address, certificate, chain[index + 1]),
    );
    if (ocsp) ocsps.push(ocsp);
    else {
      const crl = await firstOf(describeCertificate(certificate).crlAddresses, (address) =>
        list(fetcher, address),
      );
      if (crl) crls.push(crl);
      else if (index === 0) return undefined;
    }
  }
  return { certificates: chain.slice(1).map(({ der }) => der), crls, ocsps };
}

async function firstOf(
  addresses: readonly string[],
  get: (address: string) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array | undefined> {
  for (const address of addresses) {
    // An authority that does not answer costs the seal a level, never the seal.
    const found = await get(address).catch(() => undefined);
    if (found) return found;
  }
  return undefined;
}

async function answer(
  fetcher: Fetcher,
  address: string,
  certificate: Certificate,
  issuer: Certificate | undefined,
): Promise<Uint8Array | undefined> {
  if (!issuer) return undefined;
  const question = askStatus(certificate, issuer);
  const octets = await fetcher.post(address, 'application/ocsp-request', question.request);
  return answersQuestion(readOcspResponse(octets), question, false) ? octets : undefined;
}

async function list(fetcher: Fetcher, address: string): Promise<Uint8Array | undefined> {
  const octets = await fetcher.get(address);
  return octets.length <= longestCrl ? readCrl(octets).der : undefined;
}
