import { sql } from 'kysely';
import type { Role } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';

interface SessionRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly door: string | null;
  readonly roles: readonly Role[];
  readonly left: readonly string[];
}

/** The person of a session in force, the roles of this instant and what a door limits the session to: one query. */
export async function personOfSession(db: Database, token: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT p.id, p.name, p.email, d.subject AS door,
           CASE WHEN l.session_id IS NULL THEN coalesce(
             (SELECT json_agg(json_build_object('part', r.part, 'body', r.organisation_id))
                FROM roles_in_force r WHERE r.person_id = p.id), '[]') ELSE '[]' END AS roles,
           coalesce((SELECT json_agg(w.organisation_id) FROM people_who_left w WHERE w.person_id = p.id), '[]')
             AS left
      FROM sessions s
      JOIN people p ON p.id = s.person_id
      LEFT JOIN door_sessions l ON l.session_id = s.id
      LEFT JOIN doors d ON d.id = l.door_id
     WHERE s.token = ${token} AND s.expires_at > now()`.execute(db);
  return rows[0];
}

export async function deleteSession(db: Database, token: string): Promise<void> {
  await sql`DELETE FROM sessions WHERE token = ${token}`.execute(db);
}

export async function deleteExpiredSessions(db: Database): Promise<void> {
  await sql`DELETE FROM sessions WHERE expires_at < now()`.execute(db);
}

/** From now on the session sees nothing but what the door leads to. */
export async function limitSession(db: Database | Tx, token: string, doorId: string): Promise<void> {
  const { rows } = await sql`INSERT INTO door_sessions (session_id, door_id)
    SELECT id, ${doorId} FROM sessions WHERE token = ${token} RETURNING session_id`.execute(db);
  if (rows.length !== 1) throw new Error('a session ended before its door could limit it');
}

/** Names somebody whose name was not known yet. */
export async function nameIfUnknown(db: Database | Tx, personId: string, name: string): Promise<void> {
  await sql`UPDATE people SET name = ${name}, updated_at = now() WHERE id = ${personId} AND name = ''`.execute(
    db,
  );
}
