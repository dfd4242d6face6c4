import type { Party } from '#src/directory/index.js';
import type { Table } from '#src/platform/acts/steps.js';

export const missionStates = ['to-sign', 'received', 'acknowledged', 'declined', 'closed'] as const;
export type MissionState = (typeof missionStates)[number];
export type MissionStep = 'receive' | 'acknowledge-mission' | 'decline-mission' | 'close-mission';

/** The request to the delivery centre: one for each signature of the order. */
export const missionTable: Table<MissionState, Party, MissionStep> = {
  subject: 'la demande de mission',
  title: 'Demande de mission',
  words: {
    'to-sign': 'à signer',
    received: 'reçue par le centre de délivrance',
    acknowledged: 'acceptée',
    declined: 'déclinée',
    closed: 'close',
  },
  ends: ['acknowledged', 'declined', 'closed'],
  rest: [],
  rows: [
    {
      step: 'receive',
      from: ['to-sign'],
      to: ['received'],
      by: ['legal-representative'],
      move: 'next',
      label: 'Lire et signer',
      follows: 'Avec la signature de la commande.',
    },
    {
      step: 'acknowledge-mission',
      from: ['received'],
      to: ['acknowledged'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Accepter la mission',
      follows: 'La commande peut être transmise.',
    },
    {
      step: 'acknowledge-mission',
      from: ['received'],
      to: ['acknowledged'],
      by: ['calendar'],
      move: 'besides',
      label: 'Accepter la mission',
      follows: 'D’elle-même, après un nombre réglable de jours ouvrés (0 dans la démonstration).',
    },
    {
      step: 'decline-mission',
      from: ['received'],
      to: ['declined'],
      by: ['delivery-officer'],
      move: 'besides',
      label: 'Décliner la mission',
      follows: 'La commande est renvoyée à l’organisme.',
      reason: true,
    },
    {
      step: 'close-mission',
      from: ['to-sign', 'received'],
      to: ['closed'],
      by: ['calendar'],
      move: 'besides',
      label: 'Clore',
      follows: 'D’elle-même, quand la commande est renvoyée ou prend fin.',
    },
  ],
};
