import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { freshDatabase } from '#test/database.js';
import { connect } from './connect.js';
import { migrate } from './migrations.js';
import { findServer } from './postgres-process.js';

// The first start of a server writes some 40 MB and waits for the disk.
vi.setConfig({ testTimeout: 60_000 });

test('without DATABASE_URL, a private server is started, migrated and stopped with the connection', async () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'cle-')), 'data');
  // The folder above was made for its owner alone, as a home may be: a server of root's could not enter it.
  const parent = join(dataDir, '..');
  if (process.getuid?.() === 0) {
    await expect(connect({ dataDir, databaseUrl: undefined })).rejects.toThrow('chmod o+x');
    chmodSync(parent, 0o711);
  }
  const database = await connect({ dataDir, databaseUrl: undefined });
  expect(database.owned).toBe(true);
  expect(await migrate(database.db)).toEqual([]);
  await database.close();
  expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  rmSync(parent, { recursive: true });
});

test('with DATABASE_URL, that server is used and left running', async () => {
  const fresh = await freshDatabase();
  const database = await connect({ dataDir: '/nonexistent', databaseUrl: fresh.url });
  const { rows } = await sql`SELECT current_database() AS name`.execute(database.db);
  expect(fresh.url).toContain(`/${(rows as { name: string }[])[0]?.name}?`);
  await database.close();
  expect((await sql`SELECT 1 AS one`.execute(fresh.db)).rows).toEqual([{ one: 1 }]);
  await fresh.drop();
});

test('a server that does not answer is told in a sentence', async () => {
  const databaseUrl = 'postgresql://cle@127.0.0.1:1/cle';
  await expect(connect({ dataDir: '/nonexistent', databaseUrl })).rejects.toThrow(
    /DATABASE_URL.*ne répond pas.*ECONNREFUSED/,
  );
});
