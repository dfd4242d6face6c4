import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '#src/platform/database/database.js';

export interface FreshDatabase extends Omit<OpenDatabase, 'close'> {
  url: string;
  /** Closes the pool and deletes the database. */
  drop(): Promise<void>;
}

/** A migrated, empty database of one's own in some 30 ms, for `beforeAll`; `drop` goes into `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const source = template.pathname.slice(1);
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const { db, pool, close } = openDatabase(url.href);
  return {
    db,
    pool,
    url: url.href,
    drop: async () => {
      await close();
      await administer(template, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function administer(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/template1';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
