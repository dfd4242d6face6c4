import { z } from 'zod';
import { refusals } from '#src/billing/refusals.js';
import { orderFacts } from '#src/billing/store.js';
import { emailField } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { mailInvoice } from './invoice-sent.mail.js';
import { moveInvoice, openInvoice } from './move-invoice.js';
import { recipientsOf } from './recipients.js';

export const sendInput = z.object({
  /** The address of the accounting department, beside the correspondents. */
  billingAddress: z
    .union([z.literal('').transform(() => null), emailField])
    .optional()
    .transform((value) => value ?? null),
  /** When the invoice had last been sent, as the page said it: a form pressed twice sends one mail. */
  sentBefore: z.string().optional(),
});

/** Mails the invoice to those who follow the order and to the billing address; a sent one may be mailed anew. */
export async function sendInvoice(
  act: Act,
  command: { readonly id: string } & z.output<typeof sendInput>,
): Promise<Refusal | undefined> {
  const first = await openInvoice(act, command.id, 'send');
  const invoice = isRefusal(first) ? await openInvoice(act, command.id, 'send-again') : first;
  if (isRefusal(invoice)) return invoice;
  const seen = command.sentBefore ?? lastSent(invoice);
  if (seen !== lastSent(invoice)) return refusals.sentMeanwhile(invoice.number);
  const order = await orderFacts(act.tx, invoice.order_id);
  const known = await recipientsOf(act.tx, order);
  const recipients = [...new Set([...known, ...(command.billingAddress ? [command.billingAddress] : [])])];
  if (recipients.length === 0) return refusals.nobodyToSendTo;
  await mailInvoice(act, { ...invoice, order_number: order.number }, recipients);
  await moveInvoice(
    act,
    invoice,
    'sent',
    invoice.state === 'sent' ? 'invoice.sent-again' : 'invoice.sent',
    { sent_at: act.now, sent_to: recipients },
    { recipients: recipients.length },
  );
  return undefined;
}

/** The last time it was sent, as the form keeps it; empty where it never was. */
export function lastSent(invoice: { readonly sent_at: Date | null }): string {
  return invoice.sent_at?.toISOString() ?? '';
}
