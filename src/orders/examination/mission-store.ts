import type { MissionRow } from '#src/orders/rows.js';
import { tables } from '#src/orders/store.js';
import type { Reason } from '#src/orders/types.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';

/** The mission request of the last signature. */
export function currentMission(db: Database | Tx, orderId: string): Promise<MissionRow | undefined> {
  return tables(db)
    .selectFrom('missions')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function insertMission(
  tx: Tx,
  mission: Pick<MissionRow, 'order_id' | 'delivery_centre_id' | 'state' | 'since'>,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('missions')
    .values(mission)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateMission(
  tx: Tx,
  id: string,
  change: Pick<MissionRow, 'state' | 'since'> & { reason?: Reason },
): Promise<void> {
  await tables(tx)
    .updateTable('missions')
    .set({ ...change, reason: json(change.reason) })
    .where('id', '=', id)
    .execute();
}

/** Missions that a delivery centre has not answered yet. */
export function missionsAwaiting(db: Database | Tx): Promise<MissionRow[]> {
  return tables(db)
    .selectFrom('missions')
    .selectAll()
    .where('state', '=', 'received')
    .orderBy('since')
    .execute();
}
