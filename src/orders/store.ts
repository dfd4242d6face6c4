import { type Kysely, sql } from 'kysely';
import { bodiesOf, leftBy, type Person } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import { isUuid } from '#src/platform/uuid.js';
import type { FoundOrder, OrderRow, OrderTables } from './rows.js';

export function tables(db: Database | Tx): Kysely<OrderTables> {
  return db.withTables<OrderTables>() as unknown as Kysely<OrderTables>;
}

/** That a signature stands: whoever was asked in vain has no part in an order that was taken back. */
export const signed = sql<boolean>`EXISTS (SELECT FROM signatures s
  WHERE s.order_id = o.id AND s.kind = 'signature' AND s.void_at IS NULL)`;

/**
 * The orders that a person may see, as a condition on `o`: rule 13 rests on it. A session of a door sees the one
 * order that the door names.
 */
function visibleTo(actor: Person): ReturnType<typeof sql<boolean>> {
  if (actor.door !== null) {
    return sql<boolean>`(${actor.door} = 'order:' || o.id AND o.signatory_email = ${actor.email}
      AND (o.state = 'to-sign' OR ${signed}))`;
  }
  return sql<boolean>`(o.author_id = ${actor.id} AND NOT o.entered_on_behalf
       AND o.organisation_id <> ALL(${leftBy(actor)}::uuid[])
    OR o.organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR o.signatory_email = ${actor.email} AND (o.state = 'to-sign' OR ${signed})
    OR o.purchasing_body_id = ANY(${[...bodiesOf(actor, 'purchasing-officer'), ...bodiesOf(actor, 'accountant')]}::uuid[])
       AND (o.state = 'to-sign' OR o.submitted_at IS NOT NULL OR o.entered_on_behalf)
    OR o.delivery_centre_id = ANY(${[...bodiesOf(actor, 'delivery-officer'), ...bodiesOf(actor, 'accountant')]}::uuid[])
       AND o.submitted_at IS NOT NULL)`;
}

const orderWithOrganisation = (db: Database | Tx) =>
  tables(db)
    .selectFrom('orders as o')
    .innerJoin('organisations as g', 'g.id', 'o.organisation_id')
    .selectAll('o')
    .select([
      'g.name as organisation_name',
      'g.siret as organisation_siret',
      'g.siren as organisation_siren',
      'g.siret_presumed',
      'g.department',
    ]);

/** The order, if the person may see it. */
export async function findOrder(
  db: Database | Tx,
  actor: Person,
  id: string,
): Promise<FoundOrder | undefined> {
  if (!isUuid(id)) return undefined;
  return orderWithOrganisation(db).where('o.id', '=', id).where(visibleTo(actor)).executeTakeFirst();
}

/** The same, with the row locked until the act ends. */
export async function lockOrder(tx: Tx, actor: Person, id: string): Promise<FoundOrder | undefined> {
  if (!isUuid(id)) return undefined;
  return orderWithOrganisation(tx)
    .where('o.id', '=', id)
    .where(visibleTo(actor))
    .forUpdate('o')
    .executeTakeFirst();
}

/** For jobs, the calendar and the authority's answers: no person asks. */
export async function lockOrderById(tx: Tx, id: string): Promise<FoundOrder | undefined> {
  if (!isUuid(id)) return undefined;
  return orderWithOrganisation(tx).where('o.id', '=', id).forUpdate('o').executeTakeFirst();
}

/** The order whoever asks: for jobs and neighbours that have judged access themselves. */
export async function findOrderFacts(db: Database | Tx, id: string): Promise<FoundOrder | undefined> {
  if (!isUuid(id)) return undefined;
  return orderWithOrganisation(db).where('o.id', '=', id).executeTakeFirst();
}

export async function nextNumber(tx: Tx, year: number, department: string): Promise<string> {
  const row = await tables(tx)
    .insertInto('order_counters')
    .values({ year, department, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['year', 'department']).doUpdateSet({ last: sql`order_counters.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${year}-${department}-${String(row.last).padStart(4, '0')}`;
}

export async function insertOrder(
  tx: Tx,
  order: Pick<
    OrderRow,
    | 'number'
    | 'author_id'
    | 'entered_on_behalf'
    | 'organisation_id'
    | 'purchasing_body_id'
    | 'delivery_centre_id'
    | 'answers'
    | 'created_at'
  >,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('orders')
    .values({ ...order, answers: json(order.answers), state: 'draft', since: order.created_at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Saves what an act changed; every save makes a new version. */
export async function updateOrder(tx: Tx, id: string, change: Partial<OrderRow>): Promise<void> {
  const jsonColumns = ['answers', 'terms', 'reason'] as const;
  const values: Record<string, unknown> = { ...change };
  for (const column of jsonColumns) if (change[column]) values[column] = json(change[column]);
  await tables(tx)
    .updateTable('orders')
    .set({ ...values, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Orders that the purchasing body has and that have not ended, oldest first. */
export async function ordersWithBuyer(db: Database | Tx): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('orders')
    .select('id')
    .where('state', 'in', ['submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

/** Orders that wait for their organisation, oldest first. */
export async function ordersAsleep(db: Database | Tx): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('orders')
    .select('id')
    .where('state', 'in', ['draft', 'to-sign', 'returned'])
    .orderBy('since')
    .execute();
  return rows.map((row) => row.id);
}
