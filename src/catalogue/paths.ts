import type { Kind } from './kinds/kind-names.js';
import { definitions } from './kinds/kinds.js';

const base = '/catalogue';

/** Addresses of the administrator's pages. */
export const cataloguePaths = {
  kinds: base,
  kind: (kind: Kind): string => `${base}/${definitions[kind].slug}`,
  add: (kind: Kind): string => `${base}/${definitions[kind].slug}/ajout`,
  entry: (kind: Kind, code: string): string =>
    `${base}/${definitions[kind].slug}/${encodeURIComponent(code)}`,
  end: (kind: Kind, code: string): string =>
    `${base}/${definitions[kind].slug}/${encodeURIComponent(code)}/fin`,
} as const;
