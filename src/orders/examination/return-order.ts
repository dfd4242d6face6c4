import { z } from 'zod';
import { reasonInput } from '#src/catalogue/index.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { voidSignatures } from '#src/orders/signature/signature-store.js';
import type { Reason } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { closeMission } from './move-mission.js';

/** Besides the reason, one sentence for each field to mend, named as in the form: `fields.holders.0.email`. */
export const returnOrderInput = reasonInput.extend({
  mend: z
    .array(z.object({ field: z.string().max(60), sentence: z.string().trim().max(300) }))
    .optional()
    .default([])
    .transform((list) =>
      Object.fromEntries(list.filter((each) => each.sentence).map((each) => [each.field, each.sentence])),
    ),
});

/** Sends the order back to the organisation with what to mend; a countersignature is void, the request closed. */
export async function returnOrder(act: Act, id: string, reason: Reason): Promise<true | Refusal> {
  const order = await openOrder(act, id, 'return');
  if (isRefusal(order)) return order;
  await voidSignatures(act.tx, order.id, ['countersignature'], act.now);
  await closeMission(act, order.id);
  await moveOrder(
    act,
    order,
    'returned',
    'order.returned',
    { reason, examined_by: null, examined_hash: null },
    { reason: reason.code, fields: Object.keys(reason.fields ?? {}) },
  );
  return true;
}
