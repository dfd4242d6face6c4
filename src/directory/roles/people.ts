import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

const columns = sql`id, name, email, phone`;

export async function personById(db: Database | Tx, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`SELECT ${columns} FROM people WHERE id = ${id}`.execute(db);
  return rows[0];
}

export async function personByEmail(db: Database | Tx, email: string): Promise<PersonRow | undefined> {
  const { rows } =
    await sql<PersonRow>`SELECT ${columns} FROM people WHERE email = ${email.toLowerCase()}`.execute(db);
  return rows[0];
}

/** The person of that address, made where there is none; a name or a telephone is taken where none was known. */
export async function findOrNamePerson(
  tx: Tx,
  person: { email: string; name: string; phone?: string },
): Promise<PersonRow> {
  const { rows } = await sql<PersonRow>`
    INSERT INTO people (name, email, phone)
    VALUES (${person.name}, ${person.email.toLowerCase()}, ${person.phone ?? null})
    ON CONFLICT (email) DO UPDATE
      SET name = CASE WHEN people.name = '' THEN excluded.name ELSE people.name END,
          phone = coalesce(people.phone, excluded.phone)
    RETURNING ${columns}`.execute(tx);
  const [found] = rows;
  if (!found) throw new Error('a person was neither found nor made');
  return found;
}

/** What somebody says of themself. */
export async function savePerson(
  act: Act,
  person: { id: string; name: string; phone: string | null },
): Promise<void> {
  await sql`UPDATE people SET name = ${person.name}, phone = ${person.phone}, updated_at = ${act.now}
    WHERE id = ${person.id}`.execute(act.tx);
  await act.publish({ type: 'person.changed', about: { person: person.id }, data: {} });
}

/** Addresses of the correspondents of an organisation. */
export async function correspondentEmails(db: Database | Tx, organisationId: string): Promise<string[]> {
  return peopleWith(db, 'correspondent', organisationId).then((people) => people.map(({ email }) => email));
}

/** Whether an address is that of a correspondent of the organisation, or of the person given. */
export async function followsOrders(
  db: Database | Tx,
  email: string,
  of: { organisation: string; author: string },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM people p WHERE p.email = ${email} AND (p.id = ${of.author}
    OR p.id IN (SELECT person_id FROM roles
                 WHERE organisation_id = ${of.organisation} AND part = 'correspondent' AND ended_at IS NULL))`.execute(
    db,
  );
  return rows.length > 0;
}

/** A person whom an order names. */
interface Follower {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** A correspondent of its organisation. */
  readonly confirmed: boolean;
  /** They were one, and are no more. */
  readonly left: boolean;
}

/** The person given and the owner of the address given, as far as either is known. */
export async function followersAmong(
  db: Database | Tx,
  who: { id: string | null; email: string | null },
  organisationId: string,
): Promise<Follower[]> {
  const { rows } = await sql<Follower>`SELECT p.id, p.name, p.email,
      EXISTS (SELECT FROM roles_in_force r WHERE r.person_id = p.id AND r.part = 'correspondent'
               AND r.organisation_id = ${organisationId}) AS confirmed,
      EXISTS (SELECT FROM people_who_left w
               WHERE w.person_id = p.id AND w.organisation_id = ${organisationId}) AS left
    FROM people p WHERE p.id = ${who.id} OR p.email = ${who.email}`.execute(db);
  return rows;
}

/** Those of the addresses whose owner was a correspondent of the organisation and is no more. */
export async function whoLeft(
  db: Database | Tx,
  emails: readonly string[],
  organisationId: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ email: string }>`SELECT p.email FROM people p
    JOIN people_who_left w ON w.person_id = p.id
    WHERE w.organisation_id = ${organisationId} AND p.email = ANY(${emails}::text[])`.execute(db);
  return new Set(rows.map((row) => row.email));
}

/** Who plays a part in a body, the longest in place first. */
export async function peopleWith(
  db: Database | Tx,
  part: string,
  organisationId: string,
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`SELECT p.id, p.name, p.email, p.phone
    FROM roles r JOIN people p ON p.id = r.person_id
    WHERE r.organisation_id = ${organisationId} AND r.part = ${part} AND r.ended_at IS NULL
    ORDER BY r.granted_at, r.id`.execute(db);
  return rows;
}
