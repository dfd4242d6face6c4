import type { SignatureRow } from '#src/orders/rows.js';
import { tables } from '#src/orders/store.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';

export async function insertSignature(
  tx: Tx,
  signature: Omit<SignatureRow, 'id' | 'void_at' | 'sheet_file_id'>,
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('signatures')
    .values({ ...signature, acceptances: json(signature.acceptances) })
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

/** Whether the address has already signed, for this organisation, an order that was accepted. */
export async function signatoryKnown(
  db: Database | Tx,
  organisationId: string,
  email: string,
  exceptOrder: string,
): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('signatures as s')
    .innerJoin('orders as o', 'o.id', 's.order_id')
    .select('s.id')
    .where('o.organisation_id', '=', organisationId)
    .where('o.id', '<>', exceptOrder)
    .where('s.kind', '=', 'signature')
    .where('s.email', '=', email)
    // of whom was said that they sign no more, only what they signed since counts
    .where('o.signatory_email', '=', email)
    .where('o.state', 'in', ['accepted', 'sent', 'transmitted', 'completed'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
