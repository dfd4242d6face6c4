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
  /** How many of each kind are read: `firstShown`, or where a person asks for all, `allShown`. */
  readonly most: number;
}

/** One kind of thing that awaits a part: how many, cheaply enough for every page, and the first of them. */
export interface Source {
  /** « Commandes à examiner ou à contresigner ». */
  readonly title: string;
  /** The page where they are all listed; its item of the menu shows the count. */
  readonly list?: string;
  /** Whether the person plays the part at all: no query where not. */
  mayAwait(actor: Person): boolean;
  /** How many, where an expression says it: all such counts are one statement. */
  counted?(reader: Reader): RawBuilder<number> | Promise<RawBuilder<number>>;
  /** How many, unless `counted` says it. */
  count?(reader: Reader): Promise<number>;
  /** The first of them, the longest awaited first. */
  items(reader: Reader): Promise<readonly Todo[]>;
}

export const firstShown = 50;
export const allShown = 500;

/** How many rows a queue has, which is what follows FROM; stops at 1,001. */
export function upTo(rows: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(SELECT count(*)::integer FROM (SELECT 1 FROM ${rows} LIMIT ${countLimit + 1}) AS counted)`;
}

/** Several counts in one statement. */
export async function countEach(db: Database, counts: readonly RawBuilder<number>[]): Promise<number[]> {
  if (counts.length === 0) return [];
  const found = await sql<{ counts: number[] }>`SELECT ARRAY[${sql.join(counts)}] AS counts`.execute(db);
  return found.rows[0]?.counts ?? [];
}

export async function countUpTo(db: Database, rows: RawBuilder<unknown>): Promise<number> {
  return (await countEach(db, [upTo(rows)]))[0] ?? 0;
}
