import type { InvoiceRow } from '#src/billing/rows.js';
import { operatorOf } from '#src/directory/index.js';
import type { Tx } from '#src/platform/database/database.js';
import { phone } from '#src/platform/french/french.js';
import type { MailContact } from '#src/platform/mail/mail.js';

/** Whom the reader of an invoice may reach: the contact of its issuer, at the numbers that the invoice prints. */
export async function contactOf(
  tx: Tx,
  invoice: Pick<InvoiceRow, 'issuer_id' | 'issuer'>,
): Promise<MailContact> {
  const { issuer_id: id, issuer } = invoice;
  const body = (await operatorOf(tx, id, 'purchasing-body')) ?? (await operatorOf(tx, id, 'delivery-centre'));
  return {
    name: body ? `${body.contactName}, ${body.shortName}` : issuer.name,
    phone: phone(issuer.phone),
    email: issuer.email,
  };
}
