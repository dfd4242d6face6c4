import { type TextCode, textAt } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';

/** Texts of the catalogue in force at the act's time, by code. */
export async function textsNow<C extends TextCode>(
  act: Act,
  codes: readonly C[],
): Promise<Record<C, string>> {
  const found = {} as Record<C, string>;
  for (const code of codes) found[code] = (await textAt(act.tx, code, act.now)).data.text;
  return found;
}
