import { sql } from 'kysely';
import { delayAt } from '#src/catalogue/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { type InvoiceState, invoiceTable, kindNames } from './invoice/invoice.js';
import { billingPaths } from './paths.js';
import { issuersOf, nobody } from './store.js';
import type { LineKind } from './types.js';
import { whoseTurnOfInvoice } from './whose-turn.js';

/** What awaits an accountant: a line to issue, an invoice to send, one whose due date has passed. */
interface AwaitingInvoice {
  readonly href: string;
  /** Words of the button: « Émettre la facture ». */
  readonly label: string;
  /** « Certificats, commande 2026-35-0001 ». */
  readonly what: string;
  readonly organisation: string;
  readonly since: Date;
  readonly until: Date | undefined;
  readonly late: boolean;
}

/**
 * What awaits a person in billing, the longest wait first. An invoice sent waits for its payment on its own page;
 * it comes into this list the day after it is due.
 */
export async function awaitingInvoices(
  db: Database,
  actor: Person,
  now: Date,
  limit: number,
): Promise<AwaitingInvoice[]> {
  const issuers = [...issuersOf(actor), nobody];
  const { rows } = await sql<{
    id: string;
    kind: LineKind;
    state: InvoiceState;
    since: Date;
    due_on: string | null;
    order_number: string;
    organisation_name: string;
  }>`
    (SELECT l.id, l.kind, l.state, l.since, NULL::date AS due_on, o.number AS order_number, o.organisation_name
       FROM billable_lines l JOIN billed_order_facts o ON o.id = l.order_id
      WHERE l.issuer_id = ANY(${issuers}::uuid[]) AND l.state = 'to-issue' ORDER BY l.since, l.id LIMIT ${limit})
    UNION ALL
    (SELECT i.id, i.kind, i.state, i.since, i.due_on, i.order_number, i.organisation_name
       FROM invoice_facts i
      WHERE i.issuer_id = ANY(${issuers}::uuid[]) AND i.state = 'issued' ORDER BY i.id LIMIT ${limit})
    UNION ALL
    (SELECT i.id, i.kind, i.state, i.since, i.due_on, i.order_number, i.organisation_name
       FROM invoice_facts i
      WHERE i.issuer_id = ANY(${issuers}::uuid[]) AND i.state = 'sent' AND i.due_on < ${parisDay(now)}
      ORDER BY i.due_on, i.id LIMIT ${limit})
    ORDER BY since, id LIMIT ${limit}`.execute(db);
  const delay = await delayAt(db, 'invoice-issue', now);
  return rows.map((row) => {
    const { state, since, due_on: dueOn } = row;
    const { until, late } = whoseTurnOfInvoice({ state, since, ...(dueOn ? { dueOn } : {}) }, delay, now);
    return {
      href: pageOf[state as keyof typeof pageOf](row.id),
      label: labelOf(state),
      what: `${kindNames[row.kind]}, commande ${row.order_number}`,
      organisation: row.organisation_name,
      since,
      until,
      late,
    };
  });
}

const pageOf = {
  'to-issue': billingPaths.line,
  issued: billingPaths.invoice,
  sent: billingPaths.invoice,
} as const;

/** The words of the one next step. */
function labelOf(state: InvoiceState): string {
  return invoiceTable.rows.find((row) => row.move === 'next' && row.from.includes(state))?.label ?? '';
}
