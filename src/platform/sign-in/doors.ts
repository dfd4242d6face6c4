import { createHash, randomBytes } from 'node:crypto';
import type { Act } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { closeDoors, type Door, findDoor, replaceDoor } from './door-store.js';

export type { Door } from './door-store.js';

export interface NewDoor {
  /** What a session opened here is limited to. */
  readonly subject: `order:${string}` | `file:${string}`;
  /** What for: `sign`, `holder` … One door is open for a subject, a purpose and an address. */
  readonly purpose: string;
  readonly email: string;
  /** Where the door leads: a path of this installation. */
  readonly path: string;
  /** What it leads to, for the mail that brings a fresh link: « Commande 2026-35-0012 à signer ». */
  readonly label?: string;
  /** Who is expected: names a person who was not known yet. */
  readonly name?: string;
}

/**
 * Opens a door and returns its address, for a mail to that address and nobody else: it is known to the recipient
 * only. An older door of the same subject, purpose and address closes; its sessions go on.
 */
export async function openDoor(act: Act, door: NewDoor): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const email = door.email.toLowerCase();
  const { subject, purpose, path, label = 'Votre dossier', name = '' } = door;
  const row = { subject, purpose, email, path, label, name, openedAt: act.now };
  await replaceDoor(act.tx, { ...row, tokenHash: hashToken(token) });
  return `${act.baseUrl}${doorPath(token)}`;
}

/**
 * Closes the doors of a subject (of one purpose or one address, where given); their pages show the reason, a whole
 * French sentence. `endSessions` also ends the sessions opened there: the address was wrong.
 */
export async function closeDoor(
  act: Act,
  which: {
    readonly subject: NewDoor['subject'];
    readonly purpose?: string;
    readonly reason: string;
    readonly email?: string;
    readonly endSessions?: boolean;
  },
): Promise<void> {
  const { subject, purpose, reason, endSessions = false } = which;
  await closeDoors(act.tx, {
    subject,
    purpose,
    reason,
    email: which.email?.toLowerCase(),
    at: act.now,
    endSessions,
  });
}

/** The door that a mailed token names; undefined where it names none. Reading it changes nothing. */
export function doorOf(db: Database | Tx, token: string): Promise<Door | undefined> {
  return findDoor(db, hashToken(token));
}

export function doorPath(token: string): string {
  return `/porte/${token}`;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
