import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { type DataOf, definitions } from '#src/catalogue/kinds/kinds.js';

/**
 * The code of a new entry, from its name: « Clé perdue ou abîmée » gives `cle-perdue-ou-abimee`. A reason's begins
 * with its group, and a number follows where the code is taken.
 */
export function codeFor<K extends Kind>(kind: K, data: DataOf<K>, taken: ReadonlySet<string>): string {
  const name = (definitions[kind].name as (data: DataOf<K>) => string)(data);
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48);
  const group = kind === 'reason' ? `${(data as DataOf<'reason'>).group}.` : '';
  const stem = group + (words || 'entree');
  let code = stem;
  for (let number = 2; taken.has(code); number++) code = `${stem}-${number}`;
  return code;
}
