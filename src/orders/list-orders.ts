import { type Kysely, sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/actor.js';
import type { Database } from '#src/platform/database.js';
import type { OrderState } from './order.js';
import type { OrderTables } from './store.js';

/** How a person sees the list: for a body they serve, or the orders they take part in themselves. */
export type ListScope =
  | { readonly as: 'purchasing-officer' | 'delivery-officer'; readonly body: string }
  | { readonly as: 'own' };

export interface ListFilters {
  readonly state?: OrderState | undefined;
  /** Number, or words of the organisation's name. */
  readonly text?: string | undefined;
  /** Oldest first, or latest first. */
  readonly down: boolean;
  readonly after?: { readonly since: Date; readonly id: string } | undefined;
}

export interface ListedOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly since: Date;
  readonly quantity: number;
  readonly organisation_name: string;
}

export const listPageSize = 50;

/** One scope a list: each rests on one index, where a union of all of them would rest on none. */
export function scopesOf(actor: Person): ListScope[] {
  const of = (as: 'purchasing-officer' | 'delivery-officer'): ListScope[] =>
    bodiesOf(actor, as).map((body) => ({ as, body }));
  return [...of('purchasing-officer'), ...of('delivery-officer'), { as: 'own' }];
}

/** A page of the list, and whether more follow. */
export async function listOrders(
  db: Database,
  actor: Person,
  scope: ListScope,
  filters: ListFilters,
): Promise<{ rows: ListedOrder[]; more: boolean }> {
  const { down, after, text, state } = filters;
  let query = (db.withTables<OrderTables>() as unknown as Kysely<OrderTables>)
    .selectFrom('orders as o')
    .innerJoin('organisations as g', 'g.id', 'o.organisation_id')
    .select(['o.id', 'o.number', 'o.state', 'o.since', 'o.quantity', 'g.name as organisation_name'])
    .where(inScope(actor, scope));
  if (state) query = query.where('o.state', '=', state);
  if (text) {
    query = query.where(
      sql<boolean>`(o.number = ${text} OR g.search LIKE '%' || lower(f_unaccent(${text.replace(/[%_\\]/g, '')})) || '%')`,
    );
  }
  if (after) {
    query = query.where(
      down
        ? sql<boolean>`(o.since, o.id) < (${after.since}, ${after.id}::uuid)`
        : sql<boolean>`(o.since, o.id) > (${after.since}, ${after.id}::uuid)`,
    );
  }
  const direction = down ? 'desc' : 'asc';
  const rows = await query
    .orderBy('o.since', direction)
    .orderBy('o.id', direction)
    .limit(listPageSize + 1)
    .execute();
  return { rows: rows.slice(0, listPageSize), more: rows.length > listPageSize };
}

function inScope(actor: Person, scope: ListScope): ReturnType<typeof sql<boolean>> {
  switch (scope.as) {
    case 'purchasing-officer':
      return sql<boolean>`o.purchasing_body_id = ${scope.body} AND (o.submitted_at IS NOT NULL OR o.entered_on_behalf)`;
    case 'delivery-officer':
      return sql<boolean>`o.delivery_centre_id = ${scope.body} AND o.submitted_at IS NOT NULL`;
    case 'own':
      return sql<boolean>`(o.author_id = ${actor.id}
        OR o.organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
        OR o.signatory_email = ${actor.email} AND (o.state = 'to-sign' OR o.submitted_at IS NOT NULL))`;
  }
}
