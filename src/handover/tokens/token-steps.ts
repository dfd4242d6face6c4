import { z } from 'zod';
import { reasonGiven, reasonInput } from '#src/catalogue/index.js';
import { refusals } from '#src/handover/refusals.js';
import type { TokenRow } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import {
  byItself,
  fileTable,
  moveCertificate,
  moveHolderFile,
  type Reason,
} from '#src/registration/index.js';
import { fileFacts, isAwaited, moveLockedToken, moveToken } from './move-token.js';
import { lockToken } from './token-store.js';

export const reportInput = reasonInput.extend({
  what: z.enum(['lost', 'damaged'], { error: 'Dites si la clé est perdue ou abîmée.' }),
});
export const destroyInput = reasonInput.extend({
  method: z
    .string({ error: 'Dites comment la clé a été détruite.' })
    .min(3, 'Dites comment la clé a été détruite.')
    .max(300, 'Écrivez au plus 300 caractères.'),
  witness: z
    .string({ error: 'Dites devant qui la clé a été détruite.' })
    .min(3, 'Dites devant qui la clé a été détruite.')
    .max(120, 'Écrivez au plus 120 caractères.'),
});

type Outcome = Promise<TokenRow | Refusal>;

/** Lost, stolen or damaged: its file goes on with a new certificate and a new key. */
export async function reportToken(act: Act, id: string, input: z.output<typeof reportInput>): Outcome {
  const given = await reasonGiven(act.tx, 'token-reported', input, act.now);
  if (isRefusal(given)) return given;
  const moved = await moveToken(act, id, 'report', { to: input.what, reason: given.reason });
  return isRefusal(moved) ? moved : afterLoss(act, moved, given.reason);
}

export async function destroyToken(act: Act, id: string, input: z.output<typeof destroyInput>): Outcome {
  const given = await reasonGiven(act.tx, 'token-destroyed', input, act.now);
  if (isRefusal(given)) return given;
  const { method, witness } = input;
  const moved = await moveToken(act, id, 'destroy', { reason: given.reason, record: { method, witness } });
  return isRefusal(moved) ? moved : afterLoss(act, moved, given.reason);
}

/** Back to the authority: the key of a file that has ended or refused it, a damaged one, one that turned up. */
export async function sendTokenBack(act: Act, id: string, input: z.output<typeof reasonInput>): Outcome {
  const before = await lockToken(act.tx, id);
  if (!before) return notYourPart;
  if (before.state === 'received' && isAwaited(await fileFacts(act, before.file_id), before))
    return refusals.tokenExpected;
  const given = await reasonGiven(act.tx, 'token-sent-back', input, act.now);
  return isRefusal(given) ? given : moveLockedToken(act, before, 'send-back', { reason: given.reason });
}

/** The holder's file asks for another key; a reopened file does so at its next validation. */
async function afterLoss(act: Act, token: TokenRow, reason: Reason): Outcome {
  const file = await fileFacts(act, token.file_id);
  if (!file || !isAwaited(file, token)) return token;
  const lost = fileTable.rows.find((row) => row.step === 'lose-token');
  const moved = lost?.from.includes(file.state)
    ? await moveHolderFile(byItself(act), file.id, 'lose-token', { reason, about: { token: token.id } })
    : await moveCertificate(byItself(act), token.certificate_id, 'revoke', {
        reason: { ...reason, code: 'token-gone' },
      });
  return isRefusal(moved) ? moved : token;
}
