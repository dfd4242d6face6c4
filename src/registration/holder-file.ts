import type { Party } from '#src/directory/index.js';
import type { Row, Table } from '#src/platform/acts/steps.js';
import { deskRows } from './holder-file-desk.js';
import { endRows } from './holder-file-ends.js';
import { visitRows } from './holder-file-visit.js';

export const fileStates = [
  'waiting',
  'invited',
  'in-progress',
  'submitted',
  'to-correct',
  'validated',
  'to-arrange',
  'proposed',
  'scheduled',
  'to-reissue',
  'handed-over',
  'rejected',
  'abandoned',
  'lapsed',
] as const;
export type FileState = (typeof fileStates)[number];

export type FileStep =
  | 'invite'
  | 'correct-address'
  | 'fill-in'
  | 'submit'
  | 'ask-for-corrections'
  | 'validate'
  | 'reject'
  | 'reopen'
  | 'propose'
  | 'none-suits'
  | 'hand-back'
  | 'offer-times'
  | 'agree'
  | 'move'
  | 'cancel-appointment'
  | 'miss'
  | 'hand-over'
  | 'refuse-data'
  | 'lose-token'
  | 'reissue'
  | 'abandon'
  | 'lapse';

export type FileRow = Row<FileState, Party, FileStep>;

/** The holder's file: from the invitation to the key in hand. Its rows stand by stage, in the files beside this one. */
export const fileTable: Table<FileState, Party, FileStep> = {
  subject: 'le dossier',
  title: 'Dossier du titulaire',
  words: {
    waiting: 'en attente de l’invitation',
    invited: 'ouvert au titulaire, pas encore commencé',
    'in-progress': 'en cours de saisie',
    submitted: 'à contrôler',
    'to-correct': 'à corriger',
    validated: 'validé, rendez-vous à proposer',
    'to-arrange': 'validé, disponibilités à donner',
    proposed: 'validé, horaires proposés',
    scheduled: 'validé, rendez-vous fixé',
    'to-reissue': 'en attente d’un nouveau certificat',
    'handed-over': 'clos, clé remise',
    rejected: 'rejeté',
    abandoned: 'abandonné',
    lapsed: 'expiré',
  },
  ends: ['handed-over', 'rejected', 'abandoned', 'lapsed'],
  rest: [],
  rows: [...deskRows, ...visitRows, ...endRows],
};
