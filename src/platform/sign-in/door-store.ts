import { sql } from 'kysely';
import type { Database, Tx } from '#src/platform/database/database.js';

export interface Door {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  readonly email: string;
  readonly name: string;
  readonly label: string;
  readonly path: string;
  readonly closedAt: Date | null;
  /** Null where a newer door took its place. */
  readonly closedReason: string | null;
}

const columns = sql`id, subject, purpose, email, name, label, path, closed_at AS "closedAt",
  closed_reason AS "closedReason"`;

export async function findDoor(db: Database | Tx, tokenHash: Buffer): Promise<Door | undefined> {
  const { rows } = await sql<Door>`SELECT ${columns} FROM doors WHERE token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

/** The doors open for an address: all of them, or those of one subject and purpose. Locked, to be made anew. */
export async function openDoorsFor(
  tx: Tx,
  email: string,
  like?: Pick<Door, 'subject' | 'purpose'>,
): Promise<Door[]> {
  const same = like ? sql`AND subject = ${like.subject} AND purpose = ${like.purpose}` : sql``;
  const { rows } = await sql<Door>`SELECT ${columns} FROM doors
    WHERE email = ${email} AND closed_at IS NULL ${same} ORDER BY opened_at DESC LIMIT 20 FOR UPDATE`.execute(
    tx,
  );
  return rows;
}

/** Closes the open door of that subject, purpose and address, and returns it. */
export async function closeOlderDoors(
  tx: Tx,
  like: { subject: string; purpose: string; email: string; at: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`UPDATE doors SET closed_at = ${like.at}
    WHERE subject = ${like.subject} AND purpose = ${like.purpose} AND email = ${like.email} AND closed_at IS NULL
    RETURNING id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Opens a door; the sessions of those it replaces are its own from now on. */
export async function insertDoor(
  tx: Tx,
  door: Omit<Door, 'id' | 'closedAt' | 'closedReason'> & { tokenHash: Buffer; openedAt: Date },
  older: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO doors (token_hash, subject, purpose, email, name, label, path, opened_at)
    VALUES (${door.tokenHash}, ${door.subject}, ${door.purpose}, ${door.email}, ${door.name}, ${door.label},
            ${door.path}, ${door.openedAt})
    RETURNING id`.execute(tx);
  if (older.length === 0) return;
  await sql`UPDATE door_sessions SET door_id = ${rows[0]?.id} WHERE door_id = ANY(${older}::uuid[])`.execute(
    tx,
  );
}

export async function closeDoors(
  tx: Tx,
  which: {
    subject: string;
    purpose: string | undefined;
    email: string | undefined;
    reason: string;
    at: Date;
    endSessions: boolean;
  },
): Promise<void> {
  const purpose = which.purpose === undefined ? sql`` : sql`AND purpose = ${which.purpose}`;
  const whose = which.email === undefined ? sql`` : sql`AND email = ${which.email}`;
  await sql`UPDATE doors SET closed_at = ${which.at}, closed_reason = ${which.reason}
    WHERE subject = ${which.subject} AND closed_at IS NULL ${purpose} ${whose}`.execute(tx);
  if (!which.endSessions) return;
  await sql`DELETE FROM sessions s USING door_sessions l, doors d
    WHERE l.session_id = s.id AND d.id = l.door_id AND d.subject = ${which.subject}
      ${purpose} ${whose}`.execute(tx);
}
