import { type Generated, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './preparing-client.js';

/** No table is known here: each slice types its own with `db.withTables<Tables>()`, a `type` and not an interface. */
type NoTables = Record<never, never>;
export type Database = Kysely<NoTables>;
export type Tx = Transaction<NoTables>;

/** The columns of a row, of which the database gives `Named` where an insert says nothing of them: `DEFAULT` in the SQL. */
export type Defaulted<Row, Named extends keyof Row> = Omit<Row, Named> & {
  [Column in Named]: Generated<Row[Column]>;
};

export interface OpenDatabase {
  db: Database;
  /** The same connections, for what speaks `pg` itself: pg-boss and better-auth. */
  pool: pg.Pool;
  close(): Promise<void>;
}

interface DatabaseOptions {
  readonly max?: number;
  /** False: a commit does not wait for the disk. Only for what can be made again. */
  readonly synchronousCommit?: boolean;
  /** Each connection plans a statement once, for all values: for a process that sends the same ones again and again. */
  readonly preparing?: boolean;
}

/**
 * Opens the one pool of the process. Sessions count days in Europe/Paris. Values come back as: int8 → number,
 * date → 'YYYY-MM-DD', timestamptz → Date, numeric → string.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // Rather an error than a page that never comes, when no connection is to be had.
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
    options: sessionSettings(options),
    application_name: 'cle-en-main',
    ...(options.preparing ? { Client: PreparingClient } : {}),
  });
  // A lost connection is told by the query that meets it, and replaced at the next. Unheard, the loss itself would
  // end the process: the pool hears it of idle connections, we of those in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db: Database = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    close: async () => {
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

function sessionSettings({ synchronousCommit, preparing }: DatabaseOptions): string {
  const settings = [
    'TimeZone=Europe/Paris',
    ...(synchronousCommit === false ? ['synchronous_commit=off'] : []),
    ...(preparing ? ['plan_cache_mode=force_generic_plan'] : []),
  ];
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

const oid = { int8: 20, int8Array: 1016, date: 1082, dateArray: 1182, textArray: 1009 };

const textArray = pg.types.getTypeParser(oid.textArray, 'text') as (value: string) => (string | null)[];

function getTypeParser(type: number, format?: 'text' | 'binary'): unknown {
  if (type === oid.int8) return toNumber;
  if (type === oid.date) return String;
  if (type === oid.dateArray) return textArray;
  if (type === oid.int8Array) return toNumbers;
  return pg.types.getTypeParser(type, format);
}

function toNumbers(value: string): (number | null)[] {
  return textArray(value).map((item) => (item === null ? null : toNumber(item)));
}

function toNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint beyond 2^53: ${value}`);
  return number;
}
