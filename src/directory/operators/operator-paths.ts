import type { OperatorKind } from '#src/directory/organisations/organisations.js';

const base = '/catalogue/chaine';

export const operatorSlugs = {
  'purchasing-body': 'acheteur',
  'delivery-centre': 'centres',
  'registration-office': 'bureaux',
} as const satisfies Record<OperatorKind, string>;

/** Addresses of the pages about the bodies of the relay: under the configuration, of which only the address is known. */
export const operatorPaths = {
  configuration: '/catalogue',
  list: base,
  add: (kind: OperatorKind): string => `${base}/${operatorSlugs[kind]}/ajout`,
  operator: (kind: OperatorKind, organisation: string): string =>
    `${base}/${operatorSlugs[kind]}/${organisation}`,
} as const;
