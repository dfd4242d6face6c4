export { type Situation, situations } from '#src/orders/index.js';

/** Why a step was taken: an entry of the catalogue of reasons, its words then, a comment. */
export interface Reason {
  readonly code: string;
  readonly label: string;
  /** Goes to the mail. */
  readonly sentence: string;
  /** How to mend it. */
  readonly tip?: string;
  readonly comment: string;
}

export const identityKinds = ['identity-card', 'passport', 'residence-permit'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const identityNames: Readonly<Record<IdentityKind, string>> = {
  'identity-card': 'Carte nationale d’identité',
  passport: 'Passeport',
  'residence-permit': 'Titre de séjour',
};
