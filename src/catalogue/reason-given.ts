import { z } from 'zod';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { entryAt } from './entry/entry.js';
import type { ReasonGroup } from './kinds/file-kinds.js';
import type { DataOf } from './kinds/kinds.js';

/** Why a step was taken, in the catalogue's words of its day: they are kept with the step. */
export interface GivenReason {
  readonly code: string;
  readonly label: string;
  /** Goes to the mail. */
  readonly sentence: string;
  /** How to mend it. */
  readonly tip?: string;
  readonly comment: string;
}

export const commentInput: z.ZodType<string, string | undefined> = z
  .string()
  .trim()
  .max(1000, 'Limitez le commentaire à 1 000 caractères.')
  .optional()
  .default('');

/** What every form that asks why has. */
export const reasonInput = z.object({
  reason: z.string({ error: 'Choisissez un motif.' }).min(1, 'Choisissez un motif.'),
  comment: commentInput,
});

/**
 * The reason that a form chose, of one group of the catalogue as it stands; with it what else the catalogue says of
 * it. Refused with the code `reason-unknown`, or `comment-missing`, which a page shows beside the comment.
 */
export async function reasonGiven(
  db: Database | Tx,
  group: ReasonGroup,
  given: { readonly reason: string; readonly comment: string },
  at: Date,
): Promise<{ readonly reason: GivenReason; readonly data: DataOf<'reason'> } | Refusal> {
  const entry = await entryAt(db, 'reason', given.reason, at);
  if (entry?.data.group !== group) return refuse('reason-unknown', 'Choisissez un motif de la liste.');
  const { code, data } = entry;
  if (data.needsComment && given.comment === '') {
    return refuse('comment-missing', 'Ce motif demande un commentaire : expliquez-le en une phrase.');
  }
  const { label, sentence, tip } = data;
  return { reason: { code, label, sentence, ...(tip ? { tip } : {}), comment: given.comment }, data };
}
