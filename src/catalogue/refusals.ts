import { type Refusal, refuse } from '#src/platform/acts/refusal.js';

/** Every « no » of the slice. */
export const refusals = {
  past: refuse(
    'catalogue-past',
    'Le passé ne se modifie pas\u202f: des commandes y ont été faites. Choisissez aujourd’hui ou un jour à venir.',
  ),
  unchanged: refuse(
    'catalogue-unchanged',
    'Rien n’a changé par rapport à la version en vigueur ce jour-là. Modifiez un champ, ou revenez à la liste.',
  ),
  codeTaken: refuse(
    'catalogue-code-taken',
    'Une entrée porte déjà ce code. Ouvrez-la pour la modifier, ou choisissez un autre code.',
  ),
  notAdded: refuse(
    'catalogue-not-added',
    'Cette liste est tenue par le programme\u202f: on peut en modifier les entrées, non en ajouter ni en retirer.',
  ),
  neverInForce: refuse(
    'catalogue-not-in-force',
    'Cette entrée n’est pas en vigueur ce jour-là. Choisissez un autre jour.',
  ),
  unknownReference: (label: string): Refusal =>
    refuse(
      'catalogue-reference-unknown',
      `«\u00a0${label}\u00a0»\u202f: ce choix n’est plus en vigueur. Rechargez la page et choisissez de nouveau.`,
    ),
};
