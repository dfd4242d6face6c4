export type { GivenReason as Reason } from '#src/catalogue/index.js';
export { type Situation, situations } from '#src/orders/index.js';

export const identityKinds = ['identity-card', 'passport', 'residence-permit'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const identityNames: Readonly<Record<IdentityKind, string>> = {
  'identity-card': 'Carte nationale d’identité',
  passport: 'Passeport',
  'residence-permit': 'Titre de séjour',
};
