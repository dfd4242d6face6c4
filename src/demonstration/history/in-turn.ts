import { sql } from 'kysely';
import type { Database } from '#src/platform/database/database.js';

/**
 * Has those who wait for the same person work one after another: histories told at once, by this process and by others,
 * share officers and accountants.
 */
export function inTurn<T>(db: Database, name: string, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`history:${name}`}))`.execute(tx);
    return work();
  });
}
