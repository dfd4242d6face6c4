import { type Kysely, sql } from 'kysely';
import { type Actor, bodiesOf } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { BillingTables, HandoverFacts, LineRow, OrderFacts } from './rows.js';

export type Reader = Database | Tx;

export function tables(db: Reader): Kysely<BillingTables> {
  return db.withTables<BillingTables>() as unknown as Kysely<BillingTables>;
}

/** `IN ()` is no SQL: an identifier that nobody has stands in for the empty list. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** The bodies whose invoices a person keeps; a session of a door keeps none. */
export function issuersOf(actor: Actor): string[] {
  return bodiesOf(actor, 'accountant');
}

/** A line of one's own body, locked until the act ends. */
export function lockLine(tx: Tx, actor: Actor, id: string): Promise<LineRow | undefined> {
  return tables(tx)
    .selectFrom('billable_lines')
    .selectAll()
    .where('id', '=', id)
    .where('issuer_id', 'in', [...issuersOf(actor), nobody])
    .forUpdate()
    .executeTakeFirst();
}

export async function updateLine(tx: Tx, id: string, change: Partial<LineRow>): Promise<void> {
  await tables(tx)
    .updateTable('billable_lines')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function orderFacts(db: Reader, id: string): Promise<OrderFacts> {
  return tables(db)
    .selectFrom('billed_order_facts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export function handoverFacts(db: Reader, id: string): Promise<HandoverFacts> {
  return tables(db).selectFrom('handover_facts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The handovers that a line counts, with their holders. */
export function handoversOfLine(
  db: Reader,
  lineId: string,
): Promise<{ number: string; given_names: string; surname: string }[]> {
  return tables(db)
    .selectFrom('billable_line_handovers as b')
    .innerJoin('handover_facts as h', 'h.id', 'b.handover_id')
    .innerJoin('file_facts as f', 'f.id', 'h.file_id')
    .select(['h.number', 'f.given_names', 'f.surname'])
    .where('b.line_id', '=', lineId)
    .orderBy('h.at')
    .orderBy('h.id')
    .execute();
}
