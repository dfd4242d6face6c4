import type { Act } from '#src/platform/act.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { checkAnswers } from './check-answers.js';
import { receiveMission } from './move-mission.js';
import { moveOrder, openOrder } from './open-order.js';
import { refusals } from './refusals.js';
import { signaturesOf } from './signature-store.js';
import { coveredHash } from './terms.js';

/** A returned order goes back without a new signature, where nothing that the signature covers has changed. */
export async function sendAgain(act: Act, id: string): Promise<true | Refusal> {
  const order = await openOrder(act, id, 'send-again');
  if (isRefusal(order)) return order;
  const checked = checkAnswers(order.answers);
  if (!checked.complete) return refusals.answersIncomplete;
  const signed = (await signaturesOf(act.tx, order.id)).find(
    (each) => each.kind === 'signature' && order.documents_hash?.equals(each.documents_hash),
  );
  if (!signed || coveredHash(checked.answers) !== order.terms?.coveredHash)
    return refusals.signedAnswersChanged;
  const mission = await receiveMission(act, order);
  await moveOrder(
    act,
    order,
    'submitted',
    'order.submitted',
    { reason: null },
    { signature: signed.id, mission, again: true },
  );
  return true;
}
