import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** How often, within fifteen minutes. */
export interface LimitSettings {
  /** Codes and links mailed to one address. */
  readonly sendsToAddress: number;
  /** Codes and links asked for from one client: a town hall has many people behind one address. */
  readonly sendsFromClient: number;
  readonly triesForAddress: number;
  readonly triesFromClient: number;
}

export const usualLimits: LimitSettings = {
  sendsToAddress: 8,
  sendsFromClient: 80,
  triesForAddress: 15,
  triesFromClient: 150,
};

const seconds = 15 * 60;

interface Limits {
  /** Counts one; returns the seconds to wait where that was too many. The same for every address, known or not. */
  take(what: 'send' | 'try', email: string, client: string): Promise<number | undefined>;
  /** Whoever has proved the address starts anew. */
  forgive(email: string): Promise<void>;
}

/** Counted in PostgreSQL, so that several processes count together; in memory while it does not answer. */
export function createLimits(pool: pg.Pool, settings: LimitSettings = usualLimits): Limits {
  const limiter = (keyPrefix: string, points: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: keyPrefix === 'send-client',
      keyPrefix,
      points,
      duration: seconds,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: seconds }),
    });
  const limiters = {
    send: {
      client: limiter('send-client', settings.sendsFromClient),
      address: limiter('send-address', settings.sendsToAddress),
    },
    try: {
      client: limiter('try-client', settings.triesFromClient),
      address: limiter('try-address', settings.triesForAddress),
    },
  };
  return {
    async take(what, email, client) {
      return (
        (await consume(limiters[what].client, digest(client))) ??
        (await consume(limiters[what].address, digest(email)))
      );
    },
    async forgive(email) {
      await limiters.try.address.delete(digest(email));
    },
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
    throw refusal;
  }
}

/** Counters hold no address. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
