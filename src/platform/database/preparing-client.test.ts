import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { type OpenDatabase, openDatabase } from './database.js';

let database: FreshDatabase;
let preparing: OpenDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  // One connection: what is prepared is its own.
  preparing = openDatabase(database.url, { preparing: true, max: 1 });
  await sql`CREATE TABLE keys (serial text, lost boolean, UNIQUE (serial))`.execute(preparing.db);
  await sql`CREATE UNIQUE INDEX keys_lost ON keys (serial) WHERE lost`.execute(preparing.db);
});
afterAll(async () => {
  await preparing.close();
  await database.drop();
});

async function prepared(): Promise<{ statement: string; generic_plans: number; custom_plans: number }[]> {
  const { rows } = await preparing.pool.query(
    `SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements
      WHERE statement NOT LIKE '%pg_prepared_statements%'`,
  );
  return rows;
}

test('a statement is planned once, whatever its values', async () => {
  for (const serial of ['A1', 'B2', 'C3']) {
    await sql`INSERT INTO keys VALUES (${serial}, false)`.execute(preparing.db);
  }
  expect(await prepared()).toEqual([
    { statement: 'INSERT INTO keys VALUES ($1, false)', generic_plans: 3, custom_plans: 0 },
  ]);
});

test('nor is one without values planned again, where it is a single query', async () => {
  const count = 'SELECT count(*) AS count FROM keys';
  const asked = await Promise.all([preparing.pool.query(count, []), preparing.pool.query(count, [])]);
  expect(asked.map(({ rows }) => rows)).toEqual([[{ count: 3 }], [{ count: 3 }]]);
  await preparing.pool.query('SELECT 1; SELECT 2', []);
  const statements = await prepared();
  expect(statements).toContainEqual({ statement: count, generic_plans: 2, custom_plans: 0 });
  expect(statements).toHaveLength(2);
});

test('an insert that meets an index over some rows is sent without a name, and works', async () => {
  const insert = (serial: string) =>
    sql`INSERT INTO keys VALUES (${serial}, true) ON CONFLICT (serial) WHERE lost DO NOTHING`.execute(
      preparing.db,
    );
  await insert('D4');
  await insert('D4');
  expect((await prepared()).map(({ statement }) => statement)).not.toContainEqual(
    expect.stringContaining('ON CONFLICT'),
  );
});

test('what the server refuses is thrown, and the connection serves on', async () => {
  await expect(sql`INSERT INTO keys VALUES (${'A1'}, false)`.execute(preparing.db)).rejects.toMatchObject({
    code: '23505',
  });
  await expect(sql`SELECT * FROM nothing WHERE id = ${1}`.execute(preparing.db)).rejects.toThrow('nothing');
  await expect(preparing.pool.query('SELECT $1::int / 0', [1])).rejects.toThrow('zero');
  expect((await sql<{ one: number }>`SELECT ${1}::int AS one`.execute(preparing.db)).rows).toEqual([
    { one: 1 },
  ]);
});
