import { sql } from 'kysely';
import type { Reader } from '#src/handover/store.js';
import type { AppointmentRow } from '#src/handover/types.js';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import type { Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import type { NamedList } from '#src/platform/lists/named-list.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { holdsWords } from '#src/platform/lists/search.js';

export const visitLists = [
  {
    key: 'convenir',
    label: 'À convenir',
    about: 'Leur dossier est validé et leur clé est au centre : proposez-leur des horaires.',
    states: ['validated-ready'],
  },
  {
    key: 'reponse',
    label: 'En attente de réponse',
    about: 'Des horaires leur sont proposés, ou leurs disponibilités leur sont demandées.',
    states: ['proposed', 'to-arrange'],
  },
  {
    key: 'cles',
    label: 'En attente de clé',
    about: 'Leur dossier est validé ; le certificat ou la clé n’est pas encore au centre.',
    states: ['validated', 'to-reissue'],
  },
  {
    key: 'fixes',
    label: 'Rendez-vous fixés',
    about: 'Le premier à venir d’abord ; ceux qui sont passés attendent leur compte rendu.',
    states: [],
  },
] as const satisfies readonly NamedList[];
export type VisitList = (typeof visitLists)[number];

export type ListedVisit = AppointmentRow & {
  organisation_name: string;
  officer: string;
  holders: string[];
  left: number;
};

/** The first to come first. */
export const agreedPaging: Paging = { sorts: [{ key: 'quand', by: 'instant' }] };

const listed = sql`a.*, g.name AS organisation_name, p.name AS officer,
  (SELECT array_agg(f.given_names || ' ' || f.surname ORDER BY f.surname)
     FROM appointment_files x JOIN file_facts f ON f.id = x.file_id
    WHERE x.appointment_id = a.id AND x.outcome IS DISTINCT FROM 'left') AS holders,
  (SELECT count(*) FROM appointment_files x WHERE x.appointment_id = a.id AND x.open) AS left`;
const withNames = sql`JOIN organisations g ON g.id = a.organisation_id JOIN people p ON p.id = a.officer_id`;

/** Visits agreed of the person's centres, those that are past and not told of yet among them. */
export function agreedVisits(
  db: Database,
  person: Person,
  text: string,
  wanted: PageWanted,
): Promise<Page<ListedVisit>> {
  return readPage(
    wanted,
    (visit) => visit.starts_at ?? visit.created_at,
    async (page) => {
      const { rows } = await sql<ListedVisit>`
        SELECT ${listed} FROM (${rowsOfPage(agreed(person, text), page)}) AS q
          JOIN appointments a ON a.id = q.id ${withNames}
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
      return rows;
    },
  );
}

export function countAgreed(db: Database, person: Person, text: string): Promise<Total> {
  return countRows(db, agreed(person, text));
}

function agreed(person: Person, text: string): Branch[] {
  const searches =
    text === ''
      ? [sql`true`]
      : [
          sql`a.organisation_id IN (SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)})`,
          sql`a.id IN (SELECT x.appointment_id FROM appointment_files x JOIN file_places f ON f.id = x.file_id
            WHERE ${holdsWords(sql`f.search`, text)})`,
        ];
  return searches.map((where) => ({
    from: sql`appointments a`,
    id: sql`a.id`,
    value: sql`a.starts_at`,
    owner: sql`a.delivery_centre_id`,
    owners: bodiesOf(person, 'delivery-officer'),
    among: { state: sql`a.state`, states: ['agreed'] },
    where,
  }));
}

/** More visits than a centre holds in a week. */
const mostInPeriod = 500;

/** Visits agreed or held of the person's centres in a period; of one officer, or of all. */
export async function visitsBetween(
  db: Reader,
  person: Person,
  period: { readonly from: Date; readonly until: Date; readonly officerId?: string | undefined },
): Promise<ListedVisit[]> {
  const { from, until, officerId } = period;
  const { rows } = await sql<ListedVisit>`
    SELECT ${listed} FROM appointments a ${withNames}
     WHERE a.delivery_centre_id = ANY(${bodiesOf(person, 'delivery-officer')}::uuid[])
       AND a.state IN ('agreed', 'held') AND a.starts_at >= ${from} AND a.starts_at < ${until}
       ${officerId ? sql`AND a.officer_id = ${officerId}` : sql``}
     ORDER BY a.starts_at, a.id LIMIT ${mostInPeriod}`.execute(db);
  return rows;
}

/** Visits of an order's holders, the latest first. */
export async function visitsOfOrder(
  db: Reader,
  orderId: string,
): Promise<(AppointmentRow & { holders: string[]; files: string[] })[]> {
  const { rows } = await sql<AppointmentRow & { holders: string[]; files: string[] }>`
    SELECT a.*, array_agg(f.given_names || ' ' || f.surname ORDER BY f.surname) AS holders,
           array_agg(f.id ORDER BY f.surname) AS files
      FROM appointments a
      JOIN appointment_files x ON x.appointment_id = a.id AND x.outcome IS DISTINCT FROM 'left'
      JOIN file_facts f ON f.id = x.file_id
     WHERE f.order_id = ${orderId}
     GROUP BY a.id ORDER BY coalesce(a.starts_at, a.created_at) DESC LIMIT 20`.execute(db);
  return rows;
}
