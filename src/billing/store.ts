import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Terms } from '#src/orders/index.js';
import { type Actor, bodiesOf, type Person } from '#src/platform/actor.js';
import type { Database, Tx } from '#src/platform/database.js';
import type { Day } from '#src/platform/working-time.js';
import type { VatRegime, VatShare } from './amounts.js';
import type { IssuedState } from './invoice.js';
import type { BuyerSnapshot, IssuerSnapshot, LineKind, LineSnapshot, LineState, Reason } from './types.js';

export type LineRow = {
  id: string;
  issuer_id: string;
  order_id: string;
  appointment_id: string;
  kind: LineKind;
  state: LineState;
  since: Date;
  created_at: Date;
  version: number;
  quantity: number;
  quantity_reason: string;
  label: string;
  unit_price: number;
  vat_regime: VatRegime;
  vat_per_mille: number;
  vat_mention: string;
  delivered_on: Day;
  engagement_number: string;
  service_code: string;
  reason: Reason | null;
};

export type InvoiceRow = {
  id: string;
  issuer_id: string;
  buyer_id: string;
  order_id: string;
  line_id: string;
  year: number;
  sequence: number;
  number: string;
  state: IssuedState;
  since: Date;
  version: number;
  issued_at: Date;
  issued_by: string;
  issued_on: Day;
  delivered_on: Day;
  due_on: Day;
  issuer: IssuerSnapshot;
  buyer: BuyerSnapshot;
  lines: readonly LineSnapshot[];
  vat_breakdown: readonly VatShare[];
  net: number;
  vat: number;
  gross: number;
  file_id: string;
  sent_at: Date | null;
  sent_to: string[];
  paid_on: Day | null;
};

export type CreditNoteRow = {
  id: string;
  issuer_id: string;
  invoice_id: string;
  year: number;
  sequence: number;
  number: string;
  issued_at: Date;
  issued_by: string;
  issued_on: Day;
  reason: Reason;
  billable_again: boolean;
  file_id: string;
};

/** A row of the view `invoice_facts`. */
export type InvoiceFacts = Omit<InvoiceRow, 'year' | 'sequence' | 'issued_by'> & {
  kind: LineKind;
  appointment_id: string;
  order_number: string;
  author_id: string;
  entered_on_behalf: boolean;
  organisation_name: string;
  organisation_search: string;
  credit_number: string | null;
  credited_on: Day | null;
  credit_reason: Reason | null;
  billable_again: boolean | null;
  credit_file_id: string | null;
};

/** What is read of an order: the view `billed_order_facts`. */
export type OrderFacts = {
  id: string;
  number: string;
  organisation_id: string;
  organisation_name: string;
  siret: string | null;
  address: string;
  postal_code: string;
  city: string;
  purchasing_body_id: string;
  author_id: string;
  entered_on_behalf: boolean;
  answers: {
    readonly billing?: { readonly engagementNumber?: string; readonly serviceCode?: string };
    readonly correspondent?: { readonly email?: string };
  };
  terms: Terms | null;
};

/** What is read of handovers and visits: the views `handover_facts`, `appointment_facts` and `file_facts`. */
export type HandoverFacts = {
  id: string;
  number: string;
  at: Date;
  file_id: string;
  order_id: string;
  appointment_id: string;
  delivery_centre_id: string;
};
export type AppointmentFacts = {
  id: string;
  state: string;
  starts_at: Date | null;
  place: string;
  delivery_centre_id: string;
  handed_over: number;
  order_id: string | null;
};

export type BillingTables = {
  billable_lines: LineRow;
  billable_line_handovers: { handover_id: string; line_id: string };
  invoice_counters: { issuer_id: string; series: Series; year: number; last: number; last_on: Day };
  invoices: InvoiceRow;
  credit_notes: CreditNoteRow;
  billing_counts: { issuer_id: string; state: string; number: number };
  invoice_batches: { id: string; issuer_id: string; person_id: string; at: Date };
  invoice_batch_lines: {
    batch_id: string;
    position: number;
    line_id: string;
    invoice_id: string | null;
    refusal: string | null;
  };
  invoice_facts: InvoiceFacts;
  billed_order_facts: OrderFacts;
  handover_facts: HandoverFacts;
  appointment_facts: AppointmentFacts;
  file_facts: { id: string; given_names: string; surname: string };
};

export type Series = 'invoice' | 'credit-note';
export type Reader = Database | Tx;

export function tables(db: Reader): Kysely<BillingTables> {
  return db.withTables<BillingTables>() as unknown as Kysely<BillingTables>;
}

/** For a column jsonb: pg would write an array as one of PostgreSQL. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}

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

/** `IN ()` is no SQL: an identifier that nobody has stands in for the empty list. */
export const nobody = '00000000-0000-0000-0000-000000000000';

export async function updateLine(tx: Tx, id: string, change: Partial<LineRow>): Promise<void> {
  await tables(tx)
    .updateTable('billable_lines')
    .set({ ...change, version: sql`version + 1` } as never)
    .where('id', '=', id)
    .execute();
}

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
    .set({ ...change, version: sql`version + 1` } as never)
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

/**
 * The invoices that a person may see, as a condition on `i`: those of the bodies whose accountant they are, and
 * those of the orders that they follow as correspondent of the organisation or as author.
 */
export function visibleTo(actor: Person): RawBuilder<boolean> {
  return sql<boolean>`(i.issuer_id = ANY(${issuersOf(actor)}::uuid[])
    OR i.buyer_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR i.author_id = ${actor.door === null ? actor.id : nobody} AND NOT i.entered_on_behalf)`;
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
