import { longDate } from '#src/platform/french/french.js';
import {
  addValidationData,
  readCertificate,
  type SigningKey,
  sealPdf,
  type TimestampAuthority,
  type ValidationData,
} from '#src/trust/index.js';

/** What one seal says. */
export interface SealWords {
  /** Name of the field in the PDF. */
  readonly field: string;
  /** Who signed, when and how; French. */
  readonly reason: string;
  /** Now, which the seal claims and its timestamp proves. */
  readonly at: Date;
}

/** The seal of this installation: a key, its certificate, and an authority that proves the time. */
export interface Sealer {
  /** Adds a seal to a PDF without touching a byte of it. Throws with a French sentence where it can't be had now. */
  seal(pdf: Uint8Array, words: SealWords): Promise<{ bytes: Uint8Array; level: 'B-T' | 'B-LT' }>;
}

interface SealerParts {
  readonly signer: SigningKey;
  readonly authority: TimestampAuthority;
  /** Revocation data for the chain of the seal, as they stand now; undefined where none are to be had. */
  readonly validation?: () => Promise<ValidationData | undefined>;
}

/** PAdES B-T; B-LT where revocation data are to be had. */
export function sealerOf({ signer, authority, validation }: SealerParts): Sealer {
  const certificate = readCertificate(signer.certificate);
  return {
    async seal(pdf, { field, reason, at }) {
      if (at > certificate.notAfter)
        throw new Error(`Le certificat du cachet a pris fin le ${longDate(certificate.notAfter)}.`);
      const sealed = await sealPdf(pdf, { signer, authority, field, reason, at });
      const data = await validation?.();
      return data
        ? { bytes: addValidationData(sealed, data), level: 'B-LT' }
        : { bytes: sealed, level: 'B-T' };
    },
  };
}
