import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type {
  AuthorityAnswer,
  CertificationAuthority,
  IssuedCertificate,
  IssueRequest,
  RevokeRequest,
} from '#src/orders/index.js';
import type { Clock } from '#src/platform/acts/clock.js';
import type { Database } from '#src/platform/database/database.js';
import type { Proofs } from '#src/seals/index.js';
import { writePem } from '#src/trust/index.js';
import { type Authority, createAuthority, restoreAuthority, type StoredAuthority } from './authority.js';
import { simulatedProofs } from './simulated-proofs.js';
import { type RevocationReason, revocationReasons, type StatusChange } from './status.js';

export interface SimulatedAuthority extends CertificationAuthority {
  readonly authority: Authority;
  /** Its seal and its timestamps, for whom it is the same time. */
  readonly proofs: Proofs;
  /** The same authority, for whom it is another time: a history of the demonstration. */
  atTime(clock: Clock): SimulatedAuthority;
}

/**
 * The simulated authority in ChamberSign's place: takes every order at once, issues real certificates marked TEST
 * on tokens with invented serials, ships them at once. Asked twice with the same key, it answers the same.
 */
export async function openSimulatedAuthority(given: {
  db: Database;
  clock: Clock;
  baseUrl?: string;
}): Promise<SimulatedAuthority> {
  return adapter(given.db, given.clock, await foundOrRestore(given));
}

/** Of several pasts told at once, each hears its own answers; the present hears what a past that was cut left unheard. */
function adapter(db: Database, clock: Clock, authority: Authority, past = false): SimulatedAuthority {
  /** Reads and writes the one certificate: another process of the service may issue at the same time. */
  const read = async (serial: string): Promise<void> => {
    const { rows } = await sql<{
      changes: readonly StatusChange[] | null;
    }>`SELECT value->'status'->${serial} AS changes
      FROM simulator_state WHERE name = 'authority'`.execute(db);
    if (rows[0]?.changes) authority.register.restore(serial, rows[0].changes);
  };
  const save = async (serial: string): Promise<void> => {
    const changes = JSON.stringify(authority.register.changesOf(serial));
    await sql`UPDATE simulator_state SET value = jsonb_set(value, ARRAY['status', ${serial}], ${changes}::jsonb)
      WHERE name = 'authority'`.execute(db);
  };
  const once = async <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const { rows } = await sql<{
      answer: T;
    }>`SELECT answer FROM simulator_requests WHERE key = ${key}`.execute(db);
    if (rows[0]) return rows[0].answer;
    const made = await sql<{
      answer: T;
    }>`INSERT INTO simulator_requests (key, answer) VALUES (${key}, ${JSON.stringify(await make())})
      ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING answer`.execute(db);
    return (made.rows[0] as { answer: T }).answer;
  };
  /** A change of status, done once for its key and kept for whoever asks CRL or OCSP. */
  const changed = async (key: string, serial: string, change: (at: Date) => void): Promise<Date> => {
    const at = await once(key, async () => {
      const now = clock();
      await read(serial);
      change(now);
      await save(serial);
      return now.toISOString();
    });
    return new Date(at);
  };
  const said = new Set<string>();
  const say = async (answer: AuthorityAnswer): Promise<void> => {
    if (past) said.add(answer.id);
    await sql`INSERT INTO simulator_answers (id, answer, at)
      VALUES (${answer.id}, ${JSON.stringify(answer)}, now() + ${past ? '1 minute' : '0'}::interval)
      ON CONFLICT DO NOTHING`.execute(db);
  };

  return {
    name: authority.name,
    authority,
    proofs: simulatedProofs({ db, clock, authority }),
    atTime: (other) => adapter(db, other, authority, true),
    async order(request) {
      const reference = await once(`order:${request.key}`, async () => `TEST-${digits(request.order, 6)}`);
      const { order, key: sending } = request;
      await say({ id: `order:${sending}`, kind: 'order-acknowledged', order, sending, reference });
    },
    async callOff({ key }) {
      await once(`call-off:${key}`, async () => clock().toISOString());
    },
    async issue(request) {
      const stored = await once(`issue:${request.key}`, async () => {
        const issued = await issue(authority, request, clock());
        await save(issued.serial);
        return issued;
      });
      await say({
        id: `shipped:${stored.tokenSerial}`,
        kind: 'token-shipped',
        tokenSerial: stored.tokenSerial,
      });
      return revive(stored);
    },
    async revoke(request) {
      const revokedAt = await changed(`revoke:${request.key}`, request.serial, (at) =>
        authority.revoke(request.serial, reasonOf(request), at),
      );
      return { revokedAt };
    },
    async suspend(request) {
      const suspendedAt = await changed(`suspend:${request.key}`, request.serial, (at) =>
        authority.revoke(request.serial, 'certificateHold', at),
      );
      return { suspendedAt };
    },
    async resume(request) {
      const resumedAt = await changed(`resume:${request.key}`, request.serial, (at) =>
        authority.release(request.serial, at),
      );
      return { resumedAt };
    },
    async answers() {
      if (past && said.size === 0) return [];
      const mine = past ? sql`id = ANY(${[...said]})` : sql`at <= now()`;
      const { rows } = await sql<{ answer: AuthorityAnswer }>`SELECT answer FROM simulator_answers
        WHERE NOT heard AND ${mine} ORDER BY at, id LIMIT 200`.execute(db);
      return rows.map((row) => row.answer);
    },
    async heard(id) {
      said.delete(id);
      await sql`UPDATE simulator_answers SET heard = true WHERE id = ${id}`.execute(db);
    },
  };
}

interface StoredIssue extends Omit<IssuedCertificate, 'der' | 'notBefore' | 'notAfter'> {
  readonly der: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

async function issue(authority: Authority, request: IssueRequest, now: Date): Promise<StoredIssue> {
  const issued = await authority.issue({
    holder: request.holder,
    body: request.organisation,
    email: request.holder.email,
    notBefore: now,
    years: request.years,
  });
  return {
    der: Buffer.from(issued.der).toString('base64'),
    serial: issued.serial,
    subject: issued.subject,
    notBefore: issued.notBefore.toISOString(),
    notAfter: issued.notAfter.toISOString(),
    tokenSerial: `TEST-${digits(request.key, 8)}`,
  };
}

function revive(stored: StoredIssue): IssuedCertificate {
  return {
    ...stored,
    der: Buffer.from(stored.der, 'base64'),
    notBefore: new Date(stored.notBefore),
    notAfter: new Date(stored.notAfter),
  };
}

/** Digits that the same key always gives: an invented serial or reference. */
function digits(key: string, count: number): string {
  const number = createHash('sha256').update(key).digest().readUIntBE(0, 6);
  return String(number % 10 ** count).padStart(count, '0');
}

function reasonOf(request: RevokeRequest): RevocationReason {
  return request.reason in revocationReasons ? (request.reason as RevocationReason) : 'cessationOfOperation';
}

async function foundOrRestore(given: { db: Database; clock: Clock; baseUrl?: string }): Promise<Authority> {
  const { rows } = await sql<{
    value: StoredAuthority;
  }>`SELECT value FROM simulator_state WHERE name = 'authority'`.execute(given.db);
  if (rows[0]) return restoreAuthority(rows[0].value);
  const authority = await createAuthority({
    name: 'Autorité simulée TEST',
    now: given.clock(),
    ...(given.baseUrl ? { baseUrl: given.baseUrl } : {}),
  });
  await sql`INSERT INTO simulator_state (name, value) VALUES ('authority', ${JSON.stringify(authority.store())})
    ON CONFLICT DO NOTHING`.execute(given.db);
  return authority;
}

/** The root of the simulated authority (PEM), for who verifies what it issued; undefined before its first start. */
export async function simulatedRoot(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{
    value: StoredAuthority;
  }>`SELECT value FROM simulator_state WHERE name = 'authority'`.execute(db);
  const root = rows[0]?.value.signers.root.certificate;
  return root && writePem('CERTIFICATE', Buffer.from(root, 'base64'));
}
