import { entryAt } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/act.js';

/** Texts of the catalogue in force at the act's time, by code; a code without a text gives an empty one. */
export async function textsNow<C extends string>(act: Act, codes: readonly C[]): Promise<Record<C, string>> {
  const found = {} as Record<C, string>;
  for (const code of codes) found[code] = (await entryAt(act.tx, 'text', code, act.now))?.data.text ?? '';
  return found;
}
