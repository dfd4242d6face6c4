import { randomUUID } from 'node:crypto';
import { currentMission } from '#src/orders/examination/mission-store.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { refusals } from '#src/orders/refusals.js';
import type { OrderRow } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { authorityQueue } from './certification-authority.js';

/**
 * Sends the order to the certification authority, by a job whose repetition is harmless: the authority knows the
 * key of this sending. An order that it refused is sent again under another key, as another question. Needs the
 * mission of the delivery centre to be acknowledged.
 */
export async function transmitOrder(act: Act, id: string): Promise<true | Refusal> {
  const order = await openOrder(act, id, 'transmit');
  if (isRefusal(order)) return order;
  const mission = await currentMission(act.tx, order.id);
  if (mission?.state !== 'acknowledged') return refusals.missionNotAcknowledged;
  await act.queue(authorityQueue, { order: order.id });
  await moveOrder(act, order, 'sent', 'order.sent', { sending: randomUUID() });
  return true;
}

/** The key of its latest sending; orders sent before there were keys went under their own identifier. */
export function sendingOf(order: Pick<OrderRow, 'id' | 'sending'>): string {
  return order.sending ?? order.id;
}
