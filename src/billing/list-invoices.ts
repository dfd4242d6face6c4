import { sql } from 'kysely';
import type { Database } from '#src/platform/database.js';
import type { Day } from '#src/platform/working-time.js';
import type { IssuedState } from './invoice.js';
import { matches, pageSize } from './list-lines.js';
import { type InvoiceFacts, tables } from './store.js';

export interface InvoiceFilters {
  /** `late`: sent, and past its due date. */
  readonly state?: IssuedState | 'late' | undefined;
  /** Number of the invoice or of the order, or words of the organisation's name. */
  readonly text?: string | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

export type InvoiceSort = 'numero' | 'echeance';

export interface InvoicePage {
  readonly sort: InvoiceSort;
  readonly down: boolean;
  /** Due date and identifier of the last row seen. */
  readonly after?: { readonly due: Day; readonly id: string } | undefined;
}

/** Past this many, a filtered count says « plus de 1 000 ». */
export const countLimit = 1000;

const filtered = (db: Database, issuer: string, filters: InvoiceFilters, today: Day) => {
  let query = tables(db)
    .selectFrom('invoice_facts as o')
    .where('o.issuer_id', '=', issuer)
    .$if(filters.from !== undefined, (q) => q.where('o.issued_on', '>=', filters.from ?? ''))
    .$if(filters.until !== undefined, (q) => q.where('o.issued_on', '<=', filters.until ?? ''));
  if (filters.state === 'late') {
    query = query.where('o.state', '=', 'sent').where('o.due_on', '<', today);
  } else if (filters.state) query = query.where('o.state', '=', filters.state);
  if (filters.text) {
    const text = filters.text;
    query = query.where(
      sql<boolean>`(o.order_number ILIKE ${`${text.replace(/[%_\\]/g, '')}%`} OR ${matches(text, sql`o.number`)})`,
    );
  }
  return query;
};

/** A page of a body's invoices, and whether more follow. */
export async function listInvoices(
  db: Database,
  issuer: string,
  filters: InvoiceFilters,
  page: InvoicePage,
  today: Day,
): Promise<{ rows: InvoiceFacts[]; more: boolean }> {
  const { sort, down, after } = page;
  let query = filtered(db, issuer, filters, today).selectAll('o');
  const beyond = sql.raw(down ? '<' : '>');
  if (after) {
    query = query.where(
      sort === 'numero'
        ? sql<boolean>`o.id ${beyond} ${after.id}::uuid`
        : sql<boolean>`(o.due_on, o.id) ${beyond} (${after.due}::date, ${after.id}::uuid)`,
    );
  }
  const direction = down ? 'desc' : 'asc';
  if (sort === 'echeance') query = query.orderBy('o.due_on', direction);
  const rows = await query
    .orderBy('o.id', direction)
    .limit(pageSize + 1)
    .execute();
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** How many match, counted no further than the limit. */
export async function countInvoices(
  db: Database,
  issuer: string,
  filters: InvoiceFilters,
  today: Day,
): Promise<number> {
  const some = filtered(db, issuer, filters, today)
    .select('o.id')
    .limit(countLimit + 1);
  const { count } = await (db as never as ReturnType<typeof tables>)
    .selectFrom(some.as('some'))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
