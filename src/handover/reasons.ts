import { entryAt } from '#src/catalogue/index.js';
import type { Reason } from '#src/registration/index.js';
import type { Reader } from './store.js';

/** A reason of the catalogue for what follows by itself. */
export async function reasonByItself(db: Reader, code: string, at: Date, comment = ''): Promise<Reason> {
  const entry = await entryAt(db, 'reason', code, at);
  const { label = '', sentence = '', tip = null } = entry?.data ?? {};
  return { code, label, sentence, ...(tip ? { tip } : {}), comment };
}
