import type { Party } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Json } from '#src/platform/acts/journal.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type OrderState, type OrderStep, orderTable } from './order.js';
import { partsIn } from './parts-in-order.js';
import type { FoundOrder, OrderRow } from './rows.js';
import { lockOrder, lockOrderById, updateOrder } from './store.js';

/** Locks an order for a step: what the actor may not see or do does not exist, what no longer fits is refused. */
export async function openOrder(act: Act, id: string, step: OrderStep): Promise<FoundOrder | Refusal> {
  const { actor } = act;
  const order =
    actor.kind === 'person' ? await lockOrder(act.tx, actor, id) : await lockOrderById(act.tx, id);
  if (!order) return notYourPart;
  const parties: Party[] =
    actor.kind === 'person'
      ? partsIn(order, actor)
      : [actor.kind === 'calendar' ? 'calendar' : 'certification-authority'];
  const row = permit(orderTable, order.state, step, parties);
  return isRefusal(row) ? row : order;
}

/** Moves an order to its next state and says so. */
export async function moveOrder(
  act: Act,
  order: Pick<OrderRow, 'id' | 'state'>,
  to: OrderState,
  type: `order.${string}`,
  change: Partial<OrderRow> = {},
  data: Readonly<Record<string, Json>> = {},
): Promise<void> {
  await updateOrder(act.tx, order.id, { ...change, state: to, since: act.now, warned: 0 });
  await act.publish({ type, about: { order: order.id }, data: { from: order.state, to, ...data } });
}
