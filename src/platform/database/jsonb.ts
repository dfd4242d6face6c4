import { type RawBuilder, sql } from 'kysely';

/** For a column jsonb: pg would write an array as one of PostgreSQL; nothing stays an SQL null. */
export function json<T>(value: T): RawBuilder<T> {
  const text = value === null || value === undefined ? null : JSON.stringify(value);
  return sql<T>`${text}::jsonb`;
}
