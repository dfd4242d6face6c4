import { z } from 'zod';
import {
  type AuthorityReason,
  type Entry,
  entryAt,
  type ReasonGroup,
  reasonsAt,
} from '#src/catalogue/index.js';
import { type Refusal, refuse } from '#src/platform/refusal.js';
import type { Reason } from '#src/registration/index.js';
import type { Reader } from './store.js';

export type ReasonChoice = Entry<'reason'>;

const reason = z.string({ error: 'Choisissez un motif.' }).min(1, 'Choisissez un motif.');
const comment = z
  .string()
  .trim()
  .max(1000, 'Limitez le commentaire à 1 000 caractères.')
  .optional()
  .default('');

export const suspendInput = z.object({ reason, comment });

export const revokeInput = suspendInput.extend({
  understood: z.literal('oui', { error: 'Confirmez que vous avez compris : la révocation est définitive.' }),
});

export function reasonChoices(db: Reader, group: ReasonGroup, at: Date): Promise<ReasonChoice[]> {
  return reasonsAt(db, group, at);
}

/** The reason chosen, in the catalogue's words of today, with what the authority publishes of it. */
export async function reasonGiven(
  db: Reader,
  group: ReasonGroup,
  given: { readonly reason: string; readonly comment: string },
  at: Date,
): Promise<{ readonly reason: Reason; readonly authorityReason: AuthorityReason } | Refusal> {
  const entry = await entryAt(db, 'reason', given.reason, at);
  if (entry?.data.group !== group) return refuse('reason-unknown', 'Choisissez un motif de la liste.');
  const { label, sentence, tip, needsComment, authorityReason } = entry.data;
  if (needsComment && given.comment === '') {
    return refuse('comment-missing', `Ce motif demande un commentaire : « ${label} ».`);
  }
  return {
    reason: { code: entry.code, label, sentence, ...(tip ? { tip } : {}), comment: given.comment },
    authorityReason: authorityReason ?? 'unspecified',
  };
}
