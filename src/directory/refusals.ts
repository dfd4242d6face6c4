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

  nothingServed: refuse(
    'no-department-served',
    'Aucun département n’est encore desservi par ce service. Demandez à l’administrateur d’ajouter un centre de délivrance, sur la page «\u00a0Configuration\u00a0».',
  ),

  onePurchasingBody: (name: string): Refusal =>
    refuse(
      'purchasing-body-known',
      `L’organisme acheteur de cette installation est «\u00a0${name}\u00a0»\u202f: il n’y en a qu’un. Ouvrez-le pour le modifier.`,
    ),

  operatorKnown: (name: string): Refusal =>
    refuse(
      'operator-known',
      `«\u00a0${name}\u00a0», qui a ce SIRET, est déjà dans cette liste. Ouvrez-le pour le modifier.`,
    ),

  alreadyServed: (name: string, departments: readonly string[]): Refusal =>
    refuse(
      'department-served',
      `«\u00a0${name}\u00a0» dessert déjà ${departments.join(', ')}\u202f: un département n’a qu’un centre de délivrance. Retirez-le d’abord à celui-là, ou ne l’indiquez pas ici.`,
    ),

  siretOfAnother: (name: string): Refusal =>
    refuse(
      'siret-of-another-name',
      `Ce numéro SIRET est celui de «\u00a0${name}\u00a0» dans l’annuaire. Vérifiez-le\u202f; si c’est bien cet organisme, écrivez son nom ainsi.`,
    ),

  siretTaken: (name: string): Refusal =>
    refuse(
      'siret-taken',
      `Ce numéro SIRET est celui de «\u00a0${name}\u00a0» dans l’annuaire. Vérifiez-le\u202f: deux organismes n’ont pas le même.`,
    ),

  operatorChanged: refuse(
    'operator-changed',
    'Quelqu’un d’autre vient de modifier cet organisme\u202f: rien n’est enregistré, votre saisie est gardée ci-dessous. Rouvrez-le pour lire ce qui a changé, ou enregistrez de nouveau pour que votre saisie l’emporte.',
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
