import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '#src/platform/database/database.js';

/** What is counted by body and state; the body is that whose officers see the list. */
type CountedKind =
  | 'bought-order'
  | 'delivered-order'
  | 'bought-file'
  | 'delivered-file'
  | 'mission'
  | 'token'
  | 'appointment';

/** How many things stand in each state in these bodies, this very transaction included. */
export async function stateCounts(
  db: Database | Tx,
  kind: CountedKind,
  bodies: readonly string[],
): Promise<Map<string, number>> {
  if (bodies.length === 0) return new Map();
  const { rows } = await sql<{ state: string; count: number }>`
    SELECT state, sum(count)::integer AS count FROM state_counts_now
     WHERE kind = ${kind} AND body = ANY(${[...bodies]}::uuid[]) GROUP BY state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

export interface BodyCount {
  readonly kind: string;
  readonly body: string;
  readonly state: string;
  readonly count: number;
}

/** The same of every body: for who reads the whole installation. */
export async function countsByBody(db: Database | Tx, kinds: readonly CountedKind[]): Promise<BodyCount[]> {
  const { rows } = await sql<BodyCount>`SELECT kind, body, state, sum(count)::integer AS count
    FROM state_counts_now WHERE kind = ANY(${[...kinds]}::text[]) GROUP BY kind, body, state`.execute(db);
  return rows;
}

/** How many stand in some of the states, as an expression: for who counts several things in one statement. */
export function countOfStates(
  kind: CountedKind,
  bodies: readonly string[],
  states: readonly string[],
): RawBuilder<number> {
  return sql<number>`(SELECT coalesce(sum(count), 0)::integer FROM state_counts_now
    WHERE kind = ${kind} AND body = ANY(${[...bodies]}::uuid[]) AND state = ANY(${[...states]}::text[]))`;
}

/** The sum of some of the states. */
export function countIn(counts: ReadonlyMap<string, number>, states: readonly string[]): number {
  return states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
}

/** Adds the changes noted by steps to the counts, so that few are left to add up when a page asks. */
export async function foldStateCounts(db: Database | Tx): Promise<void> {
  await sql`WITH taken AS (DELETE FROM state_count_changes RETURNING kind, body, state, change)
    INSERT INTO state_counts AS c (kind, body, state, count)
    SELECT kind, body, state, sum(change) FROM taken GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (kind, body, state) DO UPDATE SET count = c.count + EXCLUDED.count`.execute(db);
}

/** A filtered count stops there: « plus de 1 000 ». */
export const countLimit = 1000;

/** « 50 », « plus de 1 000 ». */
export function limitedCount(count: number, write: (count: number) => string): string {
  return count > countLimit ? `plus de ${write(countLimit)}` : write(count);
}
