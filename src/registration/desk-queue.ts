import { type RawBuilder, sql } from 'kysely';
import { type Actor, bodiesOf } from '#src/platform/actor.js';
import type { Database } from '#src/platform/database.js';
import type { FileFacts } from './file-facts.js';
import { type FileState, fileStates, fileTable } from './holder-file.js';
import { tables } from './store.js';

/** The lists of the desk: French word of the URL, title, states. */
export const deskLists = [
  { key: 'a-controler', label: 'À contrôler', states: ['submitted'] },
  { key: 'chez-le-titulaire', label: 'Chez le titulaire', states: ['invited', 'in-progress', 'to-correct'] },
  {
    key: 'valides',
    label: 'Validés',
    states: ['validated', 'to-arrange', 'proposed', 'scheduled', 'to-reissue'],
  },
  { key: 'clos', label: 'Clos', states: fileTable.ends },
  { key: 'tous', label: 'Tous', states: fileStates },
] as const satisfies readonly { key: string; label: string; states: readonly FileState[] }[];
export type DeskList = (typeof deskLists)[number];

export interface QueueQuery {
  readonly list: DeskList;
  /** Fragments of the holder's name or address, or the number of the order. */
  readonly search: string;
  readonly newestFirst: boolean;
  readonly after: { readonly since: Date; readonly id: string } | null;
}

export const queuePage = 50;
/** A filtered count stops there: « plus de 1 000 ». */
export const countLimit = 1000;

/**
 * One page of an officer's list, by keyset, with one row more where another page follows. Each office and state is
 * read from its own index, so that the cost does not grow with the list.
 */
export async function queueOf(
  db: Database,
  actor: Actor,
  query: QueueQuery,
): Promise<{ rows: FileFacts[]; more: boolean }> {
  const offices = bodiesOf(actor, 'registration-officer');
  if (offices.length === 0) return { rows: [], more: false };
  const down = query.newestFirst ? sql`DESC` : sql`ASC`;
  const past = query.after
    ? query.newestFirst
      ? sql`AND (h.since, h.id) < (${query.after.since}, ${query.after.id}::uuid)`
      : sql`AND (h.since, h.id) > (${query.after.since}, ${query.after.id}::uuid)`
    : sql``;
  const ids =
    query.search === ''
      ? sql`SELECT h.id, h.since FROM unnest(${offices}::uuid[]) AS o (office)
          CROSS JOIN unnest(${[...query.list.states]}::text[]) AS s (state)
          CROSS JOIN LATERAL (
            SELECT h.id, h.since FROM holder_files h
             WHERE h.office_id = o.office AND h.state = s.state ${past}
             ORDER BY h.since ${down}, h.id ${down} LIMIT ${queuePage + 1}) h`
      : sql`SELECT h.id, h.since FROM holder_files h WHERE ${matching(offices, query)} ${past}`;
  const { rows } = await sql<FileFacts>`
    SELECT f.* FROM (SELECT * FROM (${ids}) AS found ORDER BY since ${down}, id ${down} LIMIT ${queuePage + 1}) AS q
      JOIN file_facts f ON f.id = q.id ORDER BY q.since ${down}, q.id ${down}`.execute(db);
  return { rows: rows.slice(0, queuePage), more: rows.length > queuePage };
}

/** How many files a list holds: kept figures where nothing is searched, else counted up to the limit. */
export async function countOf(db: Database, actor: Actor, query: QueueQuery): Promise<number> {
  const offices = bodiesOf(actor, 'registration-officer');
  if (offices.length === 0) return 0;
  if (query.search === '') return counted(db, offices, query.list.states);
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM (
    SELECT 1 FROM holder_files h WHERE ${matching(offices, query)} LIMIT ${countLimit + 1}) AS found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Files that await this officer: the count of the menu. */
export async function filesToJudge(db: Database, actor: Actor): Promise<number> {
  const offices = bodiesOf(actor, 'registration-officer');
  return offices.length === 0 ? 0 : counted(db, offices, ['submitted']);
}

/** Before and after a file in the list of those to judge, and its place there. */
export async function placeInQueue(
  db: Database,
  actor: Actor,
  file: Pick<FileFacts, 'id' | 'since'>,
): Promise<{ place: number; total: number; previous: string | null; next: string | null }> {
  const offices = bodiesOf(actor, 'registration-officer');
  const { rows } = await sql<{ place: number; previous: string | null; next: string | null }>`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) < (${file.since}, ${file.id}::uuid) LIMIT ${countLimit}) AS before) + 1 AS place,
           (SELECT h.id FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) < (${file.since}, ${file.id}::uuid)
              ORDER BY h.since DESC, h.id DESC LIMIT 1) AS previous,
           (SELECT h.id FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) > (${file.since}, ${file.id}::uuid)
              ORDER BY h.since, h.id LIMIT 1) AS next`.execute(db);
  const [found] = rows;
  return {
    place: Number(found?.place ?? 1),
    total: await counted(db, offices, ['submitted']),
    previous: found?.previous ?? null,
    next: found?.next ?? null,
  };
}

function waiting(offices: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`h.office_id = ANY(${offices}::uuid[]) AND h.state = 'submitted'`;
}

async function counted(
  db: Database,
  offices: readonly string[],
  states: readonly FileState[],
): Promise<number> {
  const { total } = await tables(db)
    .selectFrom('file_counts')
    .select((select) => select.fn.coalesce(select.fn.sum<number>('files'), select.lit(0)).as('total'))
    .where('office_id', 'in', [...offices])
    .where('state', 'in', [...states])
    .executeTakeFirstOrThrow();
  return Number(total);
}

function matching(offices: readonly string[], query: QueueQuery): RawBuilder<boolean> {
  const fragment = `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`h.office_id = ANY(${offices}::uuid[]) AND h.state = ANY(${[...query.list.states]}::text[])
    AND (lower(f_unaccent(h.given_names || ' ' || h.surname || ' ' || h.email)) LIKE lower(f_unaccent(${fragment}))
      OR h.order_id IN (SELECT id FROM order_facts WHERE number = ${query.search}))`;
}
