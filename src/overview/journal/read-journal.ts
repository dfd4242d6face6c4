import { type RawBuilder, sql } from 'kysely';
import { hashLine, type JournalLine } from '#src/platform/acts/journal.js';
import type { HeadsExport } from '#src/platform/acts/journal-heads.js';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { addDays, type Day, parisInstant } from '#src/platform/french/working-time.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';

interface JournalFilters {
  /** Number of an order: its chain only. */
  readonly order?: string | undefined;
  readonly type?: string | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

export interface ShownLine extends JournalLine {
  readonly id: number;
  readonly hash: Buffer;
  readonly actorName: string | null;
  /** Number of the order that the line is about. */
  readonly orderNumber: string | null;
  /** The line is hashed as it stands, and follows the one before in its chain. */
  readonly intact: boolean;
}

/** The latest first. */
export const journalPaging: Paging = {
  sorts: [{ key: 'quand', by: 'instant', down: true }],
  identifiers: 'bigint',
};

export function readJournal(
  db: Database,
  filters: JournalFilters,
  wanted: PageWanted,
): Promise<Page<ShownLine>> {
  return readPage(
    wanted,
    (line) => line.at,
    async (page) => {
      const { beyond, order, limit } = keyset(page, sql`at`, sql`id`);
      const { rows } = await sql<ShownLine & { previousHash: Buffer | null }>`
        SELECT l.*, p.hash AS "previousHash", who.name AS "actorName", o.number AS "orderNumber"
          FROM (SELECT * FROM ${linesWanted(filters)} AND ${beyond} ORDER BY ${order} LIMIT ${limit}) AS l
          LEFT JOIN journal_lines p ON p.chain = l.chain AND p.position = l.position - 1
          LEFT JOIN people who ON who.id = CASE WHEN l.actor LIKE 'person:%' THEN substr(l.actor, 8)::uuid END
          LEFT JOIN order_queue o ON o.id = CASE WHEN l.chain LIKE 'order:%' THEN substr(l.chain, 7)::uuid END
         ORDER BY ${keyset(page, sql`l.at`, sql`l.id`).order}`.execute(db);
      return rows.map((row) => ({ ...row, intact: isIntact(row) }));
    },
  );
}

/** How many lines the filters leave, counted up to the limit. */
export async function countJournal(db: Database, filters: JournalFilters): Promise<Total> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    SELECT 1 FROM ${linesWanted(filters)} LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

function linesWanted({ order, type, from, until }: JournalFilters): RawBuilder<unknown> {
  return sql`journal_lines WHERE true
    ${order ? sql`AND chain = (SELECT 'order:' || id FROM order_queue WHERE number = ${order})` : sql``}
    ${type ? sql`AND type = ${type}` : sql``}
    ${from ? sql`AND at >= ${parisInstant(from)}` : sql``}
    ${until ? sql`AND at < ${parisInstant(addDays(until, 1))}` : sql``}`;
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
