import { sql } from 'kysely';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import type { OrderState, OrderStep } from '#src/orders/order.js';
import { refusals } from '#src/orders/refusals.js';
import { voidSignatures } from '#src/orders/signature/signature-store.js';
import { authorityQueue } from '#src/orders/transmission/certification-authority.js';
import type { Reason } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { closeMission } from './move-mission.js';

/** The purchasing body does not take the order. */
export async function refuseOrder(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  return end(act, id, 'refuse', 'refused', 'order.refused', reason);
}

/** The organisation gives the order up; followers abandon its files, tell authority and offices. */
export async function withdrawOrder(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  return end(act, id, 'withdraw', 'withdrawn', 'order.withdrawn', reason);
}

/** The purchasing body, or the end of the supplier's contract, gives it up: the same follows. */
export async function cancelOrder(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  return end(act, id, 'cancel', 'cancelled', 'order.cancelled', reason);
}

/** By itself, after two warnings without an answer. */
export async function lapseOrder(act: Act, id: string): Promise<true | Refusal> {
  return end(act, id, 'lapse', 'lapsed', 'order.lapsed');
}

async function end(
  act: Act,
  id: string,
  step: OrderStep,
  to: OrderState,
  type: `order.${string}`,
  reason?: Reason,
): Promise<true | Refusal> {
  const order = await openOrder(act, id, step);
  if (isRefusal(order)) return order;
  if (await keyHandedOver(act, order.id)) return refusals.keyAlreadyHandedOver;
  await voidSignatures(act.tx, order.id, ['countersignature'], act.now);
  await closeMission(act, order.id);
  const change = { ended_at: act.now, ...(reason ? { reason } : {}) };
  await moveOrder(act, order, to, type, change, reason ? { reason: reason.code } : {});
  // Of an order that was sent, the authority is told.
  if (order.sending) await act.queue(authorityQueue, { order: order.id });
  return true;
}

/** Read from the order's own chain of the journal, so that the earliest slice needs nothing of a later one. */
async function keyHandedOver(act: Act, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM journal_lines
    WHERE chain = ${`order:${id}`} AND type = 'file.handed-over' LIMIT 1`.execute(act.tx);
  return rows.length > 0;
}

/**
 * Told by registration when a holder's file ends: the order is complete when none is left open. The order is locked
 * before they are counted, so that of two files that end at once the later sees the earlier, and so that a key handed
 * over and an order called off wait for each other.
 */
export async function holderEnded(act: Act, id: string, openFiles: () => Promise<number>): Promise<void> {
  const order = await openOrder({ ...act, actor: calendar }, id, 'complete');
  if (isRefusal(order) || (await openFiles()) > 0) return;
  await moveOrder(act, order, 'completed', 'order.completed', { ended_at: act.now });
}
