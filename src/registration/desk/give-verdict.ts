import { z } from 'zod';
import { commentInput, reasonGiven } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { documentsOf, insertVerdict } from '#src/registration/documents/document-store.js';
import { fileEvent } from '#src/registration/events.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { fileTable } from '#src/registration/holder-file.js';
import { partiesOnFile } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { FileDocument } from '#src/registration/rows.js';
import { lockFile } from '#src/registration/store.js';
import type { Reason } from '#src/registration/types.js';
import { separation } from './separation.js';

export const verdictInput = z
  .object({
    outcome: z.enum(['accepted', 'to-replace'], {
      error: 'Acceptez la pièce, ou demandez son remplacement.',
    }),
    reason: z.string().optional().default(''),
    comment: commentInput,
    /** SHA-256 of the bytes that the officer saw, and the verdict that stood beside them. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Rechargez la page, puis donnez votre verdict.'),
    verdict: z.string().optional().default(''),
  })
  .superRefine((value, context) => {
    if (value.outcome === 'to-replace' && value.reason === '') {
      context.addIssue({ code: 'custom', path: ['reason'], message: 'Choisissez le motif du remplacement.' });
    }
  });
type VerdictInput = z.output<typeof verdictInput>;

/**
 * Judges one piece of a submitted file. The verdict is bound to the bytes seen (rule 9): a piece replaced meanwhile,
 * or judged by somebody else, is shown again instead. Returns the file, and its pieces with their outcomes as they now are.
 */
export async function giveVerdict(
  act: Act,
  id: string,
  kind: string,
  input: VerdictInput,
): Promise<{ file: FileFacts; documents: FileDocument[] } | Refusal> {
  const facts = await lockFile(act.tx, id);
  if (!facts || act.actor.kind !== 'person') return notYourPart;
  const row = permit(fileTable, facts.state, 'validate', partiesOnFile(facts, act.actor));
  if (isRefusal(row)) return row;
  const refusal = separation(facts, act.actor);
  if (refusal) return refusal;
  const documents = await documentsOf(act.tx, id);
  const document = documents.find((each) => each.kind === kind);
  if (!document?.version_id || !document.sha256) return refusals.documentNotExpected;
  if (document.sha256.toString('hex') !== input.sha256) return refusals.documentReplaced;
  if ((document.verdict_id ?? '') !== input.verdict) return refusals.verdictGiven;
  const given =
    input.outcome === 'to-replace' ? await reasonGiven(act.tx, 'document-verdict', input, act.now) : null;
  if (isRefusal(given)) return given;
  const reason = given?.reason ?? null;
  const { outcome } = input;
  await keepVerdict(act, facts, document, act.actor.id, { outcome, reason });
  const judged = documents.map((each) => (each === document ? { ...each, outcome } : each));
  return { file: facts, documents: judged };
}

/** Keeps an officer's verdict on the version that is there, in the place of the one in force, and says so. */
export async function keepVerdict(
  act: Act,
  file: FileFacts,
  document: FileDocument,
  officerId: string,
  verdict: { readonly outcome: 'accepted' | 'to-replace'; readonly reason: Reason | null },
): Promise<void> {
  if (!document.version_id || !document.sha256) return;
  const { outcome, reason } = verdict;
  await insertVerdict(act.tx, {
    versionId: document.version_id,
    replaces: document.verdict_id,
    officerId,
    outcome,
    reason,
    seen: document.sha256,
    at: act.now,
  });
  await act.publish(
    fileEvent('document.judged', file, {
      kind: document.kind,
      outcome,
      sha256: document.sha256.toString('hex'),
      ...(reason ? { reason: reason.code } : {}),
    }),
  );
}
