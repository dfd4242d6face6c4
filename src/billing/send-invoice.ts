import { z } from 'zod';
import { emailField } from '#src/directory/index.js';
import type { Act } from '#src/platform/act.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { mailInvoice } from './invoice-sent.mail.js';
import { moveInvoice, openInvoice } from './move-invoice.js';
import { recipientsOf } from './recipients.js';
import { refusals } from './refusals.js';
import { orderFacts } from './store.js';

export const sendInput = z.object({
  /** The address of the accounting department, beside the correspondents. */
  billingAddress: z
    .union([z.literal('').transform(() => null), emailField])
    .optional()
    .transform((value) => value ?? null),
});

/** Mails the invoice to those who follow the order and to the billing address; a sent one may be mailed anew. */
export async function sendInvoice(
  act: Act,
  command: { readonly id: string } & z.output<typeof sendInput>,
): Promise<Refusal | undefined> {
  const first = await openInvoice(act, command.id, 'send');
  const invoice = isRefusal(first) ? await openInvoice(act, command.id, 'send-again') : first;
  if (isRefusal(invoice)) return invoice;
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
