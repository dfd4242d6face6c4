import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How many codes and links are mailed, and tried. A code takes five tries, in the browser that asked for it, and is one
 * of a million: who writes for an address from as many places as they like guesses one day in two thousand, and with
 * something of its owner's in hand (a cookie, a link) one in five thousand.
 */
export interface LimitSettings {
  /** Mailed within fifteen minutes for one client: a town hall has many people behind one address. */
  readonly sendsFromClient: number;
  /** Tried within fifteen minutes by one client. */
  readonly triesFromClient: number;
  /** Mailed within fifteen minutes to one address: for a browser of its owner, or for one client. */
  readonly sendsToAddress: number;
  /** Mailed within a day to one address for what is its owner's. */
  readonly ownADay: number;
  /** Mailed within a day to one address for one client that is not known to be its owner's. */
  readonly strangersADay: number;
  /** Mailed within a day to one address for all of those. */
  readonly allStrangersADay: number;
}

export const usualLimits: LimitSettings = {
  sendsFromClient: 80,
  triesFromClient: 150,
  sendsToAddress: 8,
  ownADay: 40,
  strangersADay: 20,
  allStrangersADay: 100,
};

const quarter = 15 * 60;
const day = 24 * 3600;

/** Who asks for an address. */
interface Asker {
  readonly client: string;
  /** A browser with which its owner has signed in, or a link that they were mailed: no stranger uses up its share. */
  readonly own: string | undefined;
}

interface Limits {
  /**
   * Counts a code or a link; returns the seconds to wait where that was too many. The same for every address, known or
   * not.
   */
  send(email: string, from: Asker): Promise<number | undefined>;
  /** Counts a try. */
  try(from: Asker): Promise<number | undefined>;
  /** Whoever has proved the address starts anew. */
  forgive(email: string, client: string): Promise<void>;
}

/** Counted in PostgreSQL, so that several processes count together; in memory while it does not answer. */
export function createLimits(pool: pg.Pool, settings: LimitSettings = usualLimits): Limits {
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: keyPrefix === 'send-client',
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    });
  const byClient = limiter('send-client', settings.sendsFromClient, quarter);
  const byOwn = [
    limiter('send-own', settings.sendsToAddress, quarter),
    limiter('send-own-day', settings.ownADay, day),
  ];
  const byStranger = [
    limiter('send-pair', settings.sendsToAddress, quarter),
    limiter('send-pair-day', settings.strangersADay, day),
  ];
  const byStrangers = limiter('send-address-day', settings.allStrangersADay, day);
  const tries = limiter('try', settings.triesFromClient, quarter);
  return {
    async send(email, { client, own }) {
      const key = digest(`${own ?? client} ${email}`);
      const counted: [RateLimiterPostgres, string][] =
        own === undefined
          ? [
              [byClient, digest(client)],
              ...byStranger.map((each): [RateLimiterPostgres, string] => [each, key]),
              [byStrangers, digest(email)],
            ]
          : byOwn.map((each) => [each, key]);
      for (const [each, counter] of counted) {
        const wait = await consume(each, counter);
        if (wait !== undefined) return wait;
      }
      return undefined;
    },
    try: ({ client, own }) => consume(tries, digest(own ?? client)),
    async forgive(email, client) {
      for (const each of byStranger) await each.delete(digest(`${client} ${email}`));
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
