import { type RawBuilder, sql } from 'kysely';
import type { Person } from '#src/platform/acts/actor.js';
import { countLimit } from '#src/platform/acts/state-counts.js';
import type { Database } from '#src/platform/database/database.js';

/** One thing that awaits somebody. */
export interface Todo {
  /** « Examiner la commande »: the words of the link. */
  readonly what: string;
  /** « Commune d’Acigné · 2026-35-0142 ». */
  readonly whom: string;
  readonly href: string;
  readonly since: Date;
  readonly until?: Date | undefined;
  readonly late: boolean;
}

export interface Reader {
  readonly db: Database;
  readonly actor: Person;
  readonly now: Date;
}

/** One kind of thing that awaits a part: how many, cheaply enough for every page, and the first fifty. */
export interface Source {
  /** « Commandes à examiner ou à contresigner ». */
  readonly title: string;
  /** The page where they are all listed; its item of the menu shows the count. */
  readonly list?: string;
  /** Whether the person plays the part at all: no query where not. */
  mayAwait(actor: Person): boolean;
  /** Where its rows are simply counted: what follows FROM, so that all such counts are one statement. */
  rows?(reader: Reader): RawBuilder<unknown>;
  /** Stops at 1,001; unless `rows` says it. */
  count?(reader: Reader): Promise<number>;
  /** The first fifty, the longest awaited first. */
  items(reader: Reader): Promise<readonly Todo[]>;
}

export const itemsShown = 50;

/** Rows of several queues counted up to the limit, in one statement: each is what follows FROM. */
export async function countEach(db: Database, queues: readonly RawBuilder<unknown>[]): Promise<number[]> {
  if (queues.length === 0) return [];
  const each = queues.map(
    (rows) => sql`(SELECT count(*)::integer FROM (SELECT 1 FROM ${rows} LIMIT ${countLimit + 1}) AS counted)`,
  );
  const found = await sql<{ counts: number[] }>`SELECT ARRAY[${sql.join(each)}] AS counts`.execute(db);
  return found.rows[0]?.counts ?? [];
}

export async function countUpTo(db: Database, rows: RawBuilder<unknown>): Promise<number> {
  return (await countEach(db, [rows]))[0] ?? 0;
}
