import type { Database, Tx } from '#src/platform/database/database.js';
import type { HolderRow } from './rows.js';
import { tables } from './store.js';

export async function removeHolders(tx: Tx, orderId: string): Promise<void> {
  await tables(tx).deleteFrom('order_holders').where('order_id', '=', orderId).execute();
}

export async function insertHolders(
  tx: Tx,
  orderId: string,
  holders: readonly Omit<HolderRow, 'id' | 'order_id' | 'position'>[],
): Promise<void> {
  await tables(tx)
    .insertInto('order_holders')
    .values(holders.map((holder, index) => ({ ...holder, order_id: orderId, position: index + 1 })))
    .execute();
}

export function holdersOf(db: Database | Tx, orderId: string): Promise<HolderRow[]> {
  return tables(db)
    .selectFrom('order_holders')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
}
