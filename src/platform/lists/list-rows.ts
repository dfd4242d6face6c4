import { type RawBuilder, sql } from 'kysely';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { keyset, type PageWanted } from './paging.js';

/**
 * Rows of a list that one index gives in its order: those of some owners, perhaps in some states, under a condition.
 * What is searched in several columns makes a branch for each, since a condition with OR rests on no index.
 */
export interface Branch {
  /** Table or view, with the alias that the rest names. */
  readonly from: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  /** What the list is sorted by. */
  readonly value: RawBuilder<unknown>;
  readonly owner: RawBuilder<unknown>;
  readonly owners: readonly string[];
  /** Of the owners: identifiers unless told. */
  readonly type?: 'uuid' | 'text';
  readonly among?: { readonly state: RawBuilder<unknown>; readonly states: readonly string[] } | undefined;
  readonly where: RawBuilder<unknown>;
}

/** `id` and `value` of a page's rows: each owner and state is read from its own index, no further than the page. */
export function rowsOfPage(branches: readonly Branch[], wanted: PageWanted): RawBuilder<unknown> {
  const { order, limit } = keyset(wanted, sql`value`, sql`id`);
  const each = branches.map((branch) => {
    const { from, id, value, owner, among, where } = branch;
    const page = keyset(wanted, value, id);
    return sql`SELECT each.* FROM unnest(${ownersOf(branch)}) AS owners (owner)
      ${among ? sql`CROSS JOIN unnest(${[...among.states]}::text[]) AS states (state)` : sql``}
      CROSS JOIN LATERAL (SELECT ${id} AS id, ${value} AS value FROM ${from}
         WHERE ${owner} = owners.owner ${among ? sql`AND ${among.state} = states.state` : sql``}
           AND ${where} AND ${page.beyond}
         ORDER BY ${page.order} LIMIT ${page.limit}) AS each`;
  });
  return sql`SELECT * FROM (${sql.join(each, sql` UNION `)}) AS found ORDER BY ${order} LIMIT ${limit}`;
}

/** How many rows all branches give, counted no further than one beyond the limit. */
export async function countRows(db: Database, branches: readonly Branch[]): Promise<Total> {
  const limit = countLimit + 1;
  const each = branches.map((branch) => {
    const { from, id, owner, among, where } = branch;
    return sql`SELECT * FROM (SELECT ${id} AS id FROM ${from} WHERE ${owner} = ANY(${ownersOf(branch)})
      ${among ? sql`AND ${among.state} = ANY(${[...among.states]}::text[])` : sql``} AND ${where}
      LIMIT ${limit}) AS branch`;
  });
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count
    FROM (SELECT * FROM (${sql.join(each, sql` UNION `)}) AS found LIMIT ${limit}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

function ownersOf({ owners, type = 'uuid' }: Branch): RawBuilder<unknown> {
  return sql`${[...owners]}::${sql.raw(type)}[]`;
}
