import { type RawBuilder, sql } from 'kysely';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import {
  firstPage,
  keyset,
  type Page,
  type PageWanted,
  type Paging,
  readPage,
} from '#src/platform/lists/paging.js';

export interface FailedJob {
  readonly id: string;
  readonly queue: string;
  readonly data: unknown;
  /** `retry`: it failed and waits for its next try. */
  readonly state: 'failed' | 'retry';
  readonly tries: number;
  readonly createdAt: Date;
  /** When it failed last, or when the next try is due. */
  readonly dueAt: Date;
  readonly cause: string;
}

/** The most recent first. */
export const jobPaging: Paging = { sorts: [{ key: 'depuis', by: 'instant', down: true }] };

/** What the product's own queues hold that failed: for good, until the next try, or either. */
function failing(state: FailedJob['state'] | undefined): RawBuilder<unknown> {
  return sql`pgboss.job WHERE state IN (${state ? sql`${state}` : sql`'failed', 'retry'`})
    AND name NOT LIKE '\\_\\_pgboss%'`;
}

/** What pg-boss itself writes of a try that never came back, in French. */
const interrupted = sql`CASE output->'value'->>'message'
  WHEN 'job heartbeat timeout' THEN 'Le service s’est arrêté pendant cet essai'
  WHEN 'job timed out' THEN 'Cet essai a duré trop longtemps' END`;

/** Jobs that failed. pg-boss keeps them a week: the table stays small. */
export function listFailedJobs(
  db: Database,
  state?: FailedJob['state'],
  wanted: PageWanted = firstPage(jobPaging),
): Promise<Page<FailedJob>> {
  return readPage(
    wanted,
    (job) => job.createdAt,
    async (page) => {
      // pg-boss writes with the database's clock, to the microsecond
      const { beyond, order, limit } = keyset(page, sql`date_trunc('milliseconds', created_on)`, sql`id`);
      const { rows } = await sql<FailedJob>`
        SELECT id, name AS queue, data, state, retry_count + 1 AS tries, date_trunc('milliseconds', created_on) AS "createdAt",
               CASE WHEN state = 'failed' THEN coalesce(completed_on, created_on) ELSE start_after END AS "dueAt",
               coalesce(output->>'cause', ${interrupted}, output->>'message', output->'value'->>'message', 'Interrompu') AS cause
          FROM ${failing(state)} AND ${beyond} ORDER BY ${order} LIMIT ${limit}`.execute(db);
      return rows;
    },
  );
}

export async function countFailedJobs(db: Database, state?: FailedJob['state']): Promise<Total> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    SELECT 1 FROM ${failing(state)} LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

/** Locks a job that failed for good; false where it does not stand so, or no longer. */
export async function lockFailedJob(
  tx: Tx,
  job: { readonly queue: string; readonly id: string },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM pgboss.job
    WHERE name = ${job.queue} AND id = ${job.id} AND state = 'failed' FOR UPDATE`.execute(tx);
  return rows.length > 0;
}
