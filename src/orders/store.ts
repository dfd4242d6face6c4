import { type Kysely, sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/actor.js';
import type { Database, Tx } from '#src/platform/database.js';
import type { MissionState } from './mission.js';
import type { OrderState } from './order.js';
import type { Reason, SavedAnswers, Terms } from './types.js';

export type OrderTables = {
  orders: {
    id: string;
    number: string;
    state: OrderState;
    came_from: OrderState | null;
    since: Date;
    version: number;
    created_at: Date;
    author_id: string;
    entered_on_behalf: boolean;
    /** Officers who filled it in, or asked for its signature, for the organisation. */
    prepared_by: string[];
    author_confirmed_at: Date | null;
    organisation_id: string;
    purchasing_body_id: string;
    delivery_centre_id: string;
    answers: SavedAnswers;
    signatory_email: string | null;
    terms: Terms | null;
    quantity: number;
    form_file_id: string | null;
    mission_file_id: string | null;
    documents_hash: Buffer | null;
    examined_by: string | null;
    examined_hash: Buffer | null;
    signatory_confirmed_by: string | null;
    authority_reference: string | null;
    reason: Reason | null;
    submitted_at: Date | null;
    transmitted_at: Date | null;
    ended_at: Date | null;
    warned: number;
  };
  order_counters: { year: number; department: string; last: number };
  order_holders: {
    id: string;
    order_id: string;
    position: number;
    given_name: string;
    surname: string;
    function: string;
    email: string;
    phone: string;
    situation: string;
    usages: string[];
  };
  signatures: {
    id: string;
    order_id: string;
    kind: 'signature' | 'countersignature';
    person_id: string;
    name: string;
    function: string;
    email: string;
    at: Date;
    level: string;
    documents_hash: Buffer;
    acceptances: unknown;
    sheet_file_id: string | null;
    void_at: Date | null;
  };
  missions: {
    id: string;
    order_id: string;
    delivery_centre_id: string;
    state: MissionState;
    since: Date;
    reason: Reason | null;
  };
  organisations: {
    id: string;
    name: string;
    siren: string | null;
    siret: string | null;
    siret_presumed: boolean;
    address: string;
    postal_code: string;
    city: string;
    department: string;
  };
};

export type OrderRow = OrderTables['orders'];
export type SignatureRow = OrderTables['signatures'];
export type MissionRow = OrderTables['missions'];

function tables(db: Database | Tx): Kysely<OrderTables> {
  return db.withTables<OrderTables>() as unknown as Kysely<OrderTables>;
}

/**
 * The orders that a person may see, as a condition on `o`: rule 13 rests on it. A session of a door sees the one
 * order that the door names.
 */
export function visibleTo(actor: Person): ReturnType<typeof sql<boolean>> {
  if (actor.door !== null) {
    return sql<boolean>`(${actor.door} = 'order:' || o.id AND o.signatory_email = ${actor.email} AND o.submitted_at IS NOT NULL
      OR ${actor.door} = 'order:' || o.id AND o.signatory_email = ${actor.email} AND o.state = 'to-sign')`;
  }
  return sql<boolean>`(o.author_id = ${actor.id}
    OR o.organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR o.signatory_email = ${actor.email} AND (o.state = 'to-sign' OR o.submitted_at IS NOT NULL)
    OR o.purchasing_body_id = ANY(${[...bodiesOf(actor, 'purchasing-officer'), ...bodiesOf(actor, 'accountant')]}::uuid[])
       AND (o.state = 'to-sign' OR o.submitted_at IS NOT NULL OR o.entered_on_behalf)
    OR o.delivery_centre_id = ANY(${[...bodiesOf(actor, 'delivery-officer'), ...bodiesOf(actor, 'accountant')]}::uuid[])
       AND o.submitted_at IS NOT NULL)`;
}

const orderWithOrganisation = (db: Database | Tx) =>
  tables(db)
    .selectFrom('orders as o')
    .innerJoin('organisations as g', 'g.id', 'o.organisation_id')
    .selectAll('o')
    .select([
      'g.name as organisation_name',
      'g.siret as organisation_siret',
      'g.siren as organisation_siren',
      'g.siret_presumed',
      'g.department',
    ]);

export type FoundOrder = OrderRow & {
  organisation_name: string;
  organisation_siret: string | null;
  organisation_siren: string | null;
  siret_presumed: boolean;
  department: string;
};

/** The order, if the person may see it. */
export function findOrder(db: Database | Tx, actor: Person, id: string): Promise<FoundOrder | undefined> {
  return orderWithOrganisation(db).where('o.id', '=', id).where(visibleTo(actor)).executeTakeFirst();
}

/** The same, with the row locked until the act ends. */
export function lockOrder(tx: Tx, actor: Person, id: string): Promise<FoundOrder | undefined> {
  return orderWithOrganisation(tx)
    .where('o.id', '=', id)
    .where(visibleTo(actor))
    .forUpdate('o')
    .executeTakeFirst();
}

/** For jobs, the calendar and the authority's answers: no person asks. */
export function lockOrderById(tx: Tx, id: string): Promise<FoundOrder | undefined> {
  return orderWithOrganisation(tx).where('o.id', '=', id).forUpdate('o').executeTakeFirst();
}

export async function nextNumber(tx: Tx, year: number, department: string): Promise<string> {
  const row = await tables(tx)
    .insertInto('order_counters')
    .values({ year, department, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['year', 'department']).doUpdateSet({ last: sql`order_counters.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${year}-${department}-${String(row.last).padStart(4, '0')}`;
}

export async function insertOrder(
  tx: Tx,
  order: Pick<
    OrderRow,
    | 'number'
    | 'author_id'
    | 'entered_on_behalf'
    | 'prepared_by'
    | 'organisation_id'
    | 'purchasing_body_id'
    | 'delivery_centre_id'
    | 'answers'
    | 'created_at'
  >,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('orders')
    .values({ ...order, answers: json(order.answers), state: 'draft', since: order.created_at } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Saves what an act changed; every save makes a new version. */
export async function updateOrder(tx: Tx, id: string, change: Partial<OrderRow>): Promise<void> {
  const jsonColumns = ['answers', 'terms', 'reason'] as const;
  const values: Record<string, unknown> = { ...change };
  for (const column of jsonColumns) if (change[column]) values[column] = json(change[column]);
  await tables(tx)
    .updateTable('orders')
    .set({ ...values, version: sql`version + 1` } as never)
    .where('id', '=', id)
    .execute();
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

export async function replaceHolders(
  tx: Tx,
  orderId: string,
  holders: readonly Omit<OrderTables['order_holders'], 'id' | 'order_id' | 'position'>[],
): Promise<void> {
  await tables(tx).deleteFrom('order_holders').where('order_id', '=', orderId).execute();
  await tables(tx)
    .insertInto('order_holders')
    .values(holders.map((holder, index) => ({ ...holder, order_id: orderId, position: index + 1 })) as never)
    .execute();
}

export function holdersOf(db: Database | Tx, orderId: string): Promise<OrderTables['order_holders'][]> {
  return tables(db)
    .selectFrom('order_holders')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
}

export async function insertSignature(
  tx: Tx,
  signature: Omit<SignatureRow, 'id' | 'void_at' | 'sheet_file_id'>,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('signatures')
    .values({ ...signature, acceptances: json(signature.acceptances) } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Signatures that still stand, oldest first. */
export function signaturesOf(db: Database | Tx, orderId: string): Promise<SignatureRow[]> {
  return tables(db)
    .selectFrom('signatures')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('void_at', 'is', null)
    .orderBy('at')
    .execute();
}

export async function voidSignatures(
  tx: Tx,
  orderId: string,
  kinds: readonly SignatureRow['kind'][],
  at: Date,
): Promise<void> {
  await tables(tx)
    .updateTable('signatures')
    .set({ void_at: at })
    .where('order_id', '=', orderId)
    .where('kind', 'in', kinds)
    .where('void_at', 'is', null)
    .execute();
}

/** The mission request of the last signature. */
export function currentMission(db: Database | Tx, orderId: string): Promise<MissionRow | undefined> {
  return tables(db)
    .selectFrom('missions')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function insertMission(
  tx: Tx,
  mission: Pick<MissionRow, 'order_id' | 'delivery_centre_id' | 'state' | 'since'>,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('missions')
    .values(mission as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateMission(
  tx: Tx,
  id: string,
  change: Pick<MissionRow, 'state' | 'since'> & { reason?: Reason },
): Promise<void> {
  await tables(tx)
    .updateTable('missions')
    .set({ ...change, reason: change.reason ? json(change.reason) : null } as never)
    .where('id', '=', id)
    .execute();
}

/** Whether the address has already signed, for this organisation, an order that was accepted. */
export async function signatoryKnown(
  tx: Tx,
  organisationId: string,
  email: string,
  exceptOrder: string,
): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('signatures as s')
    .innerJoin('orders as o', 'o.id', 's.order_id')
    .select('s.id')
    .where('o.organisation_id', '=', organisationId)
    .where('o.id', '<>', exceptOrder)
    .where('s.kind', '=', 'signature')
    .where('s.email', '=', email)
    .where('o.state', 'in', ['accepted', 'sent', 'transmitted', 'completed'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The order whoever asks: for jobs and neighbours that have judged access themselves. */
export function findOrderFacts(
  db: Database | Tx,
  id: string,
): Promise<(FoundOrder & { siret: string | null }) | undefined> {
  return orderWithOrganisation(db).select('g.siret').where('o.id', '=', id).executeTakeFirst();
}

export async function setSheet(tx: Tx, signatureId: string, fileId: string): Promise<void> {
  await tables(tx)
    .updateTable('signatures')
    .set({ sheet_file_id: fileId })
    .where('id', '=', signatureId)
    .execute();
}

export function findSignature(db: Database | Tx, id: string): Promise<SignatureRow | undefined> {
  return tables(db).selectFrom('signatures').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Addresses of those who follow the order for the organisation: the correspondent named in it, and its author. */
export async function correspondentAddresses(tx: Tx, order: FoundOrder): Promise<string[]> {
  const named = ((order.answers.correspondent ?? {}) as { email?: string }).email?.trim().toLowerCase();
  const { rows } = await sql<{
    email: string;
  }>`SELECT email FROM people WHERE id = ${order.author_id}`.execute(tx);
  const author = order.entered_on_behalf ? [] : rows.map((row) => row.email);
  return [...new Set([...(named ? [named] : []), ...author])];
}

/** Missions that a delivery centre has not answered yet. */
export function missionsAwaiting(db: Database | Tx): Promise<MissionRow[]> {
  return tables(db)
    .selectFrom('missions')
    .selectAll()
    .where('state', '=', 'received')
    .orderBy('since')
    .execute();
}

/** Orders that the purchasing body has and that have not ended, oldest first. */
export async function ordersWithBuyer(db: Database | Tx): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('orders')
    .select('id')
    .where('state', 'in', ['submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

/** Orders that wait for their organisation, oldest first. */
export async function ordersAsleep(db: Database | Tx): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('orders')
    .select('id')
    .where('state', 'in', ['draft', 'to-sign', 'returned'])
    .orderBy('since')
    .execute();
  return rows.map((row) => row.id);
}
