import { type RawBuilder, sql } from 'kysely';
import { type Actor, bodiesOf } from '#src/platform/acts/actor.js';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import type { NamedList } from '#src/platform/lists/named-list.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/lists/search.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { type FileState, fileStates, fileTable } from '#src/registration/holder-file.js';
import { tables } from '#src/registration/store.js';

/** The lists of the desk: word of the URL, title, what they hold, states. */
export const deskLists = [
  {
    key: 'a-controler',
    label: 'À contrôler',
    about: 'Déposés par leur titulaire, ils attendent votre contrôle.',
    states: ['submitted'],
  },
  {
    key: 'chez-le-titulaire',
    label: 'Chez le titulaire',
    about: 'Le titulaire les remplit, ou corrige ce que vous lui avez demandé.',
    states: ['invited', 'in-progress', 'to-correct'],
  },
  {
    key: 'valides',
    label: 'Validés',
    about: 'Validés : le certificat, la clé ou le rendez-vous suivent.',
    states: ['validated', 'to-arrange', 'proposed', 'scheduled', 'to-reissue'],
  },
  {
    key: 'clos',
    label: 'Clos',
    about: 'Clé remise, ou dossier rejeté, abandonné ou expiré.',
    states: fileTable.ends,
  },
  { key: 'tous', label: 'Tous', about: 'Tous les dossiers du bureau.', states: fileStates },
] as const satisfies readonly NamedList<FileState>[];
export type DeskList = (typeof deskLists)[number];

export interface DeskFilters {
  readonly list: DeskList;
  /** Words of the holder's name or address, or of the organisation's name, or the beginning of the order's number. */
  readonly text: string;
}

/** The longest in their state first. */
export const deskPaging: Paging = { sorts: [{ key: 'depuis', by: 'instant' }] };

/** One page of an officer's list. */
export function queueOf(
  db: Database,
  actor: Actor,
  filters: DeskFilters,
  wanted: PageWanted,
): Promise<Page<FileFacts>> {
  return readPage(
    wanted,
    (file) => file.since,
    async (page) => {
      const { rows } = await sql<FileFacts>`
        SELECT f.* FROM (${rowsOfPage(branchesOf(actor, filters), page)}) AS q
          JOIN file_facts f ON f.id = q.id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
}

/** How many files a list holds: kept figures where nothing is searched, else counted up to the limit. */
export async function countOf(db: Database, actor: Actor, filters: DeskFilters): Promise<Total> {
  if (filters.text !== '') return countRows(db, branchesOf(actor, filters));
  const offices = bodiesOf(actor, 'registration-officer');
  return exactly(offices.length === 0 ? 0 : await counted(db, offices, filters.list.states));
}

function branchesOf(actor: Actor, { list, text }: DeskFilters): Branch[] {
  return searches(text).map((where) => ({
    from: sql`holder_files h`,
    id: sql`h.id`,
    value: sql`h.since`,
    owner: sql`h.office_id`,
    owners: bodiesOf(actor, 'registration-officer'),
    among: { state: sql`h.state`, states: list.states },
    where,
  }));
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const named = [
    holdsWords(sql`h.search`, text),
    sql<boolean>`h.organisation_id IN (SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)})`,
  ];
  return isNumber(text)
    ? [...named, sql<boolean>`h.order_id IN (SELECT id FROM order_queue WHERE number LIKE ${begins(text)})`]
    : named;
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
  const { rows } = await sql<{ place: number; previous: string | null; next: string | null; total: number }>`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) < (${file.since}, ${file.id}::uuid) LIMIT ${countLimit}) AS before) + 1 AS place,
           (SELECT h.id FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) < (${file.since}, ${file.id}::uuid)
              ORDER BY h.since DESC, h.id DESC LIMIT 1) AS previous,
           (SELECT h.id FROM holder_files h WHERE ${waiting(offices)}
              AND (h.since, h.id) > (${file.since}, ${file.id}::uuid)
              ORDER BY h.since, h.id LIMIT 1) AS next,
           (SELECT coalesce(sum(c.files), 0) FROM file_counts c
             WHERE c.office_id = ANY(${offices}::uuid[]) AND c.state = 'submitted') AS total`.execute(db);
  const [found] = rows;
  return {
    place: Number(found?.place ?? 1),
    total: Number(found?.total ?? 0),
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
