import { sql } from 'kysely';
import type { Cursor } from '#src/platform/cursor.js';
import type { Database } from '#src/platform/database.js';
import { type LineRow, tables } from './store.js';

export const pageSize = 50;

/** A line to invoice, as the list shows it. */
export type ListedLine = LineRow & { order_number: string; organisation_name: string };

/** Lines of one body that await their invoice, the longest first, and whether more follow. */
export async function linesToIssue(
  db: Database,
  issuer: string,
  filters: { readonly text?: string | undefined; readonly after?: Cursor | undefined },
): Promise<{ rows: ListedLine[]; more: boolean }> {
  let query = tables(db)
    .selectFrom('billable_lines as l')
    .innerJoin('billed_order_facts as o', 'o.id', 'l.order_id')
    .selectAll('l')
    .select(['o.number as order_number', 'o.organisation_name'])
    .where('l.issuer_id', '=', issuer)
    .where('l.state', '=', 'to-issue');
  if (filters.text) query = query.where(matches(filters.text, sql`o.number`));
  if (filters.after) {
    query = query.where(sql<boolean>`(l.since, l.id) > (${filters.after.at}, ${filters.after.id}::uuid)`);
  }
  const rows = await query
    .orderBy('l.since')
    .orderBy('l.id')
    .limit(pageSize + 1)
    .execute();
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** A number as written, or words of the organisation's name. */
export function matches(text: string, number: ReturnType<typeof sql>): ReturnType<typeof sql<boolean>> {
  const words = text.replace(/[%_\\]/g, '');
  return sql<boolean>`(${number} ILIKE ${`${words}%`}
    OR o.organisation_search LIKE '%' || lower(f_unaccent(${words})) || '%')`;
}

/** How many lines and invoices a body has in each state. */
export async function countsOf(db: Database, issuers: readonly string[]): Promise<Map<string, number>> {
  if (issuers.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('billing_counts')
    .select(['state', (count) => count.fn.sum<string>('number').as('number')])
    .where('issuer_id', 'in', [...issuers])
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, Number(row.number)]));
}
