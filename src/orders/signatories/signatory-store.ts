import { sql } from 'kysely';
import type { Database, Tx } from '#src/platform/database/database.js';

/** Whoever has signed orders of an organisation, and may still read them and revoke their certificates. */
export interface Signatory {
  readonly personId: string;
  readonly email: string;
  /** As they last signed. */
  readonly name: string;
  readonly function: string;
  readonly signedAt: Date;
}

/** Those of an organisation, who signed last first. */
export async function signatoriesOf(db: Database | Tx, organisation: string): Promise<Signatory[]> {
  const { rows } = await sql<Signatory>`SELECT * FROM (
    SELECT DISTINCT ON (s.person_id) s.person_id AS "personId", s.email, s.name, s.function, s.at AS "signedAt"
      FROM orders o JOIN signatures s ON s.order_id = o.id AND s.email = o.signatory_email
     WHERE o.organisation_id = ${organisation} AND s.kind = 'signature' AND s.void_at IS NULL
     ORDER BY s.person_id, s.at DESC) AS signatories ORDER BY "signedAt" DESC`.execute(db);
  return rows;
}

/** Number of an order of the organisation that waits for that address to sign it. */
export async function awaitedSignature(
  tx: Tx,
  organisation: string,
  email: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM orders
    WHERE organisation_id = ${organisation} AND signatory_email = ${email} AND state = 'to-sign'
    ORDER BY since LIMIT 1 FOR UPDATE`.execute(tx);
  return rows[0]?.number;
}

/**
 * Takes a signatory off the orders of an organisation: whoever reads the mail of their addresses has no part in them
 * any more. The signature, its sheet and the seal keep who signed. Returns how many orders there were.
 */
export async function takeSignatoryOff(tx: Tx, organisation: string, personId: string): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE orders SET signatory_email = NULL
    WHERE organisation_id = ${organisation} AND state <> 'to-sign'
      AND signatory_email IN (SELECT email FROM signatures WHERE person_id = ${personId})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
