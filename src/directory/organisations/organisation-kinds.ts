/** What kinds of public bodies order, and who signs for each by law. */
export const organisationKinds = {
  commune: { label: 'Commune', representative: 'maire' },
  epci: { label: 'Intercommunalité', representative: 'président' },
  ccas: { label: 'Centre d’action sociale (CCAS, CIAS)', representative: 'président' },
  syndicate: { label: 'Syndicat', representative: 'président' },
  department: { label: 'Département ou région', representative: 'président' },
  management: { label: 'Centre de gestion', representative: 'président' },
  rescue: { label: 'Service d’incendie et de secours', representative: 'président' },
  housing: { label: 'Office public de l’habitat', representative: 'directeur général' },
  school: { label: 'Collège ou lycée', representative: 'chef d’établissement' },
  health: { label: 'Établissement de santé ou médico-social', representative: 'directeur' },
  chamber: { label: 'Chambre consulaire', representative: 'président' },
  other: { label: 'Autre établissement public', representative: 'représentant légal' },
} as const;

export type OrganisationKind = keyof typeof organisationKinds;
