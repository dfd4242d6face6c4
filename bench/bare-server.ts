import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Statement } from './record.js';

/** What the bare server answers with: the statements of one request of the product, sent again. */
export interface Script {
  readonly statements: readonly Statement[];
  /** The identifier of the subject when it was recorded: each request puts its own in its place. */
  readonly subject: string | undefined;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

interface Step {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * node:http, pg, and nothing else: the same statements with the same parameters on one connection, the rows in a
 * string, no session cookie, no rule, no template. What the product costs beyond that is what it does.
 */
const [url = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c TimeZone=Europe/Paris' });
let script: Script = { statements: [], subject: undefined };
/** Identifiers that the product drew in its own process, which would otherwise come twice. */
let drawn: ReadonlySet<string> = new Set();

const server = createServer((request, answer) => {
  request.resume();
  request.on('end', async () => {
    try {
      const rows = await replay(new URL(request.url ?? '/', 'http://localhost').searchParams.get('id'));
      if (request.method === 'POST') {
        answer.writeHead(303, { location: '/' }).end();
      } else {
        answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(rows));
      }
    } catch (error) {
      answer.writeHead(500).end(String(error));
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

process.on('message', (given: Script) => {
  script = given;
  const known = new Set<string>(given.subject ? [given.subject] : []);
  const found = new Set<string>();
  for (const { text, values, rows } of given.statements) {
    if (/^\s*(insert|with)\b/i.test(text)) {
      for (const id of identifiers(values)) if (!known.has(id)) found.add(id);
    } else for (const id of identifiers(values)) known.add(id);
    for (const id of identifiers(rows)) known.add(id);
  }
  drawn = found;
  process.send?.({ ready: true });
});

async function replay(subject: string | null): Promise<readonly Record<string, unknown>[]> {
  const client = await pool.connect();
  let longest: readonly Record<string, unknown>[] = [];
  const stands = new Map<string, string>([...drawn].map((id) => [id, randomUUID()]));
  if (script.subject && subject) stands.set(script.subject, subject);
  // How much further this subject's journal is than the recorded one's: its lines are numbered.
  let further = 0;
  try {
    for (const statement of script.statements) {
      const { text, values } = step(statement, stands, further);
      const { rows } = await client.query(text, [...values]);
      // A chain that is not begun yet has no row.
      if (/from "journal_chains"/.test(text) && rows[0] && statement.rows[0]) {
        further = rows[0].length - Number(statement.rows[0].length);
      }
      if (rows && rows.length > longest.length) longest = rows;
      // What this run inserted stands for what the recorded one did.
      const inserted = statement.rows[0]?.id;
      if (/^\s*insert/i.test(text) && typeof inserted === 'string') stands.set(inserted, rows[0]?.id);
    }
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return longest;
}

function step({ text, values }: Statement, stands: ReadonlyMap<string, string>, further: number): Step {
  if (stands.size === 0) return { text, values };
  const numbered = /"journal_(lines|chains)"/.test(text);
  const put = (value: unknown): unknown => {
    if (typeof value === 'number' && numbered) return value + further;
    if (typeof value === 'string') return value.replaceAll(uuid, (id) => stands.get(id) ?? id);
    return Array.isArray(value) ? value.map(put) : value;
  };
  return { text, values: values.map(put) };
}

function identifiers(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  return text.match(uuid) ?? [];
}

function html(rows: readonly Record<string, unknown>[]): string {
  const cells = (row: Record<string, unknown>): string =>
    Object.values(row)
      .slice(0, 6)
      .map((value) => `<td>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td>`)
      .join('');
  return `<!doctype html><title>Liste</title><table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`;
}
