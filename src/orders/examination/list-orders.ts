import { type RawBuilder, sql } from 'kysely';
import { type OrderState, orderStates } from '#src/orders/order.js';
import { signed } from '#src/orders/store.js';
import { bodiesOf, leftBy, type Person } from '#src/platform/acts/actor.js';
import { countIn, stateCounts } from '#src/platform/acts/state-counts.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { type Branch, countRows, rowsOfPage } from '#src/platform/lists/list-rows.js';
import { keyset, type Page, type PageWanted, type Paging, readPage } from '#src/platform/lists/paging.js';
import { begins, holdsWords, isNumber } from '#src/platform/lists/search.js';

/** How a person sees the list: for the bodies they serve, or the orders they take part in themselves. */
export type ListScope = 'purchasing-officer' | 'delivery-officer' | 'own';

interface OrderFilters {
  readonly state?: OrderState | undefined;
  /** The beginning of a number, or words of the organisation's name; empty where nothing is searched. */
  readonly text: string;
}

export interface ListedOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly since: Date;
  /** Of a draft, as many as the holders typed so far. */
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
  const branches = branchesOf(actor, scope, filters, sql.ref(byNumber ? 'o.number' : 'o.since'));
  return readPage(
    wanted,
    (row) => (byNumber ? row.number : row.since),
    async (page) => {
      const { rows } = await sql<ListedOrder>`
        SELECT o.id, o.number, o.state, o.since, g.name AS organisation_name, CASE WHEN o.quantity = 0
            AND jsonb_typeof(o.answers->'holders') = 'array' THEN jsonb_array_length(o.answers->'holders')
            ELSE o.quantity END AS quantity
          FROM (${rowsOfPage(branches, page)}) AS q
          JOIN orders o ON o.id = q.id
          JOIN organisations g ON g.id = o.organisation_id
         ORDER BY ${keyset(page, sql`q.value`, sql`q.id`).order}`.execute(db);
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
  return countRows(db, branchesOf(actor, scope, filters, sql`o.since`));
}

/** What the person may see and the filters leave. */
function branchesOf(
  actor: Person,
  scope: ListScope,
  { state, text }: OrderFilters,
  value: RawBuilder<unknown>,
): Branch[] {
  const from = sql`orders o`;
  return searches(text).flatMap((search) =>
    seen(actor, scope, state).map((own) => ({
      ...own,
      from,
      id: sql`o.id`,
      value,
      where: sql`${own.where} AND ${search}`,
    })),
  );
}

function searches(text: string): RawBuilder<boolean>[] {
  if (text === '') return [sql<boolean>`true`];
  const named = sql<boolean>`o.organisation_id IN (SELECT id FROM organisations WHERE ${holdsWords(sql`search`, text)})`;
  return isNumber(text) ? [named, sql<boolean>`o.number LIKE ${begins(text)}`] : [named];
}

function seen(
  actor: Person,
  scope: ListScope,
  state: OrderState | undefined,
): Pick<Branch, 'owner' | 'owners' | 'type' | 'among' | 'where'>[] {
  const among = state && { state: sql`o.state`, states: [state] };
  const inState = state ? sql`o.state = ${state}` : sql`true`;
  switch (scope) {
    case 'purchasing-officer':
      return [
        {
          owner: sql`o.purchasing_body_id`,
          owners: bodiesOf(actor, scope),
          among,
          where: sql`(o.submitted_at IS NOT NULL OR o.entered_on_behalf)`,
        },
      ];
    case 'delivery-officer':
      return [
        {
          owner: sql`o.delivery_centre_id`,
          owners: bodiesOf(actor, scope),
          among,
          where: sql`o.submitted_at IS NOT NULL`,
        },
      ];
    case 'own':
      return [
        {
          owner: sql`o.author_id`,
          owners: [actor.id],
          where: sql`${inState} AND NOT o.entered_on_behalf
            AND o.organisation_id <> ALL(${leftBy(actor)}::uuid[])`,
        },
        { owner: sql`o.organisation_id`, owners: bodiesOf(actor, 'correspondent'), where: inState },
        {
          owner: sql`o.signatory_email`,
          owners: [actor.email],
          type: 'text',
          where: sql`${inState} AND (o.state = 'to-sign' OR ${signed})`,
        },
      ];
  }
}
