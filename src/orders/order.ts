import type { Party } from '#src/directory/index.js';
import type { Table } from '#src/platform/acts/steps.js';

export const orderStates = [
  'draft',
  'to-sign',
  'submitted',
  'returned',
  'examined',
  'accepted',
  'sent',
  'transmitted',
  'completed',
  'refused',
  'withdrawn',
  'cancelled',
  'lapsed',
] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderStep =
  | 'prepare'
  | 'ask-for-signature'
  | 'take-back'
  | 'decline-to-sign'
  | 'sign'
  | 'return'
  | 'send-again'
  | 'refuse'
  | 'examine'
  | 'countersign'
  | 'transmit'
  | 'acknowledge'
  | 'record-refusal'
  | 'withdraw'
  | 'cancel'
  | 'lapse'
  | 'complete';

/** The order's procedure: one organisation, one purchase, n holders, both forms. */
export const orderTable: Table<OrderState, Party, OrderStep> = {
  subject: 'la commande',
  title: 'Commande',
  words: {
    draft: 'en préparation',
    'to-sign': 'à signer',
    submitted: 'déposée',
    returned: 'à reprendre',
    examined: 'examinée',
    accepted: 'contresignée',
    sent: 'envoyée à l’autorité de certification',
    transmitted: 'en cours chez les titulaires',
    completed: 'terminée',
    refused: 'refusée',
    withdrawn: 'retirée',
    cancelled: 'annulée',
    lapsed: 'expirée',
  },
  ends: ['completed', 'refused', 'withdrawn', 'cancelled', 'lapsed'],
  rest: [],
  rows: [
    {
      step: 'prepare',
      from: ['draft', 'returned'],
      to: ['same'],
      by: ['correspondent'],
      move: 'next',
      label: 'Continuer la commande',
      follows: 'Les réponses sont gardées à mesure de la saisie.',
    },
    {
      step: 'prepare',
      from: ['draft', 'returned'],
      to: ['same'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Compléter pour l’organisme',
      follows: 'Il est dit en clair qui a saisi, et pour qui.',
    },
    {
      step: 'ask-for-signature',
      from: ['draft', 'returned'],
      to: ['to-sign'],
      by: ['correspondent'],
      move: 'next',
      label: 'Demander la signature',
      follows: 'Les deux PDF sont figés, leur empreinte gardée ; le représentant légal reçoit le lien.',
    },
    {
      step: 'ask-for-signature',
      from: ['draft', 'returned'],
      to: ['to-sign'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Demander la signature pour l’organisme',
    },
    {
      step: 'take-back',
      from: ['to-sign'],
      to: ['draft', 'returned'],
      by: ['correspondent'],
      move: 'besides',
      label: 'Reprendre la commande',
      follows: 'Le lien de signature est fermé et sa page en donne le motif.',
      reason: true,
    },
    {
      step: 'decline-to-sign',
      from: ['to-sign'],
      to: ['draft', 'returned'],
      by: ['legal-representative'],
      move: 'besides',
      label: 'Ne pas signer',
      follows: 'Le motif part au correspondant.',
      reason: true,
    },
    {
      step: 'sign',
      from: ['to-sign'],
      to: ['submitted'],
      by: ['legal-representative'],
      move: 'next',
      label: 'Lire et signer',
      follows:
        'La commande arrive à l’organisme acheteur, une copie au centre de délivrance du département, un accusé de réception à l’organisme ; la demande de mission est reçue.',
    },
    {
      step: 'send-again',
      from: ['returned'],
      to: ['submitted'],
      by: ['correspondent'],
      move: 'next',
      label: 'Renvoyer sans nouvelle signature',
      follows: 'Seulement si rien de ce que la signature couvre n’a changé.',
    },
    {
      step: 'examine',
      from: ['submitted'],
      to: ['examined'],
      by: ['purchasing-officer'],
      move: 'next',
      label: 'Examiner',
      follows:
        'L’adresse du signataire est vérifiée si elle est nouvelle ; l’auteur de la commande et la personne qu’elle nomme sont correspondants de l’organisme.',
    },
    {
      step: 'return',
      from: ['submitted', 'examined', 'accepted'],
      to: ['returned'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Renvoyer à l’organisme',
      follows: 'Ce qu’il faut corriger, champ par champ ; un contreseing est annulé.',
      reason: true,
    },
    {
      step: 'return',
      from: ['submitted', 'examined', 'accepted'],
      to: ['returned'],
      by: ['calendar'],
      move: 'besides',
      label: 'Renvoyer à l’organisme',
      follows: 'D’elle-même, quand le centre de délivrance décline sa mission.',
      reason: true,
    },
    {
      step: 'refuse',
      from: ['submitted', 'examined', 'accepted'],
      to: ['refused'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Refuser',
      reason: true,
    },
    {
      step: 'countersign',
      from: ['examined'],
      to: ['accepted'],
      by: ['purchasing-officer'],
      move: 'next',
      label: 'Contresigner',
      follows: 'La commande contresignée part à l’organisme et au centre de délivrance.',
    },
    {
      step: 'transmit',
      from: ['accepted'],
      to: ['sent'],
      by: ['purchasing-officer', 'calendar'],
      move: 'next',
      label: 'Transmettre à l’autorité de certification',
      follows: 'Dès que la mission est acceptée ; transmettre deux fois est sans effet.',
    },
    {
      step: 'acknowledge',
      from: ['sent'],
      to: ['transmitted'],
      by: ['certification-authority'],
      move: 'next',
      label: 'Accuser réception',
      follows: 'Sa référence est gardée ; chaque titulaire est invité.',
    },
    {
      step: 'acknowledge',
      from: ['sent'],
      to: ['transmitted'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Noter l’accord de l’autorité',
    },
    {
      step: 'record-refusal',
      from: ['sent'],
      to: ['examined'],
      by: ['certification-authority'],
      move: 'next',
      label: 'Refuser la commande',
      follows: 'Le motif va au gestionnaire des achats.',
      reason: true,
    },
    {
      step: 'record-refusal',
      from: ['sent'],
      to: ['examined'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Noter le refus de l’autorité',
      reason: true,
    },
    {
      step: 'withdraw',
      from: ['draft', 'to-sign', 'submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'],
      to: ['withdrawn'],
      by: ['correspondent'],
      move: 'besides',
      label: 'Retirer la commande',
      follows:
        'Aucune clé ne doit avoir été remise. Les dossiers sont abandonnés, l’autorité et les bureaux prévenus.',
      reason: true,
    },
    {
      step: 'cancel',
      from: ['submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'],
      to: ['cancelled'],
      by: ['purchasing-officer', 'calendar'],
      move: 'besides',
      label: 'Annuler la commande',
      follows: 'Aucune clé ne doit avoir été remise. D’elle-même à la fin du contrat du fournisseur.',
      reason: true,
    },
    {
      step: 'lapse',
      from: ['draft', 'to-sign', 'returned'],
      to: ['lapsed'],
      by: ['calendar'],
      move: 'besides',
      label: 'Laisser expirer',
      follows: 'D’elle-même, après deux avertissements.',
    },
    {
      step: 'complete',
      from: ['transmitted'],
      to: ['completed'],
      by: ['calendar'],
      move: 'next',
      label: 'Terminer',
      follows: 'D’elle-même, quand le dossier de chaque titulaire a pris fin.',
    },
  ],
};
