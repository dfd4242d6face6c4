import { partsIn } from '#src/orders/parts-in-order.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { findOrder } from '#src/orders/store.js';
import { personOf, type Web, type WebContext } from '#src/platform/web/web.js';

/** The order, where the person prepares it and it is still to be prepared. */
export async function findDraft(web: Web, c: WebContext): Promise<FoundOrder | undefined> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order || !['draft', 'returned'].includes(order.state)) return undefined;
  const parts = partsIn(order, actor);
  return parts.includes('correspondent') || parts.includes('purchasing-officer') ? order : undefined;
}
