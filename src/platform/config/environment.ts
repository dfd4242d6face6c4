import { z } from 'zod';

export const yesOrNo = new Map([
  ['oui', true],
  ['true', true],
  ['1', true],
  ['non', false],
  ['false', false],
  ['0', false],
]);

/** Each variable by itself: what may stand in it, and the French sentence that says what to write. */
export const environment = z.object({
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
  BEHIND_PROXY: z
    .string()
    .toLowerCase()
    .refine((value) => yesOrNo.has(value), 'écrivez oui ou non.')
    .transform((value) => yesOrNo.get(value))
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

function hasProtocol(...protocols: string[]): (value: string) => boolean {
  return (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1));
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`;
}
