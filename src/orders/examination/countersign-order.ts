import { z } from 'zod';
import { settingAt } from '#src/catalogue/index.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { refusals } from '#src/orders/refusals.js';
import { insertSignature } from '#src/orders/signature/signature-store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { isOwnOrder } from './examine-order.js';

export const countersignOrderInput = z.object({ documents: z.string() });

/**
 * Signs for the purchasing body the very documents that were examined. Where the setting says so, by another
 * person than the one who examined.
 */
export async function countersignOrder(
  act: Act,
  actor: Person,
  id: string,
  input: z.output<typeof countersignOrderInput>,
): Promise<true | Refusal> {
  const order = await openOrder(act, id, 'countersign');
  if (isRefusal(order)) return order;
  if (await isOwnOrder(act.tx, order, actor)) return refusals.ownOrder;
  const hash = order.documents_hash;
  if (!hash || hash.toString('hex') !== input.documents || !order.examined_hash?.equals(hash)) {
    return refusals.examinedOtherVersion;
  }
  const otherPerson = await settingAt(act.tx, 'countersigned-by-another', act.now);
  if (otherPerson && order.examined_by === actor.id) return refusals.sameOfficer;
  const signature = await insertSignature(act.tx, {
    order_id: order.id,
    kind: 'countersignature',
    person_id: actor.id,
    name: actor.name,
    function: 'Pour l’organisme acheteur, par délégation',
    email: actor.email,
    at: act.now,
    level: 'session',
    documents_hash: hash,
    acceptances: [],
  });
  await moveOrder(
    act,
    order,
    'accepted',
    'order.countersigned',
    {},
    { signature, documents: input.documents },
  );
  return true;
}
