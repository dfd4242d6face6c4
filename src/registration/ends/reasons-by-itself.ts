import type { Reason } from '#src/registration/types.js';

// Reasons of what happens by itself: nobody chooses them from the catalogue.

/** The order was withdrawn or cancelled: its own reason follows, and the comment given with it. */
export function orderEnded(why: Reason | null | undefined): Reason {
  const label = 'La commande a pris fin';
  return {
    code: 'order-ended',
    label,
    sentence: [`${label}.`, why?.sentence].filter(Boolean).join(' '),
    comment: why?.comment ?? '',
  };
}

export const identityRanOut: Reason = {
  code: 'identity-ran-out',
  label: 'Pièce d’identité expirée',
  sentence: 'La pièce d’identité du dossier n’est plus en cours de validité.',
  tip: 'Déposez une pièce d’identité en cours de validité, puis déposez de nouveau le dossier.',
  comment: '',
};

export const dataChanged: Reason = {
  code: 'data-changed',
  label: 'Données corrigées',
  sentence: 'Les données du dossier ont été corrigées : un nouveau certificat les portera.',
  comment: '',
};

export const tokenGone: Reason = {
  code: 'token-gone',
  label: 'Clé perdue ou abîmée',
  sentence: 'La clé a été perdue ou abîmée avant sa remise.',
  comment: '',
};

export const dataRefused: Reason = {
  code: 'data-refused',
  label: 'Données refusées à la remise',
  sentence: 'Le titulaire n’a pas accepté les données du certificat.',
  comment: '',
};
