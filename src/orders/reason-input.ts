import { z } from 'zod';
import { entryAt, type ReasonGroup } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/act.js';
import { type Refusal, refuse } from '#src/platform/refusal.js';
import type { Reason } from './types.js';

export const reasonInput = z.object({
  reason: z.string({ error: 'Choisissez un motif.' }).min(1, 'Choisissez un motif.'),
  comment: z.string().trim().max(1000, 'Limitez le commentaire à 1 000 caractères.').optional().default(''),
});

/** The reason chosen, with the words that the catalogue has for it today; they are kept with the step. */
export async function reasonGiven(
  act: Act,
  group: ReasonGroup,
  input: z.output<typeof reasonInput>,
): Promise<Reason | Refusal> {
  const entry = await entryAt(act.tx, 'reason', input.reason, act.now);
  if (entry?.data.group !== group) return refuse('reason-unknown', 'Choisissez un motif de la liste.');
  if (entry.data.needsComment && input.comment === '') {
    return refuse('comment-missing', 'Ce motif demande un commentaire : expliquez-le en une phrase.');
  }
  return { code: entry.code, label: entry.data.label, sentence: entry.data.sentence, comment: input.comment };
}
