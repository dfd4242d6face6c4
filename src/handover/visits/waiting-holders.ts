import { type RawBuilder, sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import { countIn, stateCounts } from '#src/platform/acts/state-counts.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/lists/search.js';
import type { FileFacts } from '#src/registration/index.js';
import type { VisitList } from './visit-lists.js';

/** Holders of one organisation who wait, the longest first; named in lists by the one who waits longest. */
export interface WaitingGroup {
  /** Of the file that waits longest. */
  readonly id: string;
  readonly since: Date;
  readonly organisationId: string;
  readonly name: string;
  readonly files: readonly FileFacts[];
}

/** Organisations of a page. */
export const waitingPaging: Paging = { sorts: [{ key: 'depuis', by: 'instant' }], size: 20 };

/** Holders shown of one organisation, those who wait longest: a visit is not for more. */
export const mostShown = 30;

interface Head {
  readonly id: string;
  readonly since: Date;
  readonly organisation_id: string;
}

/** Holders of the person's delivery centres, by organisation; the organisation that waits longest first. */
export async function waitingHolders(
  db: Database,
  person: Person,
  list: VisitList,
  text: string,
  wanted: PageWanted,
): Promise<Page<WaitingGroup>> {
  const heads = await readPage(
    wanted,
    (head: Head) => head.since,
    async (page) => {
      const { rows } = await sql<Head>`
        SELECT f.id, f.since, f.organisation_id
          FROM (${rowsOfPage(branchesOf(person, list, text, true), page)}) AS q
          JOIN file_places f ON f.id = q.id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
  const { rows: files } = await sql<FileFacts>`
    SELECT facts.* FROM unnest(${heads.rows.map((head) => head.organisation_id)}::uuid[]) AS of (organisation)
      CROSS JOIN LATERAL (SELECT f.id FROM file_places f
         WHERE f.organisation_id = of.organisation AND f.counted_state = ANY(${[...list.states]}::text[])
           AND f.delivery_centre_id = ANY(${bodiesOf(person, 'delivery-officer')}::uuid[])
         ORDER BY f.since, f.id LIMIT ${mostShown}) AS shown
      JOIN file_facts facts ON facts.id = shown.id
     ORDER BY facts.since, facts.id`.execute(db);
  const byOrganisation = Map.groupBy(files, (file) => file.organisation_id);
  const rows = heads.rows.map(({ id, since, organisation_id: organisationId }) => {
    const own = byOrganisation.get(organisationId) ?? [];
    return { id, since, organisationId, name: own[0]?.organisation_name ?? '', files: own };
  });
  return { ...heads, rows };
}

/** How many holders wait: from the kept counts, or of the organisations found, up to the limit. */
export async function countWaiting(
  db: Database,
  person: Person,
  list: VisitList,
  text: string,
): Promise<Total> {
  if (text !== '') return countRows(db, branchesOf(person, list, text, false));
  const counts = await stateCounts(db, 'delivered-file', bodiesOf(person, 'delivery-officer'));
  return exactly(countIn(counts, list.states));
}

/** Files of the list, or (`heads`) of each organisation the one that waits longest. */
function branchesOf(person: Person, { states }: VisitList, text: string, heads: boolean): Branch[] {
  const longest = sql`NOT EXISTS (SELECT FROM file_places e
    WHERE e.organisation_id = f.organisation_id AND e.counted_state = ANY(${[...states]}::text[])
      AND e.delivery_centre_id = f.delivery_centre_id AND (e.since, e.id) < (f.since, f.id))`;
  return searches(text).map((search) => ({
    from: sql`file_places f`,
    id: sql`f.id`,
    value: sql`f.since`,
    owner: sql`f.delivery_centre_id`,
    owners: bodiesOf(person, 'delivery-officer'),
    among: { state: sql`f.counted_state`, states },
    where: heads ? sql`${longest} AND ${search}` : search,
  }));
}

/** An organisation is found by its name, by one of its holders or by the number of an order: with all who wait there. */
function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const found = [
    sql<boolean>`f.organisation_id IN (SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)})`,
    sql<boolean>`f.organisation_id IN (SELECT organisation_id FROM file_places WHERE ${holdsWords(sql`search`, text)})`,
  ];
  return isNumber(text)
    ? [
        ...found,
        sql<boolean>`f.organisation_id IN (SELECT organisation_id FROM order_queue WHERE number LIKE ${begins(text)})`,
      ]
    : found;
}
