/** One word for a file: the worst signature decides. */
export type Overall = 'valid' | 'invalid' | 'indeterminate' | 'unsigned' | 'unreadable';

export type Trust = 'trusted' | 'untrusted' | 'undetermined' | 'not-asked';

/** Baseline level of the format (EN 319 142-1, EN 319 122-1, EN 319 132-1); « none » for what is below. */
export type Level = 'none' | 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What a judge of certificates may use besides the certificate itself. */
export interface Evidence {
  readonly purpose: 'signing' | 'timestamping';
  /** Whether `at` is a time proven by a trusted timestamp, rather than given or now. */
  readonly proven: boolean;
  /** DER, from the signature itself or the document security store. */
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/**
 * Tells whether a signer's certificate deserves trust at a time, from its DER and that of other certificates
 * found beside it. Given from outside: the path and the anchors are not this part's business.
 */
export type JudgeSigner = (
  certificate: Uint8Array,
  others: readonly Uint8Array[],
  at: Date,
  evidence: Evidence,
) => Promise<{ readonly trust: Exclude<Trust, 'not-asked'>; readonly reasons: readonly string[] }>;

/** A timestamp as it was found: whether it binds what it should, and who made it. */
export interface TimestampEvidence {
  readonly over: 'signature' | 'document';
  readonly intact: boolean;
  readonly reasons: readonly string[];
  readonly time: Date | undefined;
  /** Certificate of the authority, DER. */
  readonly certificate: Uint8Array | undefined;
  readonly others: readonly Uint8Array[];
}

/** A signer as found in a signature that has been checked against its bytes; trust comes later. */
export interface SignerEvidence {
  readonly signer: string | undefined;
  readonly certificate: Uint8Array | undefined;
  readonly others: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly timestamps: readonly TimestampEvidence[];
  readonly kind: 'signature' | 'timestamp';
}

/** Reasons that leave a doubt whatever the trust in the signer. */
const doubts = new Set([
  'weak-digest',
  'weak-key',
  'key-usage',
  'signer-not-bound',
  'timestamp-broken',
  'manifest-not-followed',
]);

/** Whether one of the reasons is enough to withhold « valid ». */
export function isDoubtful(reasons: readonly string[]): boolean {
  return reasons.some((reason) => doubts.has(reason));
}

interface TrustVerdict {
  readonly trust: Trust;
  readonly reasons: readonly string[];
  /** Earliest time proven by an intact timestamp whose authority is trusted. */
  readonly provenTime: Date | undefined;
}

/** Asks for trust in the timestamps' authorities, then in the signer at the earliest time they prove. */
export async function judgeTrust(
  evidence: SignerEvidence,
  judgeSigner: JudgeSigner | undefined,
  at: Date,
): Promise<TrustVerdict> {
  if (!judgeSigner) return { trust: 'not-asked', reasons: [], provenTime: undefined };
  if (!evidence.certificate)
    return { trust: 'undetermined', reasons: ['no-certificate'], provenTime: undefined };
  const { crls, ocsps } = evidence;
  const reasons: string[] = [];
  let provenTime: Date | undefined;
  for (const stamp of evidence.timestamps) {
    if (!stamp.intact || !stamp.time || !stamp.certificate) continue;
    const { certificate, time } = stamp;
    const others = [...stamp.others, ...evidence.others];
    const judgeAt = (moment: Date) =>
      judgeSigner(certificate, others, moment, { purpose: 'timestamping', proven: false, crls, ocsps });
    const authority = await judgeAt(time);
    // An authority revoked since could have been made to lie about the time; one that only expired could not.
    const revoked = authority.trust === 'trusted' && (await judgeAt(at)).reasons.includes('revoked');
    if (revoked) reasons.push('timestamp-revoked');
    else if (authority.trust !== 'trusted') reasons.push(`timestamp-${authority.trust}`);
    else if (!provenTime || time < provenTime) provenTime = time;
  }
  const answer = await judgeSigner(evidence.certificate, evidence.others, provenTime ?? at, {
    purpose: evidence.kind === 'timestamp' ? 'timestamping' : 'signing',
    proven: provenTime !== undefined,
    crls,
    ocsps,
  });
  return { trust: answer.trust, reasons: [...answer.reasons, ...reasons], provenTime };
}
