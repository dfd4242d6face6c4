import { checkAnswers } from '#src/orders/draft/check-answers.js';
import { coveredHash } from '#src/orders/draft/terms.js';
import { receiveMission } from '#src/orders/examination/move-mission.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { refusals } from '#src/orders/refusals.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { signaturesOf } from './signature-store.js';

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
