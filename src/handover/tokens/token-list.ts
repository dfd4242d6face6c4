import { type RawBuilder, sql } from 'kysely';
import { type Reader, tables } from '#src/handover/store.js';
import type { TokenRow } from '#src/handover/types.js';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import { countIn, stateCounts } from '#src/platform/acts/state-counts.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import type { NamedList } from '#src/platform/lists/named-list.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords } from '#src/platform/lists/search.js';
import { type TokenState, tokenStates } from './token.js';
import { toSendBack } from './token-queues.js';

export const tokenLists = [
  {
    key: 'chemin',
    label: 'En chemin vers le centre',
    about: 'Expédiées par l’autorité, elles arriveront au centre de délivrance.',
    states: ['in-transit'],
  },
  { key: 'centre', label: 'Au centre', about: 'Gardées par le centre de délivrance.', states: ['received'] },
  {
    key: 'renvoyer',
    label: 'À renvoyer',
    about: 'Abîmées, ou que plus personne n’attend : elles repartent à l’autorité.',
    states: ['received', 'damaged'],
  },
  {
    key: 'autorite',
    label: 'Chez l’autorité',
    about: 'Pas encore expédiées, ou renvoyées et pas encore reprises.',
    states: ['at-authority', 'returning'],
  },
  {
    key: 'perdues',
    label: 'Perdues ou abîmées',
    about: 'Leur certificat est révoqué, un nouveau est demandé.',
    states: ['lost', 'damaged'],
  },
  { key: 'remises', label: 'Remises', about: 'Remises en main propre.', states: ['handed-over'] },
  { key: 'toutes', label: 'Toutes', about: 'Toutes les clés, où qu’elles soient.', states: tokenStates },
] as const satisfies readonly NamedList<TokenState>[];
export type TokenList = (typeof tokenLists)[number];

export type ListedToken = TokenRow & {
  given_names: string;
  surname: string;
  organisation_name: string;
  order_number: string;
  /** A holder waits for it still. */
  awaited: boolean;
};

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

export interface TokenFilters {
  readonly list: TokenList;
  /** Beginning of a serial, or words of the holder's or the organisation's name. */
  readonly text: string;
}

/** The longest in their state first. */
export const tokenPaging: Paging = { sorts: [{ key: 'depuis', by: 'instant' }] };

export function listTokens(
  db: Reader,
  person: Person,
  filters: TokenFilters,
  wanted: PageWanted,
): Promise<Page<ListedToken>> {
  return readPage(
    wanted,
    (token) => token.since,
    async (page) => {
      const found = sql<{ id: string; value: Date }>`(${rowsOfPage(branchesOf(person, filters), page)})`;
      return (await withHolder(db)
        .innerJoin(found.as('q'), 'q.id', 't.id')
        .orderBy(keyset(page, sql`t.since`, sql`t.id`).order)
        .execute()) as ListedToken[];
    },
  );
}

/** How many tokens a list holds: from the kept counts of the centre where they tell it, else counted up to the limit. */
export async function countTokens(db: Database, person: Person, filters: TokenFilters): Promise<Total> {
  const { list, text } = filters;
  const buys = bodiesOf(person, 'purchasing-officer').length > 0;
  if (text !== '' || list.key === 'renvoyer' || buys) return countRows(db, branchesOf(person, filters));
  const counts = await stateCounts(db, 'token', bodiesOf(person, 'delivery-officer'));
  return exactly(countIn(counts, list.states));
}

function branchesOf(person: Person, { list, text }: TokenFilters): Branch[] {
  const keepers = [
    { owner: sql`t.delivery_centre_id`, owners: bodiesOf(person, 'delivery-officer') },
    { owner: sql`t.purchasing_body_id`, owners: bodiesOf(person, 'purchasing-officer') },
  ].filter(({ owners }) => owners.length > 0);
  const kept = list.key === 'renvoyer' ? toSendBack : sql<boolean>`true`;
  return searches(text).flatMap((search) =>
    keepers.map((keeper) => ({
      ...keeper,
      from: sql`tokens t`,
      id: sql`t.id`,
      value: sql`t.since`,
      among: { state: sql`t.state`, states: list.states },
      where: sql`${kept} AND ${search}`,
    })),
  );
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const serial = text.toUpperCase().replaceAll(/\s/g, '');
  return [
    sql<boolean>`t.serial LIKE ${begins(serial)}`,
    sql<boolean>`t.file_id IN (SELECT id FROM file_places WHERE ${holdsWords(sql`search`, text)})`,
    sql<boolean>`t.file_id IN (SELECT id FROM file_places WHERE organisation_id IN (
      SELECT id FROM organisation_words WHERE ${holdsWords(sql`search`, text)}))`,
  ];
}

/** One token, if the person handles it. */
export async function findToken(db: Reader, person: Person, id: string): Promise<ListedToken | undefined> {
  return (await withHolder(db).where('t.id', '=', id).where(mine(person)).executeTakeFirst()) as
    | ListedToken
    | undefined;
}
