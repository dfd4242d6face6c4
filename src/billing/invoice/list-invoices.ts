import { type RawBuilder, sql } from 'kysely';
import { countsOf } from '#src/billing/lines/list-lines.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/lists/search.js';
import { type IssuedState, issuedStates } from './invoice.js';

export interface InvoiceFilters {
  /** `late`: sent, and past its due date. */
  readonly state?: IssuedState | 'late' | undefined;
  /** Beginning of the number of the invoice or of the order, or words of the organisation's name. */
  readonly text?: string | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

/** The latest invoice first. */
export const invoicePaging: Paging = {
  sorts: [
    { key: 'numero', by: 'identifier', down: true },
    { key: 'echeance', by: 'day' },
  ],
};

/** A page of a body's invoices. */
export function listInvoices(
  db: Database,
  issuer: string,
  filters: InvoiceFilters,
  wanted: PageWanted,
  today: Day,
): Promise<Page<InvoiceFacts>> {
  return readPage(
    wanted,
    (invoice) => invoice.due_on,
    async (page) => {
      const { rows } = await sql<InvoiceFacts>`
        SELECT o.* FROM (${rowsOfPage(branchesOf(issuer, filters, today), page)}) AS q
          JOIN invoice_facts o ON o.id = q.id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
}

/** How many there are: from the kept counts where no more than a state is chosen, else up to the limit. */
export async function countInvoices(
  db: Database,
  issuer: string,
  filters: InvoiceFilters,
  today: Day,
): Promise<Total> {
  const { state, text, from, until } = filters;
  if (!text && !from && !until && state !== 'late') {
    const counts = await countsOf(db, [issuer]);
    const states: readonly IssuedState[] = state ? [state] : issuedStates;
    return exactly(states.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0));
  }
  return countRows(db, branchesOf(issuer, filters, today));
}

function branchesOf(issuer: string, filters: InvoiceFilters, today: Day): Branch[] {
  const { state, from, until, text = '' } = filters;
  const conditions = [
    ...(state === 'late' ? [sql`i.due_on < ${today}::date`] : []),
    ...(from ? [sql`i.issued_on >= ${from}::date`] : []),
    ...(until ? [sql`i.issued_on <= ${until}::date`] : []),
  ];
  return searches(text).map((search) => ({
    from: sql`invoices i`,
    id: sql`i.id`,
    value: sql`i.due_on`,
    owner: sql`i.issuer_id`,
    owners: issuer === '' ? [] : [issuer],
    among: state && { state: sql`i.state`, states: [state === 'late' ? 'sent' : state] },
    where: sql.join([search, ...conditions], sql` AND `),
  }));
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const named = sql<boolean>`i.buyer_id IN (SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)})`;
  return isNumber(text)
    ? [
        named,
        sql<boolean>`i.number LIKE ${begins(text.toUpperCase())}`,
        sql<boolean>`i.order_id IN (SELECT id FROM order_queue WHERE number LIKE ${begins(text)})`,
      ]
    : [named];
}
