import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { defaultDataDirectory } from './data-directory.js';

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

const yesOrNo = new Map([
  ['oui', true],
  ['true', true],
  ['1', true],
  ['non', false],
  ['false', false],
  ['0', false],
]);

const environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'écrivez development, test ou production.')
    .default('development'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'écrivez un numéro de port, par exemple 3000.')
    .transform(Number)
    .refine((port) => port <= 65_535, 'écrivez un numéro de port entre 1 et 65535.')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'écrivez un nom de machine ou une adresse, par exemple 127.0.0.1.')
    .default('127.0.0.1'),
  BASE_URL: z
    .string()
    .refine(hasProtocol('http', 'https'), 'écrivez l’adresse publique, par exemple https://cle.exemple.fr.')
    .refine(isOrigin, 'arrêtez l’adresse au nom de domaine (et au port), sans chemin ni compte.')
    .transform((value) => new URL(value).origin)
    .optional(),
  DATA_DIR: z.string().startsWith('/', 'écrivez un chemin complet, qui commence par /.').optional(),
  DATABASE_URL: z
    .string()
    .refine(
      hasProtocol('postgres', 'postgresql'),
      'écrivez une adresse comme postgresql://compte:motdepasse@serveur/base.',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .refine(hasProtocol('smtp', 'smtps'), 'écrivez une adresse comme smtps://compte:motdepasse@serveur:465.')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'écrivez une adresse comme Clé en main <ne-pas-repondre@exemple.fr>.',
    )
    .optional(),
  SECRET: z
    .string()
    .min(32, 'écrivez au moins 32 caractères tirés au hasard (openssl rand -base64 32).')
    .optional(),
  DEMONSTRATION: z
    .string()
    .toLowerCase()
    .refine((value) => yesOrNo.has(value), 'écrivez oui ou non.')
    .transform((value) => yesOrNo.get(value))
    .optional(),
  DEMONSTRATION_ORDERS: z
    .string()
    .regex(/^\d{1,4}$/, 'écrivez un nombre de commandes, 0 pour aucune.')
    .transform(Number)
    .default(200),
  SEAL_P12: z
    .string()
    .startsWith('/', 'écrivez le chemin complet d’un fichier PKCS#12, qui commence par /.')
    .optional(),
  SEAL_PASSWORD: z.string().optional(),
  TIMESTAMP_URL: z
    .string()
    .refine(hasProtocol('http', 'https'), 'écrivez une adresse comme https://horodatage.exemple.fr/tsa.')
    .optional(),
  CLOCK_AHEAD: z
    .string()
    .regex(/^\d{1,9}$/, 'écrivez un nombre de secondes, par exemple 86400 pour un jour.')
    .transform((seconds) => Number(seconds) * 1000)
    .default(0),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'écrivez fatal, error, warn, info, debug, trace ou silent.',
    )
    .default('info'),
});

/** The variables that the program reads. */
export type Variable = keyof typeof environment.shape;

/** @throws ConfigError, which names every variable that is wrong or missing and says what to write */
export function readConfig(env: Partial<Record<string, string>>): Config {
  // A variable that is set to nothing counts as not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  const problems = new Map(
    (parsed.error?.issues ?? []).toReversed().map((issue) => [String(issue.path[0]), issue.message]),
  );
  for (const [variable, problem] of sealProblems(given)) {
    if (!problems.has(variable)) problems.set(variable, problem);
  }
  if (given.NODE_ENV === 'production') {
    for (const [variable, problem] of productionProblems(given)) {
      if (!problems.has(variable)) problems.set(variable, problem);
    }
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

/** A seal needs its password and an authority that proves its time; the demonstration has its own, marked TEST. */
function sealProblems(given: Partial<Record<string, string>>): [Variable, string][] {
  const problems: [Variable, string][] = [];
  const demonstrates =
    given.NODE_ENV !== 'production' && (yesOrNo.get((given.DEMONSTRATION ?? 'oui').toLowerCase()) ?? true);
  if (demonstrates) {
    for (const variable of ['SEAL_P12', 'TIMESTAMP_URL'] as const) {
      if (given[variable]) {
        problems.push([
          variable,
          'la démonstration scelle et horodate elle-même, en marquant TEST\u202f; retirez cette variable ou écrivez DEMONSTRATION=non.',
        ]);
      }
    }
    return problems;
  }
  if (given.SEAL_P12 && !given.SEAL_PASSWORD) {
    problems.push(['SEAL_PASSWORD', 'écrivez le mot de passe du fichier de SEAL_P12.']);
  }
  if (given.SEAL_P12 && !given.TIMESTAMP_URL) {
    problems.push([
      'TIMESTAMP_URL',
      'un cachet porte une heure prouvée\u202f; écrivez l’adresse d’une autorité d’horodatage (RFC 3161).',
    ]);
  }
  return problems;
}

/** What is a convenience elsewhere is a danger in production. */
function productionProblems(given: Partial<Record<string, string>>): [Variable, string][] {
  const problems: [Variable, string][] = [];
  const required = 'obligatoire en production\u202f; ';
  if (!given.SECRET) {
    problems.push(['SECRET', `${required}écrivez 32 caractères tirés au hasard (openssl rand -base64 32).`]);
  }
  if (!given.BASE_URL) {
    problems.push(['BASE_URL', `${required}écrivez l’adresse publique, par exemple https://cle.exemple.fr.`]);
  } else if (!/^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(given.BASE_URL)) {
    problems.push(['BASE_URL', 'en production, l’adresse publique commence par https.']);
  }
  if (!given.SMTP_URL) {
    problems.push([
      'SMTP_URL',
      `${required}écrivez une adresse comme smtps://compte:motdepasse@serveur:465.`,
    ]);
  }
  if (given.DEMONSTRATION && yesOrNo.get(given.DEMONSTRATION.toLowerCase())) {
    problems.push([
      'DEMONSTRATION',
      'la démonstration ne s’ouvre pas en production\u202f; retirez cette variable.',
    ]);
  }
  if (Number(given.CLOCK_AHEAD)) {
    problems.push([
      'CLOCK_AHEAD',
      'en production, l’heure est celle de la machine\u202f; retirez cette variable.',
    ]);
  }
  return problems;
}

function hasProtocol(...protocols: string[]): (value: string) => boolean {
  return (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1));
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`;
}
