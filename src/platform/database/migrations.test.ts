import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { migrate } from './migrations.js';

let database: FreshDatabase;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'cle-'));
  cpSync(join(repositoryRoot(), 'migrations'), folder, { recursive: true });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(database.db)).toEqual([]);
});

test('new files are applied in order and once, by however many processes start', async () => {
  write('9001_towns', 'CREATE TABLE towns (name text); INSERT INTO towns VALUES ($$Vitré$$);');
  write('9002_more_towns', 'INSERT INTO towns VALUES ($$Dinan$$)');
  const runs = await Promise.all([migrate(database.db, folder), migrate(database.db, folder)]);
  expect(runs.flat().sort()).toEqual(['9001_towns', '9002_more_towns']);
  const { rows } = await sql`SELECT name FROM towns`.execute(database.db);
  expect(rows).toEqual([{ name: 'Vitré' }, { name: 'Dinan' }]);
});

test('a file that fails changes nothing and is named; those before it stay', async () => {
  write('9001_towns', 'CREATE TABLE towns (name text);');
  write('9002_wrong', 'DROP TABLE towns; SELECT absent FROM nowhere;');
  await expect(migrate(database.db, folder)).rejects.toThrow(/9002_wrong.*nowhere/);
  expect((await sql`SELECT name FROM towns`.execute(database.db)).rows).toEqual([]);
  write('9002_wrong', 'DROP TABLE towns;');
  expect(await migrate(database.db, folder)).toEqual(['9002_wrong']);
});

test('an applied file that was changed is refused, even by a space', async () => {
  write('9001_towns', 'CREATE TABLE towns (name text);');
  await migrate(database.db, folder);
  write('9001_towns', 'CREATE TABLE towns (name text); ');
  await expect(migrate(database.db, folder)).rejects.toThrow('9001_towns a été modifiée');
});

test('an applied file that is missing, or one that comes too late, is refused', async () => {
  write('9002_towns', 'CREATE TABLE towns (name text);');
  await migrate(database.db, folder);
  write('9001_late', 'SELECT 1;');
  await expect(migrate(database.db, folder)).rejects.toThrow('9001_late arrive après 9002_towns');
  rmSync(join(folder, '9002_towns.sql'));
  await expect(migrate(database.db, folder)).rejects.toThrow(
    '9002_towns, déjà appliquée à cette base, manque',
  );
});

test('search finds names typed without accents, and an index may rest on it', async () => {
  await sql`CREATE TABLE towns (name text)`.execute(database.db);
  await sql`CREATE INDEX ON towns USING gin (lower(f_unaccent(name)) gin_trgm_ops)`.execute(database.db);
  await sql`INSERT INTO towns VALUES ('Ploërmel'), ('Saint-Méen-le-Grand'), ('Œuvre')`.execute(database.db);
  const found = sql<{ name: string }>`
    SELECT name FROM towns WHERE lower(f_unaccent(name)) LIKE ANY (ARRAY['%ploer%', '%meen%', 'oeuvre'])`;
  expect((await found.execute(database.db)).rows).toHaveLength(3);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.sql`), text);
}
