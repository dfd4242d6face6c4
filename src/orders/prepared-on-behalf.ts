import { operatorOf } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Database } from '#src/platform/database/database.js';
import { partsIn } from './parts-in-order.js';
import type { FoundOrder, OrderRow } from './rows.js';

/**
 * Who fills in an order, or asks for its signature, neither examines nor countersigns it, whatever part they did it in.
 * A purchasing officer who is no correspondent does so for the organisation: it is said on the order, and in the journal.
 */
export async function preparedBy(
  act: Act,
  order: FoundOrder,
): Promise<Partial<Pick<OrderRow, 'prepared_by' | 'completed_on_behalf'>>> {
  const { actor } = act;
  if (actor.kind !== 'person' || actor.id === order.author_id || order.prepared_by.includes(actor.id))
    return {};
  const onBehalf = !partsIn(order, actor).includes('correspondent');
  if (onBehalf) {
    await act.publish({ type: 'order.prepared-on-behalf', about: { order: order.id }, data: {} });
  }
  return {
    prepared_by: [...order.prepared_by, actor.id],
    ...(onBehalf ? { completed_on_behalf: true } : {}),
  };
}

/** « Saisie par Mégalis Bretagne pour Commune d’Acigné », where it was; officers are named to nobody. */
export async function onBehalfWords(db: Database, order: FoundOrder): Promise<string | undefined> {
  if (!order.entered_on_behalf && !order.completed_on_behalf) return undefined;
  const buyer = await operatorOf(db, order.purchasing_body_id, 'purchasing-body');
  const done = order.entered_on_behalf ? 'Saisie' : 'Complétée';
  return `${done} par ${buyer?.shortName ?? 'l’organisme acheteur'} pour ${order.organisation_name}`;
}
