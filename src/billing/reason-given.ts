import { z } from 'zod';
import { entryAt, type ReasonGroup } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/act.js';
import type { Refusal } from '#src/platform/refusal.js';
import { refusals } from './refusals.js';
import type { Reason } from './types.js';

export const reasonFields = {
  reason: z.string({ error: 'Choisissez un motif.' }).min(1, 'Choisissez un motif.'),
  comment: z.string().trim().max(1000, 'Limitez le commentaire à 1 000 caractères.').optional().default(''),
};

/** The reason chosen, with the words that the catalogue has for it today; they are kept with the step. */
export async function reasonGiven(
  act: Act,
  group: ReasonGroup,
  given: { readonly reason: string; readonly comment: string },
): Promise<Reason | Refusal> {
  const entry = await entryAt(act.tx, 'reason', given.reason, act.now);
  if (entry?.data.group !== group) return refusals.reasonUnknown;
  if (entry.data.needsComment && given.comment === '') return refusals.commentMissing;
  return { code: entry.code, label: entry.data.label, sentence: entry.data.sentence, comment: given.comment };
}
