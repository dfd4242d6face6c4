import { type RawBuilder, sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/actor.js';
import type { Database } from '#src/platform/database.js';
import {
  firstOfEach,
  type Keyset,
  keyset,
  type Page,
  type PageWanted,
  type Paging,
  readPage,
} from '#src/platform/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/search.js';
import { countIn, countLimit, stateCounts } from '#src/platform/state-counts.js';
import { exactly, type Total, upToLimit } from '#src/platform/totals.js';
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

/** Holders shown of one organisation: a visit is not for more. */
const mostShown = 60;

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
      const ids = matching(person, list, text, keyset(page, sql`f.since`, sql`f.id`), true);
      const { order, limit } = keyset(page, sql`value`, sql`id`);
      const { rows } = await sql<Head>`
        SELECT f.id, f.since, f.organisation_id
          FROM (SELECT * FROM (${ids}) AS found ORDER BY ${order} LIMIT ${limit}) AS q
          JOIN file_places f ON f.id = q.id
         ORDER BY ${keyset(page, sql`f.since`, sql`f.id`).order}`.execute(db);
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
  if (text === '') {
    const counts = await stateCounts(db, 'delivered-file', bodiesOf(person, 'delivery-officer'));
    return exactly(countIn(counts, list.states));
  }
  const every = { beyond: sql<boolean>`true`, order: sql`f.since`, limit: countLimit + 1 };
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    SELECT id FROM (${matching(person, list, text, every, false)}) AS found
     LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

/** Files of the list, or (`heads`) of each organisation the one that waits longest. */
function matching(
  person: Person,
  { states }: VisitList,
  text: string,
  page: Keyset,
  heads: boolean,
): RawBuilder<unknown> {
  const among = sql`ANY(${[...states]}::text[])`;
  const longest = sql<boolean>`NOT EXISTS (SELECT FROM file_places e
    WHERE e.organisation_id = f.organisation_id AND e.counted_state = ${among}
      AND e.delivery_centre_id = f.delivery_centre_id AND (e.since, e.id) < (f.since, f.id))`;
  const partition = {
    owner: sql`f.delivery_centre_id`,
    owners: bodiesOf(person, 'delivery-officer'),
    state: sql`f.counted_state`,
    states: [...states],
  };
  return sql.join(
    searches(text).map((search) =>
      firstOfEach(sql`file_places f`, [partition], {
        id: sql`f.id`,
        value: sql`f.since`,
        where: heads ? sql`${longest} AND ${search}` : search,
        keyset: page,
      }),
    ),
    sql` UNION `,
  );
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
