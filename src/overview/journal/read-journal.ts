import { sql } from 'kysely';
import type { Database } from '#src/platform/database.js';
import { hashLine, type JournalLine } from '#src/platform/journal.js';
import type { HeadsExport } from '#src/platform/journal-heads.js';
import { addDays, type Day, parisInstant } from '#src/platform/working-time.js';

export interface JournalFilters {
  /** Number of an order: its chain only. */
  readonly order?: string | undefined;
  readonly type?: string | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

export interface Place {
  readonly at: Date;
  readonly id: number;
}

export interface ShownLine extends JournalLine, Place {
  readonly hash: Buffer;
  readonly actorName: string | null;
  /** Number of the order that the line is about. */
  readonly orderNumber: string | null;
  /** The line is hashed as it stands, and follows the one before in its chain. */
  readonly intact: boolean;
}

export const journalPage = 50;

/** A page of the journal, the latest first; `newer` pages back towards today. */
export async function readJournal(
  db: Database,
  filters: JournalFilters,
  past: { readonly place: Place; readonly newer: boolean } | undefined,
): Promise<{ rows: ShownLine[]; more: boolean }> {
  const { order, type, from, until } = filters;
  const newer = past?.newer ?? false;
  const direction = newer ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<ShownLine & { previousHash: Buffer | null }>`
    SELECT l.*, p.hash AS "previousHash", who.name AS "actorName", o.number AS "orderNumber"
      FROM (SELECT * FROM journal_lines WHERE true
              ${order ? sql`AND chain = (SELECT 'order:' || id FROM order_queue WHERE number = ${order})` : sql``}
              ${type ? sql`AND type = ${type}` : sql``}
              ${from ? sql`AND at >= ${parisInstant(from)}` : sql``}
              ${until ? sql`AND at < ${parisInstant(addDays(until, 1))}` : sql``}
              ${past ? sql`AND (at, id) ${newer ? sql`>` : sql`<`} (${past.place.at}, ${past.place.id})` : sql``}
             ORDER BY at ${direction}, id ${direction} LIMIT ${journalPage + 1}) AS l
      LEFT JOIN journal_lines p ON p.chain = l.chain AND p.position = l.position - 1
      LEFT JOIN people who ON who.id = CASE WHEN l.actor LIKE 'person:%' THEN substr(l.actor, 8)::uuid END
      LEFT JOIN order_queue o ON o.id = CASE WHEN l.chain LIKE 'order:%' THEN substr(l.chain, 7)::uuid END
     ORDER BY l.at ${direction}, l.id ${direction}`.execute(db);
  const shown = rows.slice(0, journalPage).map((row) => ({ ...row, intact: isIntact(row) }));
  return { rows: newer ? shown.reverse() : shown, more: rows.length > journalPage };
}

function isIntact(row: ShownLine & { readonly previousHash: Buffer | null }): boolean {
  const { chain, position, at, actor, type, about, data, previous } = row;
  const follows = position === 1 || row.previousHash?.equals(previous) === true;
  return follows && hashLine({ chain, position, at, actor, type, about, data, previous }).equals(row.hash);
}

/** Types of events that stand in the journal, for the filter: read by skipping from one to the next. */
export async function typesOfEvents(db: Database): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    WITH RECURSIVE types AS (
      (SELECT type FROM journal_lines ORDER BY type LIMIT 1)
      UNION ALL
      SELECT (SELECT l.type FROM journal_lines l WHERE l.type > t.type ORDER BY l.type LIMIT 1)
        FROM types t WHERE t.type IS NOT NULL)
    SELECT type FROM types WHERE type IS NOT NULL`.execute(db);
  return rows.map(({ type }) => type);
}

/** The latest exports of the heads. */
export async function recentExports(db: Database): Promise<HeadsExport[]> {
  const { rows } = await sql<Omit<HeadsExport, 'sha256'> & { sha256: Buffer }>`
    SELECT file_id AS "fileId", exported_at AS "exportedAt", chains, lines, sha256
      FROM journal_exports ORDER BY exported_at DESC LIMIT 10`.execute(db);
  return rows.map((row) => ({ ...row, sha256: row.sha256.toString('hex') }));
}

/** Whether a file is an export of the heads, and so may be read by who reads the journal. */
export async function isExport(db: Database, fileId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM journal_exports WHERE file_id = ${fileId}`.execute(db);
  return rows.length > 0;
}
