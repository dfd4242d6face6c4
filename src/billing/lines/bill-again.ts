import type { LineRow } from '#src/billing/rows.js';
import { tables, updateLine } from '#src/billing/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Tx } from '#src/platform/database/database.js';
import { addCertificates, openCertificate, tell } from './open-lines.js';

/**
 * The line that a credit note calls back. The open one where its certificates may go is locked until the act ends:
 * before any count, as the act that issues it locks it.
 */
export async function lineCalledBack(tx: Tx, id: string): Promise<LineRow> {
  const line = await tables(tx)
    .selectFrom('billable_lines')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await tables(tx)
    .selectFrom('billable_lines')
    .select('id')
    .where('order_id', '=', line.order_id)
    .where('appointment_id', '=', line.appointment_id)
    .where(openCertificate)
    .forUpdate()
    .execute();
  return line;
}

/**
 * What was invoiced is to be invoiced anew. Certificates leave their line, which is closed, for the open one of their
 * order and visit, where a key handed over after the invoice has begun it, or for a new one. What one visit costs
 * has one line for ever: it is to issue again.
 */
export async function billAgain(act: Act, line: LineRow): Promise<void> {
  if (line.kind !== 'certificate') {
    await updateLine(act.tx, line.id, { state: 'to-issue', since: act.now });
    return;
  }
  await updateLine(act.tx, line.id, { state: 'closed', since: act.now });
  const { id, version, quantity_reason, reason, ...counted } = line;
  const open = await addCertificates(act, {
    ...counted,
    state: 'to-issue',
    since: act.now,
    created_at: act.now,
  });
  await tables(act.tx)
    .updateTable('billable_line_handovers')
    .set({ line_id: open.id })
    .where('line_id', '=', id)
    .execute();
  await tell(act, open);
}
