import type { InvoiceRow } from '#src/billing/rows.js';
import { orderPaths } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { longDate, money } from '#src/platform/french/french.js';
import { queueMail } from '#src/platform/mail/mail.js';
import { type PrintedInvoice, subjectOf } from './invoice.document.js';
import { contactOf } from './issuer-contact.js';

/** The invoice, to each of those who follow the order: amount and due date first, the PDF joined. */
export async function mailInvoice(
  act: Act,
  invoice: PrintedInvoice & Pick<InvoiceRow, 'id' | 'issuer_id' | 'order_id' | 'version' | 'file_id'>,
  recipients: readonly string[],
): Promise<void> {
  const contact = await contactOf(act.tx, invoice);
  const { issuer, buyer } = invoice;
  const references = [
    buyer.engagementNumber && `numéro d’engagement ${buyer.engagementNumber}`,
    buyer.serviceCode && `code service ${buyer.serviceCode}`,
  ].filter(Boolean);
  for (const to of recipients) {
    await queueMail(act, {
      key: `invoice-sent:${invoice.id}:${invoice.version}:${to}`,
      kind: 'invoice-sent',
      about: { order: invoice.order_id, invoice: invoice.id },
      to,
      subject: `À régler avant le ${longDate(invoice.due_on)} : facture ${invoice.number}, ${money(invoice.gross)}, ${buyer.name}`,
      paragraphs: [
        `La facture ${invoice.number} est jointe (${issuer.name}) : ${money(invoice.gross)} à régler par virement avant le ${longDate(invoice.due_on)}. Transmettez-la à votre service comptable.`,
        `Elle concerne la commande ${invoice.order_number} : ${lowerFirst(subjectOf(invoice))}.${
          references.length > 0 ? ` Références : ${references.join(', ')}.` : ''
        }`,
      ],
      button: { label: 'Voir la commande et ses factures', url: orderPaths.order(invoice.order_id) },
      contact,
      attachments: [
        { fileId: invoice.file_id, name: `facture-${invoice.number}.pdf`, mediaType: 'application/pdf' },
      ],
    });
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
