import { type Refusal, refuse } from '#src/platform/acts/refusal.js';

/** Every « no » of the slice. */
export const refusals = {
  siretLength: (digits: number): Refusal =>
    refuse(
      'siret-length',
      `Un numéro SIRET compte 14 chiffres\u202f; celui-ci en compte ${digits}. Recopiez-le de l’avis de situation Sirene de l’établissement.`,
    ),

  sirenLength: (digits: number): Refusal =>
    refuse(
      'siren-length',
      `Un numéro SIREN compte 9 chiffres\u202f; celui-ci en compte ${digits}. Vérifiez-le.`,
    ),

  siretChecksum: refuse(
    'siret-checksum',
    'Ce numéro SIRET n’existe pas\u202f: ses chiffres ne se vérifient pas entre eux. Cherchez un chiffre oublié ou deux chiffres intervertis.',
  ),

  sirenChecksum: refuse(
    'siren-checksum',
    'Ce numéro SIREN n’existe pas\u202f: ses chiffres ne se vérifient pas entre eux. Cherchez un chiffre oublié ou deux chiffres intervertis.',
  ),

  notDigits: refuse(
    'not-digits',
    'Ce numéro ne s’écrit qu’avec des chiffres, espaces permises. Retirez les autres caractères.',
  ),

  phoneUnknown: refuse(
    'phone-unknown',
    'Ce numéro de téléphone n’existe pas. Écrivez ses dix chiffres, par exemple 02 61 91 00 00, ou commencez par + et l’indicatif du pays.',
  ),

  organisationKnown: (name: string): Refusal =>
    refuse(
      'organisation-known',
      `Ce numéro SIRET est déjà celui de «\u00a0${name}\u00a0». Cherchez cet organisme par son SIRET et choisissez-le dans la liste.`,
    ),

  outsideTerritory: (departments: readonly string[]): Refusal =>
    refuse(
      'organisation-outside-territory',
      `Ce service livre les organismes publics des départements ${departments.join(', ')}. Vérifiez le code postal\u202f; un organisme d’ailleurs s’adresse à la centrale d’achat de sa région.`,
    ),

  otherOrganisation: refuse(
    'siret-of-another-organisation',
    'Les neuf premiers chiffres ne sont pas ceux du SIREN de cet organisme\u202f: ce SIRET est celui d’un autre. Vérifiez-le, ou cherchez l’organisme par ce numéro.',
  ),

  emptyFile: refuse(
    'directory-file-empty',
    'Ce fichier ne contient aucun organisme. Il lui faut une ligne de titres, puis une ligne par organisme.',
  ),

  columnsMissing: (columns: readonly string[]): Refusal =>
    refuse(
      'directory-columns-missing',
      `Il manque des colonnes dans ce fichier\u202f: ${columns.join(', ')}. Ajoutez-les à sa première ligne.`,
    ),
};
