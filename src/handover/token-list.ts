import { sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/actor.js';
import { type Reader, tables } from './store.js';
import type { TokenState } from './token.js';
import type { TokenRow } from './types.js';

export const tokenLists = [
  { key: 'chemin', label: 'En chemin vers le centre', states: ['in-transit'] },
  { key: 'centre', label: 'Au centre', states: ['received'] },
  { key: 'renvoyer', label: 'À renvoyer', states: ['received', 'damaged'] },
  { key: 'autorite', label: 'Chez l’autorité', states: ['at-authority', 'returning'] },
  { key: 'perdues', label: 'Perdues ou abîmées', states: ['lost', 'damaged'] },
  { key: 'remises', label: 'Remises', states: ['handed-over'] },
  { key: 'toutes', label: 'Toutes', states: null },
] as const satisfies readonly {
  key: string;
  label: string;
  states: readonly TokenState[] | null;
}[];
export type TokenList = (typeof tokenLists)[number];

export type ListedToken = TokenRow & {
  given_names: string;
  surname: string;
  organisation_name: string;
  order_number: string;
  /** A holder waits for it still. */
  awaited: boolean;
};

const pageSize = 50;

/** Tokens that the person handles: those of their delivery centres and of their purchasing body. */
function mine(person: Person) {
  return sql<boolean>`(t.delivery_centre_id = ANY(${bodiesOf(person, 'delivery-officer')}::uuid[])
    OR t.purchasing_body_id = ANY(${bodiesOf(person, 'purchasing-officer')}::uuid[]))`;
}

const withHolder = (db: Reader) =>
  tables(db)
    .selectFrom('tokens as t')
    .innerJoin('file_facts as f', 'f.id', 't.file_id')
    .selectAll('t')
    .select(['f.given_names', 'f.surname', 'f.organisation_name', 'f.order_number'])
    .select(
      sql<boolean>`(f.certificate_id = t.certificate_id AND f.certificate_state = 'issued')`.as('awaited'),
    );

/** Longest in their state first. */
export async function listTokens(
  db: Reader,
  person: Person,
  query: {
    readonly list: TokenList;
    readonly search: string;
    readonly after: { since: Date; id: string } | null;
  },
): Promise<{ rows: ListedToken[]; more: boolean }> {
  const { list, search, after } = query;
  let found = withHolder(db)
    .where(mine(person))
    .orderBy('t.since')
    .orderBy('t.id')
    .limit(pageSize + 1);
  if (list.states) found = found.where('t.state', 'in', [...list.states]);
  if (list.key === 'renvoyer') {
    found = found.where(
      sql<boolean>`(t.state = 'damaged' AND t.keeper = 'centre' OR t.state = 'received'
        AND NOT (f.certificate_id = t.certificate_id AND f.certificate_state = 'issued'))`,
    );
  }
  if (search) {
    const words = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    found = found.where(
      sql<boolean>`(t.serial ILIKE ${words} OR lower(f_unaccent(f.given_names || ' ' || f.surname || ' ' || f.organisation_name))
        LIKE lower(f_unaccent(${words})))`,
    );
  }
  if (after) found = found.where(sql<boolean>`(t.since, t.id) > (${after.since}, ${after.id}::uuid)`);
  const rows = (await found.execute()) as ListedToken[];
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** One token, if the person handles it. */
export async function findToken(db: Reader, person: Person, id: string): Promise<ListedToken | undefined> {
  return (await withHolder(db).where('t.id', '=', id).where(mine(person)).executeTakeFirst()) as
    | ListedToken
    | undefined;
}

/** Keys on their way to the person's centres, and keys that lie there for nobody: what awaits them. */
export async function tokensAwaiting(
  db: Reader,
  person: Person,
): Promise<{ toReceive: number; toSendBack: number }> {
  const centres = bodiesOf(person, 'delivery-officer');
  if (centres.length === 0) return { toReceive: 0, toSendBack: 0 };
  const { rows } = await sql<{ to_receive: number; to_send_back: number }>`
    SELECT count(*) FILTER (WHERE t.state = 'in-transit') AS to_receive,
           count(*) FILTER (WHERE t.state = 'damaged' AND t.keeper = 'centre'
             OR t.state = 'received' AND NOT (f.certificate_id = t.certificate_id AND f.certificate_state = 'issued'))
             AS to_send_back
      FROM tokens t JOIN file_facts f ON f.id = t.file_id
     WHERE t.delivery_centre_id = ANY(${centres}::uuid[]) AND t.state IN ('in-transit', 'received', 'damaged')`.execute(
    db,
  );
  return { toReceive: rows[0]?.to_receive ?? 0, toSendBack: rows[0]?.to_send_back ?? 0 };
}
