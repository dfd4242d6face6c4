import { type RawBuilder, sql } from 'kysely';
import type { LineRow } from '#src/billing/rows.js';
import { tables } from '#src/billing/store.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/lists/search.js';

/** A line to invoice, as the list shows it. */
export type ListedLine = LineRow & { order_number: string; organisation_name: string };

/** The longest wait first. */
export const linePaging: Paging = { sorts: [{ key: 'depuis', by: 'instant' }] };

/** Lines of one body that await their invoice; `text`: beginning of the order's number, or words of the organisation's name. */
export function linesToIssue(
  db: Database,
  issuer: string,
  text: string,
  wanted: PageWanted,
): Promise<Page<ListedLine>> {
  return readPage(
    wanted,
    (line) => line.since,
    async (page) => {
      const { rows } = await sql<ListedLine>`
        SELECT l.*, o.number AS order_number, o.organisation_name
          FROM (${rowsOfPage(branchesOf(issuer, text), page)}) AS q
          JOIN billable_lines l ON l.id = q.id
          JOIN billed_order_facts o ON o.id = l.order_id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
}

/** How many await their invoice: from the kept counts, or of those found, up to the limit. */
export async function countLines(db: Database, issuer: string, text: string): Promise<Total> {
  if (text !== '') return countRows(db, branchesOf(issuer, text));
  return exactly((await countsOf(db, [issuer])).get('to-issue') ?? 0);
}

function branchesOf(issuer: string, text: string): Branch[] {
  return searches(text).map((where) => ({
    from: sql`billable_lines l`,
    id: sql`l.id`,
    value: sql`l.since`,
    owner: sql`l.issuer_id`,
    owners: issuer === '' ? [] : [issuer],
    among: { state: sql`l.state`, states: ['to-issue'] },
    where,
  }));
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const named = sql<boolean>`l.order_id IN (SELECT id FROM order_queue WHERE organisation_id IN (
    SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)}))`;
  return isNumber(text)
    ? [named, sql<boolean>`l.order_id IN (SELECT id FROM order_queue WHERE number LIKE ${begins(text)})`]
    : [named];
}

/** How many lines and invoices a body has in each state. */
export async function countsOf(db: Database, issuers: readonly string[]): Promise<Map<string, number>> {
  if (issuers.length === 0 || issuers.includes('')) return new Map();
  const rows = await tables(db)
    .selectFrom('billing_counts')
    .select(['state', (count) => count.fn.sum<string>('number').as('number')])
    .where('issuer_id', 'in', [...issuers])
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, Number(row.number)]));
}

/** The same of every issuer: for who reads the whole installation. */
export function countsByIssuer(db: Database): Promise<{ body: string; state: string; count: number }[]> {
  return tables(db)
    .selectFrom('billing_counts')
    .select(['issuer_id as body', 'state', 'number as count'])
    .execute();
}
