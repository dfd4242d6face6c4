import { type Entry, entryAt, type ReasonGroup, reasonsAt } from '#src/catalogue/index.js';
import { type Refusal, refuse } from '#src/platform/refusal.js';
import type { Reason } from '#src/registration/index.js';
import { commentMissing } from './refusals.js';
import type { Reader } from './store.js';

export type ReasonChoice = Entry<'reason'>;

export function reasonChoices(db: Reader, group: ReasonGroup, at: Date): Promise<ReasonChoice[]> {
  return reasonsAt(db, group, at);
}

/** The reason chosen, in the catalogue's words of today; `excused` tells absences apart. */
export async function reasonGiven(
  db: Reader,
  group: ReasonGroup,
  given: { readonly reason: string; readonly comment: string },
  at: Date,
): Promise<{ reason: Reason; excused: boolean } | Refusal> {
  const entry = await entryAt(db, 'reason', given.reason, at);
  if (entry?.data.group !== group) return refuse('reason-unknown', 'Choisissez un motif de la liste.');
  const { label, sentence, tip, needsComment, excused } = entry.data;
  if (needsComment && given.comment === '') return commentMissing(label);
  const reason = { code: entry.code, label, sentence, ...(tip ? { tip } : {}), comment: given.comment };
  return { reason, excused };
}

/** A reason of the catalogue for what follows by itself. */
export async function reasonByItself(db: Reader, code: string, at: Date, comment = ''): Promise<Reason> {
  const entry = await entryAt(db, 'reason', code, at);
  const { label = '', sentence = '', tip = null } = entry?.data ?? {};
  return { code, label, sentence, ...(tip ? { tip } : {}), comment };
}
