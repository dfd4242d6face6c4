import { z } from 'zod';
import { personName, phoneField, postalCodeField, textField } from '#src/directory/index.js';
import { identityKinds, situations } from '#src/registration/types.js';

const day = (missing: string): z.ZodType<string, string> =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .pipe(z.iso.date('Indiquez une date complète : jour, mois, année.'));

const aName = personName('le prénom');

/** All the given names in the order of the identity document, kept as « Maël, Jean ». */
const givenNames = z
  .string('Indiquez vos prénoms.')
  .trim()
  .min(1, 'Indiquez vos prénoms, comme sur la pièce d’identité.')
  .max(160, 'Limitez les prénoms à 160 caractères.')
  .transform((text, context) => {
    const names: string[] = [];
    for (const each of text.split(',').filter((name) => name.trim() !== '')) {
      const name = aName.safeParse(each);
      if (name.success) names.push(name.data);
      else
        context.addIssue({
          code: 'custom',
          message: name.error.issues[0]?.message ?? 'Vérifiez vos prénoms.',
        });
    }
    return names.join(', ');
  });

/** What the holder says of themself. Nothing of the identity document: it has its own form, open to them only. */
export const identityInput = z.object({
  givenNames,
  surname: personName('le nom'),
  birthName: z
    .string()
    .trim()
    .optional()
    .default('')
    .pipe(z.union([z.literal(''), personName('le nom')])),
  birthDate: day('Indiquez votre date de naissance.'),
  birthPlace: textField({ what: 'la commune ou le pays de naissance', max: 100 }),
  function: textField({ what: 'la fonction dans l’organisme', max: 100 }),
  phone: phoneField,
  address: textField({ what: 'l’adresse postale', max: 200 }),
  postalCode: postalCodeField,
  city: textField({ what: 'la ville', max: 100 }),
  situation: z.enum(situations, { error: 'Choisissez la situation dans l’organisme.' }),
});
export type IdentityInput = z.output<typeof identityInput>;

export const officeInput = z.object({
  office: z.uuid('Choisissez un bureau d’enregistrement.'),
});

const text = z.string().trim().optional().default('');
const anyDay = text.transform((value) => z.iso.date().safeParse(value).data ?? null);

/**
 * A piece: the file itself, its dates where they count, and, of an identity document, its references. What is not
 * well formed counts as missing, so that `documentFaults` tells all that is to mend at once.
 */
export const documentInput = z.object({
  file: z.instanceof(File).optional().catch(undefined),
  dated: anyDay,
  expires: anyDay,
  identityKind: text.transform((value) => identityKinds.find((each) => each === value)),
  last4: text.transform((value) => /^[0-9A-Z]{4}$/.exec(value.toUpperCase())?.[0] ?? ''),
});
export type DocumentInput = z.output<typeof documentInput>;
