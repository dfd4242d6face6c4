import { digestOf } from './cms/algorithms.js';
import { nameOf } from './cms/certificate.js';
import { readTimestamp } from './cms/timestamp.js';
import type { JudgeSigner } from './signature-verdict.js';

/** An RFC 3161 token over some data. */
interface TimestampVerdict {
  /** The token is whole, and over these very bytes. */
  readonly intact: boolean;
  readonly reasons: readonly string[];
  readonly time: Date | undefined;
  /** Common name of the authority's certificate. */
  readonly authority: string | undefined;
  /** Whether its authority was trusted at the time that the token says. */
  judge(by: JudgeSigner): ReturnType<JudgeSigner>;
}

/** Judges a detached token (DER) over data. Never throws on malformed input. */
export function judgeTimestamp(token: Uint8Array, data: Uint8Array): TimestampVerdict {
  const finding = readTimestamp(token, (digest) => digestOf(digest, data));
  const { intact, reasons, time, certificate, others } = finding;
  return {
    intact,
    reasons,
    time,
    authority: certificate && nameOf(certificate),
    async judge(by) {
      if (!certificate || !time) return { trust: 'undetermined', reasons: ['no-certificate'] };
      const evidence = { purpose: 'timestamping', proven: false, crls: [], ocsps: [] } as const;
      return by(
        certificate.der,
        others.map((one) => one.der),
        time,
        evidence,
      );
    },
  };
}
