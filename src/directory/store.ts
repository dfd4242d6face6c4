import { type Kysely, type RawBuilder, sql } from 'kysely';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { holdsWords } from '#src/platform/lists/search.js';
import type { OrganisationKind } from './organisations/organisation-kinds.js';

export interface OrganisationRow {
  id: string;
  kind: OrganisationKind;
  name: string;
  short_name: string;
  siren: string | null;
  siret: string | null;
  siret_presumed: boolean;
  address: string;
  postal_code: string;
  city: string;
  department: string;
  place_presumed: boolean;
  insee_code: string | null;
  postal_codes: string[];
  source: string;
  added_by: string | null;
  confirmed_at: Date | null;
}

export interface OperatorRow {
  organisation_id: string;
  kind: 'purchasing-body' | 'delivery-centre' | 'registration-office';
  short_name: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  website: string | null;
  hours: string;
  departments: string[];
}

export interface DifferenceRow {
  organisation_id: string;
  field: 'name' | 'address' | 'postal_code' | 'city';
  registered: string;
  noticed_at: Date;
}

export type DirectoryTables = {
  organisations: Defaulted<
    OrganisationRow,
    | 'id'
    | 'short_name'
    | 'siret_presumed'
    | 'address'
    | 'postal_code'
    | 'city'
    | 'place_presumed'
    | 'postal_codes'
  >;
  operators: OperatorRow;
  organisation_differences: DifferenceRow;
};

export function tables(db: Database | Tx): Kysely<DirectoryTables> {
  return db.withTables<DirectoryTables>() as Kysely<DirectoryTables>;
}

export function rowById(db: Database | Tx, id: string): Promise<OrganisationRow | undefined> {
  return tables(db).selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst();
}

export function rowBySiret(db: Database | Tx, siret: string): Promise<OrganisationRow | undefined> {
  return tables(db).selectFrom('organisations').selectAll().where('siret', '=', siret).executeTakeFirst();
}

export type NewOrganisation = Pick<OrganisationRow, 'kind' | 'name' | 'department' | 'source'> &
  Partial<Omit<OrganisationRow, 'id'>>;

/** @returns its identifier; none where another has the SIRET, were it added while this one waited */
export async function insertOrganisation(tx: Tx, row: NewOrganisation): Promise<string | undefined> {
  const made = await tables(tx)
    .insertInto('organisations')
    .values(row)
    .onConflict((conflict) => conflict.column('siret').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id;
}

export async function updateOrganisation(
  tx: Tx,
  id: string,
  change: Partial<Omit<OrganisationRow, 'id'>>,
): Promise<void> {
  await tables(tx).updateTable('organisations').set(change).where('id', '=', id).execute();
}

/** One operator with the organisation that it is. */
export type FoundOperator = OperatorRow &
  Pick<OrganisationRow, 'name' | 'siret' | 'address' | 'postal_code' | 'city'> & {
    organisation_kind: OrganisationKind;
  };

export function operatorRows(
  db: Database | Tx,
  where: { kind?: OperatorRow['kind']; organisation?: string; department?: string },
): Promise<FoundOperator[]> {
  let query = tables(db)
    .selectFrom('operators as o')
    .innerJoin('organisations as g', 'g.id', 'o.organisation_id')
    .selectAll('o')
    .select(['g.name', 'g.siret', 'g.address', 'g.postal_code', 'g.city', 'g.kind as organisation_kind']);
  if (where.kind) query = query.where('o.kind', '=', where.kind);
  if (where.organisation) query = query.where('o.organisation_id', '=', where.organisation);
  if (where.department) query = query.where('o.departments', '@>', sql<string[]>`ARRAY[${where.department}]`);
  return query.orderBy(sql`o.short_name COLLATE "fr-x-icu"`).execute();
}

/** Administrators who change bodies of the relay wait for one another: what a department is served by is judged whole. */
export async function lockOperators(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('operators'))`.execute(tx);
}

/** @returns whether that was new */
export async function upsertOperator(tx: Tx, row: OperatorRow): Promise<boolean> {
  const { organisation_id: _, kind: __, ...change } = row;
  const written = await tables(tx)
    .insertInto('operators')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'kind'])
        .doUpdateSet(change)
        .where(sql<boolean>`operators IS DISTINCT FROM excluded`),
    )
    .returning('kind')
    .executeTakeFirst();
  return written !== undefined;
}

export function differencesOf(db: Database | Tx, id: string): Promise<DifferenceRow[]> {
  return tables(db)
    .selectFrom('organisation_differences')
    .selectAll()
    .where('organisation_id', '=', id)
    .orderBy('field')
    .execute();
}

export async function deleteDifference(tx: Tx, id: string, field: DifferenceRow['field']): Promise<void> {
  await tables(tx)
    .deleteFrom('organisation_differences')
    .where('organisation_id', '=', id)
    .where('field', '=', field)
    .execute();
}

/** The latest typed first. */
export const unsettledPaging: Paging = { sorts: [{ key: 'ajout', by: 'identifier', down: true }] };

type UnsettledRow = OrganisationRow & { differences: number };

/** Organisations that an officer has to vouch for, or where a register says otherwise than what was typed. */
export function unsettledRows(db: Database, words: string, wanted: PageWanted): Promise<Page<UnsettledRow>> {
  return readPage(
    wanted,
    (row) => row.id,
    async (page) => {
      const { beyond, order, limit } = keyset(page, sql`g.id`, sql`g.id`);
      const { rows } = await sql<UnsettledRow>`
        SELECT g.*, (SELECT count(*)::integer FROM organisation_differences d WHERE d.organisation_id = g.id) AS differences
          FROM ${unsettled(words)} AND ${beyond} ORDER BY ${order} LIMIT ${limit}`.execute(db);
      return rows;
    },
  );
}

export async function countUnsettled(db: Database, words: string): Promise<Total> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    SELECT 1 FROM ${unsettled(words)} LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

function unsettled(words: string): RawBuilder<unknown> {
  return sql`organisations g WHERE g.source = 'typed' AND (g.confirmed_at IS NULL
    OR EXISTS (SELECT FROM organisation_differences d WHERE d.organisation_id = g.id))
    ${words ? sql`AND ${holdsWords(sql`g.search`, words)}` : sql``}`;
}
