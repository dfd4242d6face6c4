import { sql } from 'kysely';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';

/** A stored version; `valid_to` is the first day on which it is no longer in force. */
export interface EntryRow {
  id: string;
  kind: string;
  code: string;
  valid_from: Day;
  valid_to: Day | null;
  data: unknown;
  position: number;
  created_at: Date;
  created_by: string | null;
}

type CatalogueTables = { catalogue_entries: Defaulted<EntryRow, 'id'> };

/** The versions in force on a day, in the order of their positions. */
export function rowsAt(db: Database | Tx, kind: string, day: Day, code?: string): Promise<EntryRow[]> {
  let query = db
    .withTables<CatalogueTables>()
    .selectFrom('catalogue_entries')
    .selectAll()
    .where('kind', '=', kind)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]));
  if (code !== undefined) query = query.where('code', '=', code);
  return query.orderBy('position').orderBy('code').execute();
}

/** Every version of one entry, oldest first; those that never were in force (an empty span) among them. */
export function versionsOf(db: Database | Tx, kind: string, code: string): Promise<EntryRow[]> {
  return db
    .withTables<CatalogueTables>()
    .selectFrom('catalogue_entries')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code)
    .orderBy('valid_from')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** All that was ever entered of a kind, ended and planned included. */
export function rowsOfKind(db: Database | Tx, kind: string): Promise<EntryRow[]> {
  return db
    .withTables<CatalogueTables>()
    .selectFrom('catalogue_entries')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('position')
    .orderBy('code')
    .orderBy('valid_from')
    .orderBy('created_at')
    .execute();
}

/** How many entries of each kind are in force. */
export async function countsAt(db: Database | Tx, day: Day): Promise<Map<string, number>> {
  const rows = await db
    .withTables<CatalogueTables>()
    .selectFrom('catalogue_entries')
    .select(['kind', (select) => select.fn.countAll<number>().as('count')])
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .groupBy('kind')
    .execute();
  return new Map(rows.map((row) => [row.kind, row.count]));
}

/** Two administrators who change the same kind wait for one another. */
export async function lockKind(tx: Tx, kind: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('catalogue'), hashtext(${kind}))`.execute(tx);
}

export async function cutVersion(tx: Tx, id: string, validTo: Day): Promise<void> {
  await tx
    .withTables<CatalogueTables>()
    .updateTable('catalogue_entries')
    .set({ valid_to: validTo })
    .where('id', '=', id)
    .execute();
}

/** Adds versions; one whose days are taken already is left out. @returns the rows added */
export async function insertVersions(tx: Tx, rows: readonly Omit<EntryRow, 'id'>[]): Promise<EntryRow[]> {
  if (rows.length === 0) return [];
  return tx
    .withTables<CatalogueTables>()
    .insertInto('catalogue_entries')
    .values(rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
}
