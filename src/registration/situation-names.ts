import type { Situation } from './types.js';

export const situationNames: Readonly<Record<Situation, string>> = {
  'legal-representative': 'Représentant légal (maire, président)',
  'elected-member': 'Élu ayant une délégation',
  agent: 'Agent',
};
