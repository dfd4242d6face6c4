import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#src/platform/database.js';
import {
  firstOfEach,
  type Keyset,
  keyset,
  type Page,
  type PageWanted,
  type Paging,
  readPage,
} from '#src/platform/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/search.js';
import { countLimit } from '#src/platform/state-counts.js';
import { exactly, type Total, upToLimit } from '#src/platform/totals.js';
import { type LineRow, tables } from './store.js';

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
      const { order, limit } = keyset(page, sql`value`, sql`id`);
      const { rows } = await sql<ListedLine>`
        SELECT l.*, o.number AS order_number, o.organisation_name
          FROM (SELECT * FROM (${matching(issuer, text, keyset(page, sql`l.since`, sql`l.id`))}) AS found
                 ORDER BY ${order} LIMIT ${limit}) AS q
          JOIN billable_lines l ON l.id = q.id
          JOIN billed_order_facts o ON o.id = l.order_id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
}

/** How many await their invoice: from the kept counts, or of those found, up to the limit. */
export async function countLines(db: Database, issuer: string, text: string): Promise<Total> {
  if (text === '') return exactly((await countsOf(db, [issuer])).get('to-issue') ?? 0);
  const every = { beyond: sql<boolean>`true`, order: sql`l.since`, limit: countLimit + 1 };
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    SELECT id FROM (${matching(issuer, text, every)}) AS found LIMIT ${countLimit + 1}) AS counted`.execute(
    db,
  );
  return upToLimit(rows[0]?.count ?? 0);
}

function matching(issuer: string, text: string, page: Keyset): RawBuilder<unknown> {
  const partition = {
    owner: sql`l.issuer_id`,
    owners: issuer === '' ? [] : [issuer],
    state: sql`l.state`,
    states: ['to-issue'],
  };
  return sql.join(
    searches(text).map((where) =>
      firstOfEach(sql`billable_lines l`, [partition], {
        id: sql`l.id`,
        value: sql`l.since`,
        where,
        keyset: page,
      }),
    ),
    sql` UNION `,
  );
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
