import { z } from 'zod';
import { holdersOf } from '#src/orders/holder-store.js';
import { namedCorrespondent } from '#src/orders/named-correspondent.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { refusals } from '#src/orders/refusals.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Tx } from '#src/platform/database/database.js';
import { signatoryNeedsConfirmation, vouchFor } from './vouch-for.js';

export const examineOrderInput = z.object({
  /** Hash of the documents that the page showed: the examination is bound to it. */
  documents: z.string(),
  signatoryConfirmed: z.literal('oui').optional(),
});

/** A purchasing officer has read both forms and found them right; an unknown signatory's address is confirmed here. */
export async function examineOrder(
  act: Act,
  actor: Person,
  id: string,
  input: z.output<typeof examineOrderInput>,
): Promise<true | Refusal> {
  const order = await openOrder(act, id, 'examine');
  if (isRefusal(order)) return order;
  if (await isOwnOrder(act.tx, order, actor)) return refusals.ownOrder;
  if (order.documents_hash?.toString('hex') !== input.documents) return refusals.documentsChanged;
  const confirmed = input.signatoryConfirmed === 'oui';
  if ((await signatoryNeedsConfirmation(act.tx, order)) && !confirmed) return refusals.signatoryToConfirm;
  await moveOrder(
    act,
    order,
    'examined',
    'order.examined',
    {
      examined_by: actor.id,
      examined_hash: order.documents_hash,
      ...(confirmed ? { signatory_confirmed_by: actor.id } : {}),
    },
    { documents: input.documents, signatoryConfirmed: confirmed },
  );
  await vouchFor(act, order);
  return true;
}

/** No officer examines or countersigns an order in which they had another part: preparing, signing, following, holding. */
export async function isOwnOrder(tx: Tx, order: FoundOrder, actor: Person): Promise<boolean> {
  if (order.author_id === actor.id || order.prepared_by.includes(actor.id)) return true;
  if ([order.signatory_email, namedCorrespondent(order)?.email].includes(actor.email)) return true;
  return (await holdersOf(tx, order.id)).some((holder) => holder.email === actor.email);
}
