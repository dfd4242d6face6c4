import { type RawBuilder, sql } from 'kysely';
import type { OperatorKind } from '#src/directory/organisations/organisations.js';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { holdsWords } from '#src/platform/lists/search.js';
import type { GrantedPart, RoleBody } from './role.js';

export interface RoleRow {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly part: GrantedPart;
  readonly body: string | null;
  /** Null: the installation. */
  readonly bodyName: string | null;
  readonly grantedAt: Date;
  /** Null: on the command line, or by the procedure. */
  readonly grantedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

const roles = sql`
  SELECT r.id, r.person_id AS "personId", p.name, p.email, r.part, r.organisation_id AS body, o.name AS "bodyName",
         r.granted_at AS "grantedAt", g.name AS "grantedBy", r.ended_at AS "endedAt", e.name AS "endedBy"
    FROM roles r
    JOIN people p ON p.id = r.person_id
    LEFT JOIN organisations o ON o.id = r.organisation_id
    LEFT JOIN people g ON g.id = r.granted_by
    LEFT JOIN people e ON e.id = r.ended_by`;

/** Undefined where the same role is in force already. */
export async function insertRole(
  tx: Tx,
  role: { personId: string; part: GrantedPart; body: string | null; at: Date; by: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO roles (person_id, part, organisation_id, granted_at, granted_by)
    VALUES (${role.personId}, ${role.part}, ${role.body}, ${role.at}, ${role.by})
    ON CONFLICT (person_id, part, organisation_id) WHERE ended_at IS NULL DO NOTHING
    RETURNING id`.execute(tx);
  return rows[0]?.id;
}

/** False where it had ended before. */
export async function markRoleEnded(
  tx: Tx,
  id: string,
  ended: { at: Date; by: string | null },
): Promise<boolean> {
  const { rows } = await sql`UPDATE roles SET ended_at = ${ended.at}, ended_by = ${ended.by}
    WHERE id = ${id} AND ended_at IS NULL RETURNING id`.execute(tx);
  return rows.length > 0;
}

export async function findRole(db: Database | Tx, id: string): Promise<RoleRow | undefined> {
  const { rows } = await sql<RoleRow>`${roles} WHERE r.id = ${id}`.execute(db);
  return rows[0];
}

/** How many administer the installation; locks their roles, so that two don't end the last two at once. */
export async function countAdministrators(tx: Tx): Promise<number> {
  const { rows } = await sql`SELECT id FROM roles
    WHERE part = 'administrator' AND organisation_id IS NULL AND ended_at IS NULL FOR UPDATE`.execute(tx);
  return rows.length;
}

interface RoleSearch {
  readonly bodies: 'all' | readonly string[];
  readonly ended: boolean;
  readonly part?: GrantedPart | undefined;
  /** Words of a name, an address or an organisation. */
  readonly words?: string | undefined;
}

/** The most recently granted first. */
export const rolePaging: Paging = { sorts: [{ key: 'depuis', by: 'instant', down: true }] };

export function listRoles(db: Database, search: RoleSearch, wanted: PageWanted): Promise<Page<RoleRow>> {
  return readPage(
    wanted,
    (role) => role.grantedAt,
    async (page) => {
      const { beyond, order, limit } = keyset(page, sql`r.granted_at`, sql`r.id`);
      const { rows } = await sql<RoleRow>`${roles} WHERE ${wantedRoles(search)} AND ${beyond}
        ORDER BY ${order} LIMIT ${limit}`.execute(db);
      return rows;
    },
  );
}

export async function countRoles(db: Database, search: RoleSearch): Promise<Total> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM (
    ${roles} WHERE ${wantedRoles(search)} LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

function wantedRoles({ bodies, ended, part, words }: RoleSearch): RawBuilder<unknown> {
  const text = sql`p.email || ' ' || lower(f_unaccent(p.name)) || ' ' || coalesce(o.search, '')`;
  return sql`r.ended_at IS ${ended ? sql`NOT NULL` : sql`NULL`}
    ${bodies === 'all' ? sql`` : sql`AND r.organisation_id = ANY(${bodies}::uuid[])`}
    ${part ? sql`AND r.part = ${part}` : sql``}
    ${words ? sql`AND ${holdsWords(sql`(${text})`, words)}` : sql``}`;
}

const bodies = sql`SELECT o.id, o.name, coalesce(array_agg(k.kind) FILTER (WHERE k.kind IS NOT NULL), '{}') AS kinds
  FROM organisations o LEFT JOIN operators k ON k.organisation_id = o.id`;

type FoundBody = RoleBody & { readonly id: string; readonly kinds: readonly OperatorKind[] };

export async function findBody(db: Database | Tx, id: string): Promise<FoundBody | undefined> {
  const { rows } = await sql<FoundBody>`${bodies} WHERE o.id = ${id} GROUP BY o.id`.execute(db);
  return rows[0];
}

/** The operators among the bodies that one administers. */
export async function listOperators(db: Database, among: 'all' | readonly string[]): Promise<FoundBody[]> {
  const { rows } = await sql<FoundBody>`${bodies}
    WHERE k.kind IS NOT NULL ${among === 'all' ? sql`` : sql`AND o.id = ANY(${among}::uuid[])`}
    GROUP BY o.id ORDER BY o.name LIMIT 100`.execute(db);
  return rows;
}

/** Organisations by the words of their name, or by SIRET. */
export async function searchBodies(
  db: Database,
  words: string,
  among: 'all' | readonly string[],
): Promise<FoundBody[]> {
  const digits = words.replace(/\D/g, '');
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<FoundBody>`${bodies}
    WHERE (o.search LIKE lower(f_unaccent(${like})) ${digits.length === 14 ? sql`OR o.siret = ${digits}` : sql``})
      ${among === 'all' ? sql`` : sql`AND o.id = ANY(${among}::uuid[])`}
    GROUP BY o.id ORDER BY length(o.name), o.name LIMIT 20`.execute(db);
  return rows;
}

/** What somebody plays, for their own page. */
export async function rolesOf(db: Database | Tx, personId: string): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`${roles}
    WHERE r.person_id = ${personId} AND r.ended_at IS NULL ORDER BY r.granted_at`.execute(db);
  return rows;
}
