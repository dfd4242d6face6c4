import { sql } from 'kysely';
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

/** Whether a holder of another name has this address in another order that has not ended (rule 2). */
export async function sharesAddress(
  db: Database | Tx,
  orderId: string,
  holder: { readonly email: string; readonly givenName: string; readonly surname: string },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM order_holders h JOIN orders o ON o.id = h.order_id
    WHERE h.email = ${holder.email} AND o.id <> ${orderId} AND o.ended_at IS NULL
      AND lower(f_unaccent(h.given_name || ' ' || h.surname))
          <> lower(f_unaccent(${`${holder.givenName} ${holder.surname}`})) LIMIT 1`.execute(db);
  return rows.length > 0;
}
