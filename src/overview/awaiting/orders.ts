import { type RawBuilder, sql } from 'kysely';
import { type Delay, type DelayCode, delayAt, dueDates } from '#src/catalogue/index.js';
import { type OrderState, orderPaths } from '#src/orders/index.js';
import { bodiesOf, hasPart, leftBy } from '#src/platform/acts/actor.js';
import { countIn, stateCounts } from '#src/platform/acts/state-counts.js';
import type { Database } from '#src/platform/database/database.js';
import { lateSince } from './late.js';
import { countUpTo, type Reader, type Source, type Todo, upTo } from './source.js';

interface QueuedOrder {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly since: Date;
  readonly organisation_name: string;
}

interface Asked {
  readonly what: string;
  readonly page: (id: string) => string;
  readonly delay?: DelayCode;
}

const asked: Readonly<Partial<Record<OrderState, Asked>>> = {
  draft: { what: 'Terminer la commande', page: orderPaths.order, delay: 'order-draft' },
  returned: { what: 'Corriger la commande', page: orderPaths.order, delay: 'order-returned' },
  'to-sign': { what: 'Lire et signer la commande', page: orderPaths.sign, delay: 'order-to-sign' },
  submitted: { what: 'Examiner la commande', page: orderPaths.examine, delay: 'order-examine' },
  examined: { what: 'Contresigner la commande', page: orderPaths.countersign, delay: 'order-countersign' },
  accepted: { what: 'Transmettre la commande à l’autorité', page: orderPaths.order },
  sent: {
    what: 'Noter la réponse de l’autorité',
    page: orderPaths.authorityAnswer,
    delay: 'authority-answer',
  },
};

/**
 * Orders that a correspondent, or the author of a draft, is to finish or to mend. Those that officers entered on an
 * organisation's behalf are theirs too, until it is signed and somebody of the organisation may.
 */
export const ordersToFinish: Source = {
  title: 'Commandes à terminer ou à corriger',
  mayAwait: () => true,
  counted: (reader) => upTo(toFinish(reader)),
  items: (reader) => first(reader, toFinish(reader)),
};

function toFinish({ actor }: Reader): RawBuilder<unknown> {
  return sql`order_queue WHERE state IN ('draft', 'returned')
    AND (organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
      OR author_id = ${actor.id} AND NOT entered_on_behalf
        AND organisation_id <> ALL(${leftBy(actor)}::uuid[])
      OR entered_on_behalf AND purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[])
        AND (state = 'draft' OR NOT EXISTS (SELECT FROM roles_in_force r
          WHERE r.organisation_id = order_queue.organisation_id AND r.part = 'correspondent')))`;
}

/** Orders that wait for the signature of the person. */
export const ordersToSign: Source = {
  title: 'Commandes à signer',
  mayAwait: () => true,
  counted: (reader) => upTo(toSign(reader)),
  items: (reader) => first(reader, toSign(reader)),
};

function toSign({ actor }: Reader): RawBuilder<unknown> {
  return sql`order_queue WHERE state = 'to-sign' AND signatory_email = ${actor.email}`;
}

/** Orders that the purchasing officers examine, countersign, transmit, or whose answer they go and get. */
export const ordersToExamine: Source = {
  title: 'Commandes à examiner, contresigner ou relancer',
  list: orderPaths.list,
  mayAwait: (actor) => hasPart(actor, 'purchasing-officer'),
  async count(reader) {
    const bodies = bodiesOf(reader.actor, 'purchasing-officer');
    const counts = await stateCounts(reader.db, 'bought-order', bodies);
    const rare =
      countIn(counts, ['accepted', 'sent']) === 0 ? 0 : await countUpTo(reader.db, await heldUp(reader));
    return countIn(counts, ['submitted', 'examined']) + rare;
  },
  async items(reader) {
    const bodies = bodiesOf(reader.actor, 'purchasing-officer');
    const rest = await first(reader, await heldUp(reader));
    const queues = await Promise.all(
      ['submitted', 'examined'].map((state) =>
        first(
          reader,
          sql`order_queue WHERE purchasing_body_id = ANY(${bodies}::uuid[]) AND state = ${state}`,
        ),
      ),
    );
    return [...rest, ...queues.flat()];
  },
};

/** Accepted with its mission answered, and still not sent; sent, and the authority is late. */
async function heldUp({ db, actor, now }: Reader): Promise<RawBuilder<unknown>> {
  const cutoff = lateSince(await delayAt(db, 'authority-answer', now), now);
  const bodies = bodiesOf(actor, 'purchasing-officer');
  return sql`order_queue o WHERE purchasing_body_id = ANY(${bodies}::uuid[])
    AND (state = 'sent' AND since <= ${cutoff} OR state = 'accepted' AND NOT EXISTS (
      SELECT FROM mission_queue m WHERE m.order_id = o.id AND m.state = 'received'))`;
}

async function first({ db, now, most }: Reader, rows: RawBuilder<unknown>): Promise<Todo[]> {
  const found = await sql<QueuedOrder>`SELECT id, number, state, since, organisation_name
    FROM ${rows} ORDER BY since, id LIMIT ${most}`.execute(db);
  const delays = await delaysOf(db, found.rows, now);
  return found.rows.flatMap((order) => {
    const step = asked[order.state];
    if (!step) return [];
    const delay = delays.get(order.state);
    const until = delay && dueDates(delay, order.since).end;
    return {
      what: step.what,
      whom: `${order.organisation_name} · ${order.number}`,
      href: step.page(order.id),
      since: order.since,
      until,
      late: until !== undefined && until <= now,
    };
  });
}

async function delaysOf(
  db: Database,
  orders: readonly QueuedOrder[],
  now: Date,
): Promise<Map<OrderState, Delay>> {
  const found = new Map<OrderState, Delay>();
  for (const state of new Set(orders.map((order) => order.state))) {
    const code = asked[state]?.delay;
    if (code) found.set(state, await delayAt(db, code, now));
  }
  return found;
}
