import { amountsOf } from '#src/billing/amounts.js';
import { invoicePdf } from '#src/billing/invoice/invoice.document.js';
import { invoiceTable, stateOfLine, writeNumber } from '#src/billing/invoice/invoice.js';
import { takeNumber } from '#src/billing/invoice/invoice-store.js';
import { refusals } from '#src/billing/refusals.js';
import type { InvoiceRow, LineRow } from '#src/billing/rows.js';
import { lockLine, orderFacts, tables, updateLine } from '#src/billing/store.js';
import { entryAt } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { json } from '#src/platform/database/jsonb.js';
import { addDays, parisDay } from '#src/platform/french/working-time.js';
import { storeFile } from '#src/platform/web/files.js';
import { buyerSnapshot, issuerSnapshot, lineSnapshot } from './snapshots.js';

/**
 * Makes a line an invoice: number, snapshot of all that is printed, frozen PDF. The line's row is the lock: of two
 * accountants who press at once, the second reads which invoice the first has issued.
 */
export async function issueInvoice(
  act: Act,
  lineId: string,
): Promise<{ id: string; number: string } | Refusal> {
  const { tx, actor, now } = act;
  if (actor.kind !== 'person') return notYourPart;
  const line = await lockLine(tx, actor, lineId);
  if (!line) return notYourPart;
  if (line.state === 'invoiced') return refusals.alreadyIssued(await numberOf(act, line));
  if (line.state === 'visit-running') return refusals.visitRunning;
  const row = permit(invoiceTable, stateOfLine(line.state), 'issue', ['accountant']);
  if (isRefusal(row)) return row;
  const configured = await entryAt(tx, 'issuer', line.issuer_id, now);
  if (!configured) return refusals.issuerUnknown;

  const order = await orderFacts(tx, line.order_id);
  const issuer = issuerSnapshot(configured.data);
  const lines = [await lineSnapshot(tx, line)];
  const { vat, totals } = amountsOf(lines);
  const { year, sequence, on } = await takeNumber(tx, line.issuer_id, 'invoice', parisDay(now));
  const invoice = {
    issuer_id: line.issuer_id,
    buyer_id: order.organisation_id,
    order_id: order.id,
    line_id: line.id,
    year,
    sequence,
    number: writeNumber('invoice', configured.data.numberPrefix, year, sequence),
    state: 'issued',
    since: now,
    issued_at: now,
    issued_by: actor.id,
    issued_on: on,
    delivered_on: line.delivered_on,
    due_on: addDays(on, issuer.paymentDays),
    issuer,
    buyer: buyerSnapshot(order, line),
    lines,
    vat_breakdown: vat,
    ...totals,
  } satisfies Partial<InvoiceRow>;
  const bytes = await invoicePdf({ ...invoice, order_number: order.number }, act);
  const file = await storeFile(act, {
    name: `facture-${invoice.number}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  });
  const { id } = await tables(tx)
    .insertInto('invoices')
    .values({
      ...invoice,
      issuer: json(invoice.issuer),
      buyer: json(invoice.buyer),
      lines: json(invoice.lines),
      vat_breakdown: json(invoice.vat_breakdown),
      file_id: file.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await updateLine(tx, line.id, { state: 'invoiced', since: now });
  await act.publish({
    type: 'invoice.issued',
    about: { order: order.id, invoice: id, line: line.id, appointment: line.appointment_id },
    data: {
      number: invoice.number,
      net: totals.net,
      vat: totals.vat,
      gross: totals.gross,
      sha256: file.sha256,
    },
  });
  return { id, number: invoice.number };
}

async function numberOf(act: Act, line: LineRow): Promise<string> {
  const { number } = await tables(act.tx)
    .selectFrom('invoices')
    .select('number')
    .where('line_id', '=', line.id)
    .where('state', '<>', 'credited')
    .executeTakeFirstOrThrow();
  return number;
}
