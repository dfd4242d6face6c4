import { sql } from 'kysely';
import { connect } from '#src/platform/database/connect.js';

/** Writes row after row until killed, and prints the number of each once it is committed. */
const [dataDir = ''] = process.argv.slice(2);
const { db } = await connect({ dataDir, databaseUrl: undefined });
await sql`CREATE TABLE IF NOT EXISTS acknowledged (number bigint PRIMARY KEY)`.execute(db);
for (;;) {
  try {
    const { rows } = await sql<{ number: number }>`
      INSERT INTO acknowledged SELECT coalesce(max(number), 0) + 1 FROM acknowledged RETURNING number`.execute(
      db,
    );
    process.stdout.write(`${rows[0]?.number}\n`);
  } catch {
    // The server was killed; it comes back at the same address.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
