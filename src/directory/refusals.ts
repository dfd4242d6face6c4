import { type Refusal, refuse } from '#src/platform/refusal.js';

export const siretLength = (digits: number): Refusal =>
  refuse(
    'siret-length',
    `Un numéro SIRET compte 14 chiffres\u202f; celui-ci en compte ${digits}. Recopiez-le de l’avis de situation Sirene de l’établissement.`,
  );

export const sirenLength = (digits: number): Refusal =>
  refuse(
    'siren-length',
    `Un numéro SIREN compte 9 chiffres\u202f; celui-ci en compte ${digits}. Vérifiez-le.`,
  );

export const siretChecksum: Refusal = refuse(
  'siret-checksum',
  'Ce numéro SIRET n’existe pas\u202f: ses chiffres ne se vérifient pas entre eux. Cherchez un chiffre oublié ou deux chiffres intervertis.',
);

export const sirenChecksum: Refusal = refuse(
  'siren-checksum',
  'Ce numéro SIREN n’existe pas\u202f: ses chiffres ne se vérifient pas entre eux. Cherchez un chiffre oublié ou deux chiffres intervertis.',
);

export const notDigits: Refusal = refuse(
  'not-digits',
  'Ce numéro ne s’écrit qu’avec des chiffres, espaces permises. Retirez les autres caractères.',
);

export const phoneUnknown: Refusal = refuse(
  'phone-unknown',
  'Ce numéro de téléphone n’existe pas. Écrivez ses dix chiffres, par exemple 02 61 91 00 00, ou commencez par + et l’indicatif du pays.',
);

export const organisationKnown = (name: string): Refusal =>
  refuse(
    'organisation-known',
    `Ce numéro SIRET est déjà celui de «\u00a0${name}\u00a0». Cherchez cet organisme par son SIRET et choisissez-le dans la liste.`,
  );

export const outsideTerritory = (departments: readonly string[]): Refusal =>
  refuse(
    'organisation-outside-territory',
    `Ce service livre les organismes publics des départements ${departments.join(', ')}. Vérifiez le code postal\u202f; un organisme d’ailleurs s’adresse à la centrale d’achat de sa région.`,
  );

export const otherOrganisation: Refusal = refuse(
  'siret-of-another-organisation',
  'Les neuf premiers chiffres ne sont pas ceux du SIREN de cet organisme\u202f: ce SIRET est celui d’un autre. Vérifiez-le, ou cherchez l’organisme par ce numéro.',
);
