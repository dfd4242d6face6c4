import { z } from 'zod';
import {
  contactName,
  emailField,
  personName,
  phoneField,
  postalCodeField,
  siretField,
  textField,
} from '#src/directory/index.js';

/** Where a holder stands in the body: what documents are expected follows from it. */
export const situations = ['legal-representative', 'elected-member', 'agent'] as const;
export type Situation = (typeof situations)[number];

export const situationNames: Readonly<Record<Situation, string>> = {
  'legal-representative': 'Représentant légal (maire, président)',
  'elected-member': 'Élu ayant une délégation',
  agent: 'Agent',
};

const yes = z
  .string()
  .optional()
  .transform((value) => value === 'oui');

/** A list from tick boxes: none, one (a text) or several. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const person = {
  givenName: contactName('le prénom'),
  surname: contactName('le nom'),
  function: textField({ what: 'la fonction', max: 100 }),
};

export const organisationAnswers = z.object({
  siret: siretField,
  address: textField({ what: 'l’adresse', max: 200 }),
  postalCode: postalCodeField,
  city: textField({ what: 'la ville', max: 100 }),
});

export const correspondentAnswers = z.object({
  ...person,
  phone: phoneField,
  email: emailField,
  /** The person in charge of the file for the delivery centre, where it is somebody else. */
  inCharge: z
    .object({
      other: yes,
      name: z.string().optional(),
      phone: z.string().optional(),
      email: z.string().optional(),
    })
    .transform((value, context) => {
      if (!value.other) return null;
      const other = z
        .object({ name: contactName('le nom'), phone: phoneField, email: emailField })
        .safeParse({ name: value.name ?? '', phone: value.phone ?? '', email: value.email ?? '' });
      if (other.success) return other.data;
      for (const issue of other.error.issues) {
        context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
      }
      return z.NEVER;
    })
    .prefault({}),
});

/** What its usages ask for besides, the catalogue says: see `draft/usage-problems.ts`. */
const holderAnswers = z.object({
  ...person,
  givenName: personName('le prénom'),
  surname: personName('le nom'),
  email: emailField,
  phone: phoneField,
  situation: z.enum(situations, { error: 'Choisissez la situation de cette personne dans l’organisme.' }),
  usages: ticked.refine((list) => list.length > 0, 'Cochez au moins un usage.'),
  qualifiedConfirmed: yes,
  addressConfirmed: yes,
  powerToSign: z.string().trim().max(200, 'Limitez cette réponse à 200 caractères.').optional().default(''),
});

export const holdersAnswers = z
  .array(holderAnswers, { error: 'Ajoutez au moins un titulaire.' })
  .min(1, 'Ajoutez au moins un titulaire.');

export const signatoryAnswers = z.object({
  ...person,
  email: emailField,
  byDelegation: yes,
  addressConfirmed: yes,
});

export const billingAnswers = z.object({
  engagementNumber: z
    .string()
    .trim()
    .max(50, 'Limitez le numéro d’engagement à 50 caractères.')
    .optional()
    .default(''),
  serviceCode: z.string().trim().max(100, 'Limitez le code service à 100 caractères.').optional().default(''),
});

/** Both forms, complete: what may be signed. */
export const completeAnswers = z.object({
  organisation: organisationAnswers,
  correspondent: correspondentAnswers,
  holders: holdersAnswers,
  signatory: signatoryAnswers,
  billing: billingAnswers,
});

export type Answers = z.output<typeof completeAnswers>;

export const sections = ['organisation', 'correspondent', 'holders', 'signatory', 'billing'] as const;
export type Section = (typeof sections)[number];
