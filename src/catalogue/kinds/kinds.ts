import { documentKind, reasonKind, textKind } from './file-kinds.js';
import type { DataOfFields } from './kind.js';
import type { Kind } from './kind-names.js';
import { issuerKind, missionKind, productKind, supplierKind, usageKind } from './offer-kinds.js';
import { delayKind, settingKind, switchKind } from './rule-kinds.js';

/** Every kind of the catalogue, in the order of the administrator's list. */
export const definitions = {
  supplier: supplierKind,
  product: productKind,
  mission: missionKind,
  issuer: issuerKind,
  usage: usageKind,
  document: documentKind,
  reason: reasonKind,
  text: textKind,
  delay: delayKind,
  setting: settingKind,
  switch: switchKind,
} as const satisfies Record<Kind, unknown>;

/** What an entry of a kind holds. Amounts in cents, days as 'YYYY-MM-DD'. */
export type DataOf<K extends Kind> = DataOfFields<(typeof definitions)[K]['fields']>;

export function kindWithSlug(slug: string): Kind | undefined {
  return (Object.keys(definitions) as Kind[]).find((kind) => definitions[kind].slug === slug);
}
