import { operatorOf } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Database } from '#src/platform/database/database.js';
import { partsIn } from './parts-in-order.js';
import type { FoundOrder, OrderRow } from './rows.js';

/**
 * A purchasing officer who fills in an order, or asks for its signature, does so for the organisation: it is said on
 * the order, once in the journal, and keeps them from examining it.
 */
export async function preparedBy(
  act: Act,
  order: FoundOrder,
): Promise<Partial<Pick<OrderRow, 'prepared_by'>>> {
  const { actor } = act;
  if (actor.kind !== 'person' || partsIn(order, actor).includes('correspondent')) return {};
  if (order.prepared_by.includes(actor.id)) return {};
  await act.publish({ type: 'order.prepared-on-behalf', about: { order: order.id }, data: {} });
  return { prepared_by: [...order.prepared_by, actor.id] };
}

/** « Saisie par Mégalis Bretagne pour Commune d’Acigné », where it was; officers are named to nobody. */
export async function onBehalfWords(db: Database, order: FoundOrder): Promise<string | undefined> {
  if (order.prepared_by.length === 0) return undefined;
  const buyer = await operatorOf(db, order.purchasing_body_id, 'purchasing-body');
  const done = order.entered_on_behalf ? 'Saisie' : 'Complétée';
  return `${done} par ${buyer?.shortName ?? 'l’organisme acheteur'} pour ${order.organisation_name}`;
}
