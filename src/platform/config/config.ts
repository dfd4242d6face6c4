import { defaultDataDirectory } from '#src/platform/database/data-directory.js';
import { ConfigError } from './config-error.js';
import { problemsTogether } from './config-problems.js';
import { environment } from './environment.js';

export interface Config {
  production: boolean;
  /** Personas, the page of mails sent, the simulated authority: never in production. */
  demonstration: boolean;
  /** How many orders of its own the demonstration tells, behind the pages, at its first start. */
  demonstrationOrders: number;
  port: number;
  host: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** Whether the last address of X-Forwarded-For is written by a proxy of ours. */
  behindProxy: boolean;
  dataDir: string;
  /** Without it, the private PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  /** Without it, mail stays in the database. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Without it, `keptSecret` makes one. */
  secret: string | undefined;
  /** Key and certificate of the documents' seal (PKCS#12). Without it documents are not sealed. */
  seal: { file: string; password: string } | undefined;
  /** Timestamping authority (RFC 3161). */
  timestampUrl: string | undefined;
  /** Milliseconds that the demonstration's clock is ahead of the machine's. */
  clockAhead: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

export { ConfigError };

/** @throws ConfigError, which names every variable that is wrong or missing and says what to write */
export function readConfig(env: Partial<Record<string, string>>): Config {
  // A variable that is set to nothing counts as not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  const problems = new Map(
    (parsed.error?.issues ?? []).toReversed().map((issue) => [String(issue.path[0]), issue.message]),
  );
  for (const [variable, problem] of problemsTogether(given)) {
    if (!problems.has(variable)) problems.set(variable, problem);
  }
  if (!parsed.success || problems.size > 0) {
    throw new ConfigError([...problems].map(([variable, problem]) => ({ variable, problem })));
  }
  const read = parsed.data;
  const production = read.NODE_ENV === 'production';
  const baseUrl = read.BASE_URL ?? `http://localhost:${read.PORT}`;
  return {
    production,
    demonstration: !production && (read.DEMONSTRATION ?? true),
    demonstrationOrders: read.DEMONSTRATION_ORDERS,
    port: read.PORT,
    host: read.HOST,
    baseUrl,
    behindProxy: read.BEHIND_PROXY ?? false,
    dataDir: read.DATA_DIR ?? defaultDataDirectory(),
    databaseUrl: read.DATABASE_URL,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM ?? `Clé en main <ne-pas-repondre@${new URL(baseUrl).hostname}>`,
    secret: read.SECRET,
    seal:
      read.SEAL_P12 !== undefined ? { file: read.SEAL_P12, password: read.SEAL_PASSWORD ?? '' } : undefined,
    timestampUrl: read.TIMESTAMP_URL,
    clockAhead: read.CLOCK_AHEAD,
    logLevel: read.LOG_LEVEL,
  };
}
