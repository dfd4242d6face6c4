import type { CreditNoteRow, InvoiceRow } from '#src/billing/rows.js';
import { orderPaths } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { longDate, money } from '#src/platform/french/french.js';
import { queueMail } from '#src/platform/mail/mail.js';
import { contactOf } from './issuer-contact.js';

/** The credit note, to those who had received the invoice. */
export async function mailCreditNote(
  act: Act,
  invoice: InvoiceRow,
  note: Pick<CreditNoteRow, 'number' | 'reason' | 'billable_again' | 'file_id'>,
): Promise<void> {
  const contact = await contactOf(act.tx, invoice);
  for (const to of invoice.sent_to) {
    await queueMail(act, {
      key: `credit-note-sent:${invoice.id}:${to}`,
      kind: 'credit-note-sent',
      about: { order: invoice.order_id, invoice: invoice.id },
      to,
      subject: `À ne plus régler : facture ${invoice.number} annulée par l’avoir ${note.number}, ${invoice.buyer.name}`,
      paragraphs: [
        `Ne réglez pas la facture ${invoice.number} du ${longDate(invoice.issued_on)} : l’avoir ${note.number}, joint, l’annule en entier (${money(invoice.gross)}).`,
        note.billable_again
          ? 'Une nouvelle facture la remplacera.'
          : 'Vous n’avez rien à régler pour cette prestation.',
      ],
      reason: {
        title: 'Motif de l’avoir',
        sentence: note.reason.sentence || note.reason.label,
        ...(note.reason.comment ? { comment: note.reason.comment } : {}),
      },
      button: { label: 'Voir la commande et ses factures', url: orderPaths.order(invoice.order_id) },
      contact,
      attachments: [{ fileId: note.file_id, name: `avoir-${note.number}.pdf`, mediaType: 'application/pdf' }],
    });
  }
}
