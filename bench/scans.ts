import pg from 'pg';
import type { Statement } from './record.js';

/** A statement that reads a large table row after row, without an index. */
export interface Scan {
  readonly table: string;
  /** Rows of the table. */
  readonly rows: number;
  /** Rows read before the statement had enough: a count that stops at its limit reads few. */
  readonly read: number;
  readonly statement: string;
}

const largeTable = 10_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Asks PostgreSQL for the plan of each statement, with the values that it was sent with. */
export async function findScans(
  url: string,
  statements: readonly Statement[],
): Promise<{ scans: Scan[]; explained: number; unexplained: number }> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=Europe/Paris' });
  await client.connect();
  const { rows } = await client.query<{ name: string; rows: number }>(
    `SELECT relname AS name, reltuples::int AS rows FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > ${largeTable}`,
  );
  const large = new Map(rows.map((row) => [row.name, row.rows]));
  const found = new Map<string, Scan>();
  const seen = new Set<string>();
  let unexplained = 0;
  try {
    for (const { text, values } of statements) {
      // The same statement has other plans with other values, but not with others of the same shape.
      const shape = `${text}\n${values.map((value) => typeof value).join()}`;
      if (seen.has(shape) || !/^\s*(select|insert|update|delete|with)\b/i.test(text)) continue;
      seen.add(shape);
      try {
        const planned = await explain(client, 'FORMAT JSON', text, values);
        if (!tableScans(planned).some(({ table }) => large.has(table))) continue;
        const carriedOut = await explain(client, 'ANALYZE, TIMING OFF, FORMAT JSON', text, values);
        for (const { table, read } of tableScans(carriedOut)) {
          const rows = large.get(table);
          if (rows === undefined) continue;
          const statement = text.replace(/\s+/g, ' ').trim();
          found.set(`${table} ${text}`, { table, rows, read, statement });
        }
      } catch {
        unexplained += 1;
      }
    }
  } finally {
    await client.end();
  }
  return { scans: [...found.values()], explained: seen.size - unexplained, unexplained };
}

/** The plan of a statement; with ANALYZE it is carried out, and nothing of it kept. */
async function explain(
  client: pg.Client,
  how: string,
  text: string,
  values: readonly unknown[],
): Promise<Plan> {
  await client.query('BEGIN');
  try {
    const plan = await client.query(`EXPLAIN (${how}) ${text}`, [...values]);
    return plan.rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('ROLLBACK');
  }
}

function tableScans(plan: Plan): { table: string; read: number }[] {
  const below = (plan.Plans ?? []).flatMap(tableScans);
  const table = plan['Relation Name'];
  if (plan['Node Type'] !== 'Seq Scan' || table === undefined) return below;
  const rows = (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0);
  return [{ table, read: rows * (plan['Actual Loops'] ?? 1) }, ...below];
}
