import { readFileSync } from 'node:fs';
import {
  type Certificate,
  describeCertificate,
  type Fetcher,
  guardedFetcher,
  httpAuthority,
  readCertificate,
  readPkcs12,
  rememberingFetcher,
  type SigningKey,
} from '#src/trust/index.js';
import { publishedStatus } from './published-status.js';
import { sealerOf } from './sealer.js';
import type { Proofs } from './slice.js';

/** The seal that was configured can't be used; the message says why, in French. */
export class SealRefused extends Error {
  constructor(
    readonly variable: 'SEAL_P12' | 'SEAL_PASSWORD',
    message: string,
  ) {
    super(message);
  }
}

export interface ProofSettings {
  readonly production: boolean;
  /** PKCS#12 file with the key of the seal, and its password. */
  readonly seal: { readonly file: string; readonly password: string } | undefined;
  /** Address of the timestamping authority (RFC 3161). */
  readonly timestampUrl: string | undefined;
}

/** Opens the seal and the timestamping authority of the configuration. Throws `SealRefused`. */
export async function openProofs({ production, seal, timestampUrl }: ProofSettings): Promise<Proofs> {
  const timestamps = timestampUrl ? httpAuthority({ address: timestampUrl }) : undefined;
  if (!seal || !timestamps) return { timestamps };
  const signer = await openKey(seal.file, seal.password);
  const certificate = readCertificate(signer.certificate);
  const { keyUsage, names } = describeCertificate(certificate);
  if (keyUsage.length > 0 && !keyUsage.includes('digitalSignature') && !keyUsage.includes('nonRepudiation'))
    throw new SealRefused('SEAL_P12', 'le certificat de ce fichier n’est pas fait pour signer.');
  if (production && names.testMarks.marked > 0)
    throw new SealRefused('SEAL_P12', 'ce cachet est marqué TEST\u202f: il ne prouve rien en production.');
  const chain = [certificate, ...signer.chain.map(readCertificate)];
  const fetcher = fetcherFor(chain);
  const validation = (): ReturnType<typeof publishedStatus> => publishedStatus(chain, fetcher);
  return { timestamps, sealer: sealerOf({ signer, authority: timestamps, validation }) };
}

async function openKey(file: string, password: string): Promise<SigningKey> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new SealRefused('SEAL_P12', `ce fichier ne peut pas être lu (${words(error)}).`);
  }
  try {
    return await readPkcs12(bytes, password);
  } catch (error) {
    throw new SealRefused('SEAL_PASSWORD', `le fichier de SEAL_P12 ne s’ouvre pas (${words(error)}).`);
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Asks the hosts that the seal's own certificates name, and no other; lists are kept for an hour. */
function fetcherFor(chain: readonly Certificate[]): Fetcher {
  const addresses = chain.flatMap((one) => {
    const { ocspAddresses, crlAddresses } = describeCertificate(one);
    return [...ocspAddresses, ...crlAddresses];
  });
  const hosts = addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).host] : []));
  return rememberingFetcher(guardedFetcher({ hosts: [...new Set(hosts)], timeoutMs: 5_000 }), {
    forMs: 3_600_000,
    mostOctets: 4_000_000,
    now: Date.now,
  });
}
