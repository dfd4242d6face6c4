import { sql } from 'kysely';
import type { Cursor } from './cursor.js';
import type { Database } from './database.js';

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

/** Jobs that failed, for good or until their next try: the most recent first. pg-boss keeps them a week. */
export async function listFailedJobs(
  db: Database,
  search: { readonly after?: Cursor | undefined; readonly limit: number },
): Promise<FailedJob[]> {
  const { after } = search;
  const { rows } = await sql<FailedJob>`
    SELECT id, name AS queue, data, state, retry_count + 1 AS tries, date_trunc('milliseconds', created_on) AS "createdAt",
           CASE WHEN state = 'failed' THEN coalesce(completed_on, created_on) ELSE start_after END AS "dueAt",
           coalesce(output->>'cause', output->>'message', output->'value'->>'message', 'Interrompu') AS cause
      FROM pgboss.job
     WHERE state IN ('failed', 'retry') AND name NOT LIKE '\\_\\_pgboss%'
       ${after ? sql`AND (date_trunc('milliseconds', created_on), id) < (${after.at}, ${after.id}::uuid)` : sql``}
     ORDER BY date_trunc('milliseconds', created_on) DESC, id DESC LIMIT ${search.limit}`.execute(db);
  return rows;
}
