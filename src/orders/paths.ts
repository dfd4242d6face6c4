import type { Section } from './answers.js';

const base = '/commandes';

/** Last word of the address of each section's page. */
export const sectionSlugs: Readonly<Record<Section, string>> = {
  organisation: 'organisme',
  correspondent: 'correspondant',
  holders: 'titulaires',
  signatory: 'signataire',
  billing: 'facturation',
};

/** Addresses of the slice's pages. */
export const orderPaths = {
  list: base,
  start: `${base}/nouvelle`,
  order: (id: string): string => `${base}/${id}`,
  thread: (id: string): string => `${base}/${id}/fil`,
  section: (id: string, section: Section): string => `${base}/${id}/${sectionSlugs[section]}`,
  /** The same, opened from the check page, to which it then leads back. */
  sectionFromCheck: (id: string, section: Section): string =>
    `${base}/${id}/${sectionSlugs[section]}?depuis=verification`,
  /** Where the preparation goes on: the first section to complete, or the check. */
  resume: (id: string): string => `${base}/${id}/suite`,
  check: (id: string): string => `${base}/${id}/verification`,
  askForSignature: (id: string): string => `${base}/${id}/demande-de-signature`,
  sendAgain: (id: string): string => `${base}/${id}/renvoi`,
  sign: (id: string): string => `${base}/${id}/signature`,
  signatureCode: (id: string): string => `${base}/${id}/signature/code`,
  document: (id: string, document: OrderDocument): string => `${base}/${id}/documents/${document}.pdf`,
  examine: (id: string): string => `${base}/${id}/examen`,
  countersign: (id: string): string => `${base}/${id}/contreseing`,
  transmit: (id: string): string => `${base}/${id}/transmission`,
  authorityAnswer: (id: string): string => `${base}/${id}/reponse-de-l-autorite`,
  acknowledgeMission: (id: string): string => `${base}/${id}/mission/acceptation`,
  reasoned: (id: string, step: ReasonedStep): string => `${base}/${id}/${reasonedSlugs[step]}`,
} as const;

export const orderDocuments = [
  'annexe-4bis',
  'demande-de-mission',
  'feuille-de-signature',
  'feuille-de-contreseing',
] as const;
export type OrderDocument = (typeof orderDocuments)[number];

/** Steps that ask for a reason, each on a page of its own. */
export const reasonedSlugs = {
  'take-back': 'reprise',
  'decline-to-sign': 'refus-de-signer',
  return: 'retour',
  refuse: 'refus',
  withdraw: 'retrait',
  cancel: 'annulation',
  'record-refusal': 'refus-de-l-autorite',
  'decline-mission': 'mission/refus',
} as const;
export type ReasonedStep = keyof typeof reasonedSlugs;
