import type { Party } from '#src/directory/index.js';
import type { Table } from '#src/platform/acts/steps.js';

export const appointmentStates = ['proposed', 'agreed', 'held', 'no-show', 'excused', 'cancelled'] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export type AppointmentStep = 'agree' | 'move' | 'hold' | 'miss' | 'cancel';

/** One visit to an organisation, for one or several of its holders. */
export const appointmentTable: Table<AppointmentState, Party, AppointmentStep> = {
  subject: 'le rendez-vous',
  title: 'Rendez-vous',
  words: {
    proposed: 'proposé, horaire à choisir',
    agreed: 'fixé',
    held: 'tenu',
    'no-show': 'manqué',
    excused: 'manqué, absence excusée',
    cancelled: 'annulé',
  },
  ends: ['held', 'no-show', 'excused', 'cancelled'],
  rest: [],
  rows: [
    {
      step: 'agree',
      from: ['proposed'],
      to: ['agreed'],
      by: ['correspondent', 'holder'],
      move: 'next',
      label: 'Choisir un horaire',
      follows: 'Invitation au calendrier pour tous. Le choix de l’un vaut pour tous ceux du rendez-vous.',
    },
    {
      step: 'agree',
      from: ['proposed'],
      to: ['agreed'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Fixer par téléphone',
      follows: 'Invitation au calendrier pour tous.',
    },
    {
      step: 'move',
      from: ['agreed'],
      to: ['same'],
      by: ['correspondent', 'holder', 'delivery-officer'],
      move: 'besides',
      label: 'Déplacer le rendez-vous',
      follows: 'Le même événement du calendrier, mis à jour.',
      reason: true,
    },
    {
      step: 'hold',
      from: ['agreed'],
      to: ['held'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Tenir le rendez-vous',
      follows: 'Quand le sort de chaque titulaire est noté, et qu’un au moins est venu.',
    },
    {
      step: 'miss',
      from: ['agreed'],
      to: ['no-show', 'excused'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Noter une absence',
      follows: 'Quand aucun titulaire n’est venu ; excusé si tous l’étaient.',
      reason: true,
    },
    {
      step: 'cancel',
      from: ['proposed', 'agreed'],
      to: ['cancelled'],
      by: ['correspondent', 'holder', 'delivery-officer', 'calendar'],
      move: 'besides',
      label: 'Annuler le rendez-vous',
      follows: 'De lui-même, quand plus aucun dossier n’y tient.',
      reason: true,
    },
  ],
};
