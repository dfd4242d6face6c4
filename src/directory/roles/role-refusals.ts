import { type Refusal, refuse } from '#src/platform/acts/refusal.js';

/** Every « no » about roles. */
export const roleRefusals = {
  partElsewhere: (part: string, body: string): Refusal =>
    refuse(
      'part-does-not-fit-body',
      `Le rôle de ${part} n’existe pas dans « ${body} ». Choisissez un autre rôle, ou un autre organisme.`,
    ),

  bodyMissing: refuse(
    'role-body-missing',
    'Ce rôle s’exerce dans un organisme. Choisissez d’abord l’organisme.',
  ),

  alreadyGranted: (name: string): Refusal =>
    refuse('role-already-granted', `${name} exerce déjà ce rôle dans cet organisme. Rien n’a été changé.`),

  alreadyEnded: refuse('role-already-ended', 'Ce rôle a déjà pris fin. Rien n’a été changé.'),

  lastCorrespondent: refuse(
    'last-correspondent',
    'C’est maintenant le seul correspondant de cet organisme. Lisez ce qui suit, puis confirmez si c’est bien voulu.',
  ),

  namesThemself: refuse(
    'officer-names-themself',
    'Vous examinez les commandes de cet organisme : vous ne pouvez pas en être vous-même correspondant. Un de ses correspondants peut en ajouter un autre.',
  ),

  lastAdministrator: refuse(
    'last-administrator',
    'C’est le dernier administrateur de l’installation. Désignez-en un autre avant de mettre fin à ce rôle.',
  ),
};
