/** What an installation configures with dates: see `kinds.ts` for the fields of each. */
export const kinds = [
  'supplier',
  'product',
  'mission',
  'issuer',
  'usage',
  'document',
  'reason',
  'text',
  'delay',
  'setting',
  'switch',
] as const;

export type Kind = (typeof kinds)[number];
