import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { emailOTP } from 'better-auth/plugins/email-otp';
import type { Kysely } from 'kysely';
import type { Database } from '#src/platform/database/database.js';
import type { Log } from '#src/platform/log.js';

interface AuthParts {
  readonly db: Database;
  readonly baseUrl: string;
  /** At least 32 characters; signs cookies and keys the hashes of codes. */
  readonly secret: string;
  readonly log: Log;
}

/** A working day: whoever sits at a desk signs in once. */
export const sessionSeconds = 12 * 3600;
export const codeSeconds = 600;
const codeTries = 5;

const browser = new AsyncLocalStorage<string>();

/** Makes or tries a code for one browser: another neither replaces it nor uses up its tries. */
export function inBrowser<T>(id: string, work: () => Promise<T>): Promise<T> {
  return browser.run(id, work);
}

/**
 * better-auth on our own tables. Its HTTP handler is mounted nowhere, so no address of its own answers and nothing
 * can be redeemed by a GET; our routes call `auth.api`, behind our own check of origin and our own limits.
 * The type that better-auth infers from its options is the useful one.
 */
export function createAuth(parts: AuthParts) {
  return betterAuth({
    appName: 'Clé en main',
    baseURL: parts.baseUrl,
    secret: parts.secret,
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => parts.log[level]({ part: 'better-auth' }, message) },
    database: { db: parts.db as unknown as Kysely<never>, type: 'postgres', transaction: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'cle',
      database: { generateId: 'uuid' },
      ipAddress: { disableIpTracking: true },
    },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', ...times },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', ...times },
      // a code is found by its address and the browser that asked for it
      storeIdentifier: {
        hash: async (identifier) =>
          createHmac('sha256', parts.secret)
            .update(`${browser.getStore()}:${identifier}`)
            .digest('base64url'),
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: codeSeconds,
        allowedAttempts: codeTries,
        // six digits are guessed from a bare hash in a second: the key is not in the database
        storeOTP: {
          hash: async (code) => createHmac('sha256', parts.secret).update(code).digest('base64url'),
        },
        sendVerificationOTP: async () => {
          throw new Error('codes are mailed by sign-in.ts');
        },
      }),
    ],
  } satisfies BetterAuthOptions);
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export type Auth = ReturnType<typeof createAuth>;
