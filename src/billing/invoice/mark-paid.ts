import { z } from 'zod';
import { refusals } from '#src/billing/refusals.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { isPaymentDay } from './invoice.js';
import { moveInvoice, openInvoice } from './move-invoice.js';

export const paymentInput = z.object({
  paidOn: z.iso.date('Indiquez une date complète\u202f: jour, mois, année.'),
});

/** Notes that an invoice is paid, and on what day. */
export async function markPaid(
  act: Act,
  command: { readonly id: string } & z.output<typeof paymentInput>,
): Promise<Refusal | undefined> {
  const invoice = await openInvoice(act, command.id, 'mark-paid');
  if (isRefusal(invoice)) return invoice;
  if (!isPaymentDay(command.paidOn, invoice.issued_on, act.now)) return refusals.notAPaymentDay;
  await moveInvoice(
    act,
    invoice,
    'paid',
    'invoice.paid',
    { paid_on: command.paidOn },
    { paidOn: command.paidOn },
  );
  return undefined;
}
