/** Which revocation data may be believed, in time. */
export interface RevocationTimes {
  /** The time judged: a revocation counts from this time back. */
  readonly at: Date;
  /** Data issued up to here may be used: the same as `at`, or later when a past signature is judged today. */
  readonly knownUntil: Date;
  /** Milliseconds past `nextUpdate` during which data still serve. */
  readonly grace: number;
  /** Milliseconds after `thisUpdate` beyond which an OCSP response without `nextUpdate` no longer serves. */
  readonly maxAge: number;
}

interface Updated {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** Why data of this date do not serve; undefined where they do. A CRL always has a `nextUpdate` (RFC 5280 §5.1.2.5). */
export function staleness({ thisUpdate, nextUpdate }: Updated, times: RevocationTimes): string | undefined {
  if (thisUpdate > times.knownUntil) return 'issued after the time judged';
  if (!nextUpdate) return 'without next update';
  return nextUpdate.getTime() + times.grace < times.at.getTime() ? 'out of date' : undefined;
}

/**
 * Whether a revocation counts at the time judged. Data of that time or before count whatever date they give, as
 * RFC 5280 §6.3.3 has it; only where a past time is judged with later data is what was revoked after it left out.
 */
export function counts(revokedAt: Date, thisUpdate: Date, at: Date): boolean {
  return thisUpdate <= at || revokedAt <= at;
}
