import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { type Reason, returnedFor } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { closeMission } from './move-mission.js';

/** The correspondent takes the order back from the signatory: it goes where it came from, its link is closed. */
export async function takeBackOrder(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  return backFromSignature(act, id, 'take-back', 'order.taken-back', reason);
}

/** The legal representative does not sign: the reason goes to the correspondent. */
export async function declineToSign(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  return backFromSignature(act, id, 'decline-to-sign', 'order.signing-declined', reason);
}

async function backFromSignature(
  act: Act,
  id: string,
  step: 'take-back' | 'decline-to-sign',
  type: 'order.taken-back' | 'order.signing-declined',
  reason: Reason,
): Promise<true | Refusal> {
  const order = await openOrder(act, id, step);
  if (isRefusal(order)) return order;
  await closeMission(act, order.id);
  const returned = order.came_from === 'returned' ? returnedFor(order.reason) : undefined;
  await moveOrder(
    act,
    order,
    order.came_from ?? 'draft',
    type,
    { came_from: null, reason: returned ? { ...reason, returned } : reason },
    { reason: reason.code },
  );
  return true;
}
