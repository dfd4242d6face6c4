import { sql } from 'kysely';
import { type Operator, purchasingBody } from '#src/directory/organisations/organisations.js';
import type { Actor } from '#src/platform/acts/actor.js';
import { bodiesOf } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';

/** An organisation, for somebody who says who its correspondents are. */
export interface Represented {
  readonly id: string;
  readonly name: string;
  readonly buyer: Operator;
  /** They do so for the purchasing body. */
  readonly asOfficer: boolean;
}

/** The organisation, if it is theirs to represent: its correspondents, and the officers of who buys for it. */
export async function findRepresented(
  db: Database | Tx,
  actor: Actor,
  id: string,
): Promise<Represented | undefined> {
  const buyer = await purchasingBody(db);
  if (!buyer) return undefined;
  const officer = bodiesOf(actor, 'purchasing-officer').includes(buyer.organisationId);
  const { rows } = await sql<Omit<Represented, 'buyer'>>`
    SELECT id, name, id <> ALL(${bodiesOf(actor, 'correspondent')}::uuid[]) AS "asOfficer" FROM organisations
     WHERE id = ${id} AND (${officer} OR id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[]))`.execute(db);
  return rows[0] && { ...rows[0], buyer };
}

export interface Correspondent {
  /** Of the role. */
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly since: Date;
}

const inForce = (organisation: string) => sql`
  SELECT r.id, p.id AS "personId", p.name, p.email, p.phone, r.granted_at AS since
    FROM roles r JOIN people p ON p.id = r.person_id
   WHERE r.organisation_id = ${organisation} AND r.part = 'correspondent' AND r.ended_at IS NULL
   ORDER BY r.granted_at, r.id`;

/** The longest in place first. */
export async function correspondentsOf(db: Database, organisation: string): Promise<Correspondent[]> {
  return (await sql<Correspondent>`${inForce(organisation)}`.execute(db)).rows;
}

/** The same, locked until the act ends, so that two don't end the last two at once. */
export async function lockCorrespondents(tx: Tx, organisation: string): Promise<Correspondent[]> {
  return (await sql<Correspondent>`${inForce(organisation)} FOR UPDATE OF r`.execute(tx)).rows;
}
