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
  type Partition,
  readPage,
} from '#src/platform/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/search.js';
import { countIn, countLimit, stateCounts } from '#src/platform/state-counts.js';
import { exactly, type Total, upToLimit } from '#src/platform/totals.js';
import { type OrderState, orderStates } from './order.js';

/** How a person sees the list: for the bodies they serve, or the orders they take part in themselves. */
export type ListScope = 'purchasing-officer' | 'delivery-officer' | 'own';

export interface OrderFilters {
  readonly state?: OrderState | undefined;
  /** The beginning of a number, or words of the organisation's name; empty where nothing is searched. */
  readonly text: string;
}

export interface ListedOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly since: Date;
  readonly quantity: number;
  readonly organisation_name: string;
}

/** Officers read the longest wait first; who orders, the latest. */
export function orderPaging(scope: ListScope): Paging {
  return {
    sorts: [
      { key: 'depuis', by: 'instant', down: scope === 'own' },
      { key: 'numero', by: 'text', down: scope === 'own' },
    ],
  };
}

export function scopesOf(actor: Person): readonly ListScope[] {
  const officers = (['purchasing-officer', 'delivery-officer'] as const).filter(
    (part) => bodiesOf(actor, part).length > 0,
  );
  return [...officers, 'own'];
}

/** A page of the list. */
export function listOrders(
  db: Database,
  actor: Person,
  scope: ListScope,
  filters: OrderFilters,
  wanted: PageWanted,
): Promise<Page<ListedOrder>> {
  const byNumber = wanted.sort.key === 'numero';
  return readPage(
    wanted,
    (row) => (byNumber ? row.number : row.since),
    async (page) => {
      const column = sql.ref(byNumber ? 'o.number' : 'o.since');
      const { order, limit } = keyset(page, column, sql`o.id`);
      const { rows } = await sql<ListedOrder>`
        SELECT o.id, o.number, o.state, o.since, o.quantity, g.name AS organisation_name
          FROM (SELECT id FROM (${matching(actor, scope, filters, keyset(page, column, sql`o.id`), column)}) AS found
                 ORDER BY ${keyset(page, sql`value`, sql`id`).order} LIMIT ${limit}) AS f
          JOIN orders o ON o.id = f.id
          JOIN organisations g ON g.id = o.organisation_id
         ORDER BY ${order}`.execute(db);
      return rows;
    },
  );
}

/** How many orders the list holds: from the kept counts where no more than a state is chosen, else up to the limit. */
export async function countOrders(
  db: Database,
  actor: Person,
  scope: ListScope,
  filters: OrderFilters,
): Promise<Total> {
  if (scope !== 'own' && filters.text === '') {
    const kind = scope === 'purchasing-officer' ? 'bought-order' : 'delivered-order';
    const counts = await stateCounts(db, kind, bodiesOf(actor, scope));
    return exactly(countIn(counts, filters.state ? [filters.state] : orderStates));
  }
  const every = { beyond: sql<boolean>`true`, order: sql`o.since`, limit: countLimit + 1 };
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (
      SELECT id FROM (${matching(actor, scope, filters, every, sql`o.since`)}) AS found
       LIMIT ${countLimit + 1}) AS counted`.execute(db);
  return upToLimit(rows[0]?.count ?? 0);
}

/** The identifiers of what the person may see and the filters leave, a branch for each index that gives some. */
function matching(
  actor: Person,
  scope: ListScope,
  { state, text }: OrderFilters,
  page: Keyset,
  value: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const branches = searches(text).flatMap((search) =>
    partitions(actor, scope, state).map(({ seen, ...partition }) =>
      firstOfEach(sql`orders o`, [partition], {
        id: sql`o.id`,
        value,
        where: sql`${seen} AND ${search}`,
        keyset: page,
      }),
    ),
  );
  return sql.join(branches, sql` UNION `);
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const named = sql<boolean>`o.organisation_id IN (SELECT id FROM organisations WHERE ${holdsWords(sql`search`, text)})`;
  return isNumber(text) ? [named, sql<boolean>`o.number LIKE ${begins(text)}`] : [named];
}

function partitions(
  actor: Person,
  scope: ListScope,
  state: OrderState | undefined,
): (Partition & { readonly seen: RawBuilder<boolean> })[] {
  const inState = state ? sql<boolean>`o.state = ${state}` : sql<boolean>`true`;
  const among = state ? { state: sql`o.state`, states: [state] } : {};
  switch (scope) {
    case 'purchasing-officer':
      return [
        {
          ...among,
          owner: sql`o.purchasing_body_id`,
          owners: bodiesOf(actor, scope),
          seen: sql<boolean>`(o.submitted_at IS NOT NULL OR o.entered_on_behalf)`,
        },
      ];
    case 'delivery-officer':
      return [
        {
          ...among,
          owner: sql`o.delivery_centre_id`,
          owners: bodiesOf(actor, scope),
          seen: sql<boolean>`o.submitted_at IS NOT NULL`,
        },
      ];
    case 'own':
      return [
        { owner: sql`o.author_id`, owners: [actor.id], seen: inState },
        { owner: sql`o.organisation_id`, owners: bodiesOf(actor, 'correspondent'), seen: inState },
        {
          owner: sql`o.signatory_email`,
          owners: [actor.email],
          type: 'text',
          seen: sql<boolean>`${inState} AND (o.state = 'to-sign' OR o.submitted_at IS NOT NULL)`,
        },
      ];
  }
}
