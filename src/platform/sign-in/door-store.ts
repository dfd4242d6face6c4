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

/**
 * Opens a door in place of the one of the same subject, purpose and address, which closes; its sessions are the new
 * door's from now on. One door is open at a time: the new one is written once the older is counted as closed.
 */
export async function replaceDoor(
  tx: Tx,
  door: Omit<Door, 'id' | 'closedAt' | 'closedReason'> & { tokenHash: Buffer; openedAt: Date },
): Promise<void> {
  await sql`WITH older AS (
      UPDATE doors SET closed_at = ${door.openedAt}
       WHERE subject = ${door.subject} AND purpose = ${door.purpose} AND email = ${door.email}
         AND closed_at IS NULL RETURNING id),
    opened AS (
      INSERT INTO doors (token_hash, subject, purpose, email, name, label, path, opened_at)
      SELECT ${door.tokenHash}::bytea, ${door.subject}, ${door.purpose}, ${door.email}, ${door.name}, ${door.label},
             ${door.path}, ${door.openedAt}::timestamptz FROM (SELECT count(*) FROM older) AS closed
      RETURNING id)
    UPDATE door_sessions s SET door_id = opened.id FROM opened, older WHERE s.door_id = older.id`.execute(tx);
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
