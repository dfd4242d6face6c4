import { z } from 'zod';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { emailAddress } from '#src/platform/web/email-address.js';
import { readPhone } from './phone.js';
import { readSiret } from './siret.js';

/** The longest answers kept. */
export const limits = {
  organisationName: 200,
  personName: 80,
  address: 200,
  city: 100,
  shortName: 60,
  contactName: 100,
  hours: 300,
  departments: 400,
  email: 254,
  phone: 30,
  siret: 30,
  postalCode: 10,
} as const;

/** SIRET as 14 digits. */
export const siretField: z.ZodType<string, string> = read(
  readSiret,
  limits.siret,
  'Indiquez le numéro SIRET\u202f: 14 chiffres.',
);

/** E.164. */
export const phoneField: z.ZodType<string, string> = read(
  readPhone,
  limits.phone,
  'Indiquez un numéro de téléphone, par exemple 02 61 91 00 00.',
);

/** An address with which its owner can sign in. */
export const emailField: z.ZodType<string, string> = filled(
  limits.email,
  'Indiquez une adresse électronique, par exemple nolwenn.letest@exemple.fr.',
)
  .refine(
    (email) => !/^\.|\.\.|\.@/.test(email),
    'Cette adresse a un point de trop avant l’arobase. Vérifiez-la.',
  )
  .pipe(
    emailAddress(
      'Cette adresse électronique n’est pas complète. Elle s’écrit comme nolwenn.letest@exemple.fr.',
    ),
  );

/** Surname or first names, as the identity document prints them. */
export function personName(what: 'le nom' | 'le prénom' = 'le nom'): z.ZodType<string, string> {
  return nameRead(`Indiquez ${what}, comme sur la pièce d’identité.`);
}

/** Surname or first names of somebody who shows no identity document. */
export function contactName(what: 'le nom' | 'le prénom'): z.ZodType<string, string> {
  return nameRead(`Indiquez ${what}.`);
}

function nameRead(missing: string): z.ZodType<string, string> {
  return filled(limits.personName, missing)
    .transform((name) => name.normalize('NFC').replaceAll(/\s+/g, ' '))
    .refine(
      (name) => /^\p{L}[\p{L}\p{M}'’. -]*$/u.test(name),
      'Un nom s’écrit avec des lettres, des espaces, des traits d’union et des apostrophes. Retirez les autres signes.',
    );
}

/** Five digits of mainland or overseas France. */
export const postalCodeField: z.ZodType<string, string> = filled(
  limits.postalCode,
  'Indiquez le code postal\u202f: 5 chiffres.',
)
  .transform((code) => code.replaceAll(/\s/g, ''))
  .refine(
    (code) => /^(0[1-9]|[1-8]\d|9[0-5]|97|98)\d{3}$/.test(code),
    'Un code postal compte 5 chiffres, par exemple 35000. Vérifiez-le.',
  );

/** A line that must be filled in; `what` with its article: « la ville ». */
export function textField({ what, max }: { what: string; max: number }): z.ZodType<string, string> {
  return filled(max, `Indiquez ${what}.`).transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' '));
}

/** Lines that must be filled in: an address, opening hours. Blank ones fall away. */
export function linesField({ what, max }: { what: string; max: number }): z.ZodType<string, string> {
  return filled(max, `Indiquez ${what}.`).transform((text) =>
    text
      .normalize('NFC')
      .split(/\r\n?|\n/)
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join('\n'),
  );
}

/** A line that may stay empty. */
export function optionalField(max: number): z.ZodType<string, string | undefined> {
  return z
    .string()
    .trim()
    .max(max, tooLong(max))
    .transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' '))
    .default('');
}

/** Codes of departments as postal codes begin, however they are separated: sorted, each once; none where left empty. */
export const departmentsField: z.ZodType<string[], string | undefined> = z
  .string()
  .max(limits.departments, tooLong(limits.departments))
  .default('')
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort())
  .refine(
    (codes) => codes.every((code) => /^(0[1-9]|[1-8]\d|9[0-5]|97[1-8]|98[678])$/.test(code)),
    'Écrivez les numéros des départements, séparés par des virgules, par exemple 22, 35 ou 974 (20 pour la Corse).',
  );

/** The department of a postal code: « 35 », « 974 »; Corsica is « 20 ». */
export function departmentOf(postalCode: string): string {
  return postalCode.slice(0, /^9[78]/.test(postalCode) ? 3 : 2);
}

function filled(max: number, missing: string): z.ZodString {
  return z.string(missing).trim().min(1, missing).max(max, tooLong(max));
}

function tooLong(max: number): string {
  return `Cette réponse est trop longue\u202f: ${max} caractères au plus. Raccourcissez-la.`;
}

function read(
  reader: (text: string) => string | Refusal,
  max: number,
  missing: string,
): z.ZodType<string, string> {
  return filled(max, missing).transform((text, context) => {
    const value = reader(text);
    if (!isRefusal(value)) return value;
    context.addIssue({ code: 'custom', message: value.sentence });
    return z.NEVER;
  });
}
