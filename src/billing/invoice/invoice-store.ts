import { type RawBuilder, sql } from 'kysely';
import type { InvoiceFacts, InvoiceRow, Series } from '#src/billing/rows.js';
import { issuersOf, nobody, type Reader, tables } from '#src/billing/store.js';
import { type Actor, bodiesOf, leftBy, type Person } from '#src/platform/acts/actor.js';
import type { Tx } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';

/** An invoice of one's own body, locked until the act ends. */
export function lockInvoice(tx: Tx, actor: Actor, id: string): Promise<InvoiceRow | undefined> {
  return tables(tx)
    .selectFrom('invoices')
    .selectAll()
    .where('id', '=', id)
    .where('issuer_id', 'in', [...issuersOf(actor), nobody])
    .forUpdate()
    .executeTakeFirst();
}

export async function updateInvoice(
  tx: Tx,
  id: string,
  change: Partial<Pick<InvoiceRow, 'state' | 'since' | 'sent_at' | 'sent_to' | 'paid_on'>>,
): Promise<void> {
  await tables(tx)
    .updateTable('invoices')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/**
 * Takes the next number of an issuer's series in the year of that day. The counter's row stays locked until the
 * transaction ends: one that rolls back, or dies, leaves no gap, and two that come together wait for each other.
 * The day is never before that of the number before.
 */
export async function takeNumber(
  tx: Tx,
  issuerId: string,
  series: Series,
  today: Day,
): Promise<{ year: number; sequence: number; on: Day }> {
  const year = Number(today.slice(0, 4));
  const row = await tables(tx)
    .insertInto('invoice_counters')
    .values({ issuer_id: issuerId, series, year, last: 1, last_on: today })
    .onConflict((conflict) =>
      conflict.columns(['issuer_id', 'series', 'year']).doUpdateSet({
        last: sql`invoice_counters.last + 1`,
        last_on: sql`greatest(invoice_counters.last_on, excluded.last_on)`,
      }),
    )
    .returning(['last', 'last_on'])
    .executeTakeFirstOrThrow();
  return { year, sequence: row.last, on: row.last_on };
}

/**
 * The invoices that a person may see, as a condition on `i`: those of the bodies whose accountant they are, and
 * those of the orders that they follow as correspondent of the organisation or as author.
 */
function visibleTo(actor: Person): RawBuilder<boolean> {
  return sql<boolean>`(i.issuer_id = ANY(${issuersOf(actor)}::uuid[])
    OR i.buyer_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR i.author_id = ${actor.door === null ? actor.id : nobody} AND NOT i.entered_on_behalf
      AND i.buyer_id <> ALL(${leftBy(actor)}::uuid[]))`;
}

/** An invoice, if the person may see it. */
export function findInvoice(db: Reader, actor: Person, id: string): Promise<InvoiceFacts | undefined> {
  return tables(db)
    .selectFrom('invoice_facts as i')
    .selectAll('i')
    .where('i.id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst();
}

/** An invoice of a body whose accountant the person is. */
export function findOwnInvoice(db: Reader, actor: Person, id: string): Promise<InvoiceFacts | undefined> {
  return tables(db)
    .selectFrom('invoice_facts as i')
    .selectAll('i')
    .where('i.id', '=', id)
    .where('i.issuer_id', 'in', [...issuersOf(actor), nobody])
    .executeTakeFirst();
}

/** Invoices of an order that a person may see, in the order of their making. */
export function invoicesOfOrder(db: Reader, actor: Person, orderId: string): Promise<InvoiceFacts[]> {
  return tables(db)
    .selectFrom('invoice_facts as i')
    .selectAll('i')
    .where('i.order_id', '=', orderId)
    .where(visibleTo(actor))
    .orderBy('i.id')
    .execute();
}
