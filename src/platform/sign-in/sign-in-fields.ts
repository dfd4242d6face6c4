import { z } from 'zod';
import { emailAddress } from '#src/platform/web/email-address.js';

/** An address as people type it; « Vérifiez… » where it can't be one. */
export const addressField = z
  .string('Saisissez votre adresse électronique.')
  .min(1, 'Saisissez votre adresse électronique.')
  .max(254, 'Cette adresse est trop longue\u202f: vérifiez-la.')
  .pipe(emailAddress('Cette adresse n’est pas complète. Exemple\u202f: prenom.nom@exemple.fr'));

/** Six digits, with or without the blanks that a mail shows or a copy brings. */
export const codeField = z
  .string('Saisissez le code à 6 chiffres reçu par courriel.')
  .transform((typed) => typed.replace(/[^0-9]/g, ''))
  .pipe(z.string().length(6, 'Le code a 6 chiffres\u202f: recopiez-le tel qu’il est dans le message.'));
