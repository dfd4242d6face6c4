import type { DataOf } from '#src/catalogue/kinds/kinds.js';
import type { DelayUnit } from '#src/catalogue/kinds/rule-kinds.js';

function delay(
  label: string,
  amount: number,
  unit: DelayUnit,
  more: { explanation?: string; warnings?: readonly [number, number?] } = {},
): DataOf<'delay'> {
  const [firstWarning = null, secondWarning = null] = more.warnings ?? [];
  return { label, amount, unit, explanation: more.explanation ?? null, firstWarning, secondWarning };
}

/** How long each waits before the calendar or somebody else acts. */
export const defaultDelays = {
  'order-draft': delay('Commande en préparation', 90, 'days', {
    warnings: [60, 80],
    explanation: 'Sans activité, elle expire d’elle-même.',
  }),
  'order-to-sign': delay('Commande à signer', 30, 'days', {
    warnings: [7, 21],
    explanation: 'Sans signature, elle expire d’elle-même.',
  }),
  'order-returned': delay('Commande à reprendre', 60, 'days', {
    warnings: [15, 45],
    explanation: 'Sans reprise, elle expire d’elle-même.',
  }),
  'order-examine': delay('Examen d’une commande', 5, 'working-days', {
    explanation: 'Au-delà, elle est signalée en retard.',
  }),
  'order-countersign': delay('Contreseing d’une commande', 5, 'working-days', {
    explanation: 'Au-delà, elle est signalée en retard.',
  }),
  'mission-answer': delay('Réponse du centre de délivrance', 5, 'working-days', {
    explanation: 'Au-delà, la mission est signalée en retard.',
  }),
  'authority-answer': delay('Réponse de l’autorité à une commande', 3, 'working-days', {
    explanation: 'Au-delà, le gestionnaire des achats est invité à noter la réponse.',
  }),
  'authority-issuance': delay('Émission d’un certificat', 5, 'working-days', {
    explanation: 'Au-delà, le gestionnaire des achats est invité à relancer l’autorité.',
  }),
  'authority-confirmation': delay('Confirmation d’une révocation ou d’une suspension', 1, 'hours', {
    explanation:
      'Au-delà, le gestionnaire des achats est invité à l’obtenir de l’autorité et à la noter. 0\u202f: aussitôt, quand aucune autorité n’est reliée.',
  }),
  'token-transit': delay('Acheminement d’une clé', 10, 'working-days', {
    explanation: 'Au-delà, le gestionnaire des achats est invité à rechercher la clé.',
  }),
  'file-fill': delay('Dossier à remplir ou à corriger', 90, 'days', {
    warnings: [15, 60],
    explanation: 'Sans activité du titulaire, le dossier expire de lui-même.',
  }),
  'file-judge': delay('Examen d’un dossier par le bureau d’enregistrement', 2, 'working-days', {
    explanation: 'Au-delà, il est signalé en retard.',
  }),
  'file-propose': delay('Proposition d’un rendez-vous', 5, 'working-days', {
    explanation: 'Au-delà, le dossier est signalé en retard au centre de délivrance.',
  }),
  'file-arrange': delay('Rendez-vous à convenir par l’organisme', 90, 'days', {
    warnings: [15, 60],
    explanation: 'Sans réponse, le dossier expire de lui-même.',
  }),
  'file-proposed': delay('Réponse à une proposition de rendez-vous', 60, 'days', {
    warnings: [7, 30],
    explanation: 'Sans réponse, le dossier expire de lui-même.',
  }),
  'appointment-reminder': delay('Rappel avant un rendez-vous', 2, 'working-days'),
  'invoice-issue': delay('Facture à émettre', 10, 'working-days', {
    explanation: 'Au-delà, la ligne est signalée en retard.',
  }),
} satisfies Record<string, DataOf<'delay'>>;

export const defaultSettings = {
  'max-holders': {
    label: 'Titulaires dans une commande',
    explanation: 'Le formulaire de papier en porte six\u202f; ici, autant que ce nombre.',
    value: 50,
    unit: 'titulaires',
  },
  'max-versions': {
    label: 'Versions d’une pièce',
    explanation: 'Au-delà, le titulaire est invité à appeler son bureau d’enregistrement.',
    value: 20,
    unit: 'versions',
  },
  'times-proposed': {
    label: 'Horaires dans une proposition de rendez-vous',
    explanation: null,
    value: 6,
    unit: 'horaires',
  },
  'visit-minutes': {
    label: 'Durée d’un rendez-vous pour un titulaire',
    explanation: null,
    value: 60,
    unit: 'minutes',
  },
  'visit-minutes-more': {
    label: 'Durée ajoutée pour chaque autre titulaire',
    explanation: 'Quand un rendez-vous réunit plusieurs titulaires du même organisme.',
    value: 30,
    unit: 'minutes',
  },
  'visit-first-hour': {
    label: 'Heure du premier rendez-vous',
    explanation: null,
    value: 9,
    unit: 'heures',
  },
  'visit-noon-from': {
    label: 'Début de la pause de midi',
    explanation: 'Aucun rendez-vous n’est proposé pendant la pause.',
    value: 12,
    unit: 'heures',
  },
  'visit-noon-until': {
    label: 'Fin de la pause de midi',
    explanation: null,
    value: 14,
    unit: 'heures',
  },
  'visit-last-hour': {
    label: 'Heure de fin du dernier rendez-vous',
    explanation: null,
    value: 17,
    unit: 'heures',
  },
  'visit-notice': {
    label: 'Délai avant un rendez-vous',
    explanation: 'Aucun horaire n’est proposé avant tant de jours ouvrés.',
    value: 2,
    unit: 'jours ouvrés',
  },
  'visit-days': {
    label: 'Jours ouverts aux rendez-vous',
    explanation: 'Les horaires sont proposés sur tant de jours ouvrés.',
    value: 15,
    unit: 'jours ouvrés',
  },
  'visit-furthest': {
    label: 'Rendez-vous le plus lointain',
    explanation: 'Aucun rendez-vous n’est fixé, et aucun jour donné, au-delà de tant de mois.',
    value: 6,
    unit: 'mois',
  },
  'missed-before-hand-back': {
    label: 'Absences avant de rendre la main au correspondant',
    explanation: 'Les absences excusées ne comptent pas.',
    value: 2,
    unit: 'absences',
  },
} satisfies Record<string, DataOf<'setting'>>;

export const defaultSwitches = {
  'countersigned-by-another': {
    label: 'Deux personnes pour examiner et contresigner',
    explanation: 'Qui a examiné une commande ne la contresigne pas.',
    on: false,
  },
  'validator-may-hand-over': {
    label: 'Qui a validé un dossier peut remettre la clé',
    explanation: 'Chaque emploi est noté au journal avec son motif.',
    on: false,
  },
  'bill-fruitless-visit': {
    label: 'Un déplacement sans remise peut être facturé',
    explanation: 'Avec un motif, par le gestionnaire financier du centre de délivrance.',
    on: false,
  },
} satisfies Record<string, DataOf<'switch'>>;

export type DelayCode = keyof typeof defaultDelays;
export type SettingCode = keyof typeof defaultSettings;
export type SwitchCode = keyof typeof defaultSwitches;
