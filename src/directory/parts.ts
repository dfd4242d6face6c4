/** The parts of the procedure. A person may play several, in several bodies. */
export const parts = [
  'correspondent',
  'legal-representative',
  'holder',
  'certification-agent',
  'purchasing-officer',
  'registration-officer',
  'delivery-officer',
  'accountant',
  'administrator',
  'auditor',
] as const;

export type Part = (typeof parts)[number];

/** Who may have the next move: a part, the certification authority outside, or the calendar (a job, a date). */
export type Party = Part | 'certification-authority' | 'calendar';

/** Parts that are granted and ended on the page of roles; the others follow from an order. */
export const grantedParts = [
  'correspondent',
  'certification-agent',
  'purchasing-officer',
  'registration-officer',
  'delivery-officer',
  'accountant',
  'administrator',
  'auditor',
] as const satisfies readonly Part[];

export const partyNames: Readonly<Record<Party, string>> = {
  correspondent: 'correspondant',
  'legal-representative': 'représentant légal',
  holder: 'titulaire',
  'certification-agent': 'mandataire de certification',
  'purchasing-officer': 'gestionnaire des achats',
  'registration-officer': 'agent d’enregistrement',
  'delivery-officer': 'agent de délivrance',
  accountant: 'gestionnaire financier',
  administrator: 'administrateur',
  auditor: 'auditeur',
  'certification-authority': 'autorité de certification',
  calendar: 'calendrier',
};
