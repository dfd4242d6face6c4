import pg from 'pg';
import type { Statement } from './record.js';

/** A statement that reads a large table from one end to the other. */
export interface Scan {
  readonly table: string;
  readonly rows: number;
  readonly statement: string;
}

const largeTable = 10_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
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
        const plan = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
        for (const table of scannedTables(plan.rows[0]['QUERY PLAN'][0].Plan)) {
          const size = large.get(table);
          if (size === undefined) continue;
          const statement = text.replace(/\s+/g, ' ').trim();
          found.set(`${table} ${text}`, { table, rows: size, statement });
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

function scannedTables(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(scannedTables);
  return plan['Node Type'] === 'Seq Scan' && plan['Relation Name']
    ? [plan['Relation Name'], ...below]
    : below;
}
