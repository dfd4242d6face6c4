import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import type { Tx } from './database.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('values come back in the shapes that the code counts on', async () => {
  const { rows } = await sql`
    SELECT count(*) AS counted, 9007199254740991 AS large, ARRAY[1, NULL]::int8[] AS list, DATE '2026-11-24' AS day,
      ARRAY[DATE '2026-11-24'] AS days, 12.30::numeric AS price, TIMESTAMPTZ '2026-11-24T08:00:00Z' AS moment
    FROM generate_series(1, 3)`.execute(database.db);
  expect(rows).toEqual([
    {
      counted: 3,
      large: Number.MAX_SAFE_INTEGER,
      list: [1, null],
      day: '2026-11-24',
      days: ['2026-11-24'],
      price: '12.30',
      moment: new Date('2026-11-24T08:00:00Z'),
    },
  ]);
});

test('a number too large to be exact is an error, never a wrong figure', async () => {
  await expect(sql`SELECT 9007199254740993::int8 AS large`.execute(database.db)).rejects.toThrow('2^53');
});

test('a slice types its own tables, inside a transaction as well', async () => {
  type Tables = { towns: { name: string; inhabitants: number } };
  const written = await database.db.transaction().execute(async (tx: Tx) => {
    const mine = tx.withTables<Tables>();
    await sql`CREATE TABLE towns (name text, inhabitants bigint)`.execute(mine);
    await mine.insertInto('towns').values({ name: 'Vitré', inhabitants: 18_000 }).execute();
    return mine.selectFrom('towns').select('inhabitants').executeTakeFirstOrThrow();
  });
  expect(written.inhabitants).toBe(18_000);
});
