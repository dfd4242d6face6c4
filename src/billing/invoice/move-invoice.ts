import type { InvoiceRow } from '#src/billing/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Json } from '#src/platform/acts/journal.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type InvoiceStep, type IssuedState, invoiceTable } from './invoice.js';
import { lockInvoice, updateInvoice } from './invoice-store.js';

/** Locks an invoice of one's own body for a step: another's does not exist, what no longer fits is refused. */
export async function openInvoice(act: Act, id: string, step: InvoiceStep): Promise<InvoiceRow | Refusal> {
  const invoice = await lockInvoice(act.tx, act.actor, id);
  if (!invoice) return notYourPart;
  const row = permit(invoiceTable, invoice.state, step, ['accountant']);
  return isRefusal(row) ? row : invoice;
}

/** Moves an invoice to its next state and says so. */
export async function moveInvoice(
  act: Act,
  invoice: InvoiceRow,
  to: IssuedState,
  type: `invoice.${string}`,
  change: Partial<Pick<InvoiceRow, 'sent_at' | 'sent_to' | 'paid_on'>> = {},
  data: Readonly<Record<string, Json>> = {},
): Promise<void> {
  const since = to === invoice.state ? {} : { since: act.now };
  await updateInvoice(act.tx, invoice.id, { ...change, ...since, state: to });
  await act.publish({
    type,
    about: { order: invoice.order_id, invoice: invoice.id },
    data: { from: invoice.state, to, ...data },
  });
}
