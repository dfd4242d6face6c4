import { sql } from 'kysely';
import type { Database } from '#src/platform/database/database.js';
import type { JournalLine } from './journal.js';

/** Lines read at once, so that memory does not grow with the journal. */
const batch = 2000;

/**
 * Every line of the journal as JSON, chain by chain in the order of their positions: what is hashed, and the hash.
 * Whoever has a head can verify the lines without this program (RFC 8785 and SHA-256).
 */
export async function* exportJournal(db: Database): AsyncGenerator<string> {
  let after = { chain: '', position: 0 };
  for (;;) {
    const { rows } = await sql<JournalLine & { hash: Buffer }>`
      SELECT chain, position, at, actor, type, about, data, previous, hash FROM journal_lines
       WHERE (chain, position) > (${after.chain}, ${after.position}) ORDER BY chain, position LIMIT ${batch}`.execute(
      db,
    );
    for (const { previous, hash, ...line } of rows) {
      yield JSON.stringify({ ...line, previous: previous.toString('hex'), hash: hash.toString('hex') });
    }
    const last = rows.at(-1);
    if (!last) return;
    after = { chain: last.chain, position: last.position };
  }
}
