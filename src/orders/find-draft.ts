import { personOf, type Web, type WebContext } from '#src/platform/web.js';
import { partsIn } from './parts-in-order.js';
import type { FoundOrder } from './rows.js';
import { findOrder } from './store.js';

/** The order, where the person prepares it and it is still to be prepared. */
export async function findDraft(web: Web, c: WebContext): Promise<FoundOrder | undefined> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order || !['draft', 'returned'].includes(order.state)) return undefined;
  const parts = partsIn(order, actor);
  return parts.includes('correspondent') || parts.includes('purchasing-officer') ? order : undefined;
}
