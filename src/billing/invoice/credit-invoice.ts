import { z } from 'zod';
import { billAgain, lineCalledBack } from '#src/billing/lines/bill-again.js';
import { refusals } from '#src/billing/refusals.js';
import { orderFacts, tables, updateLine } from '#src/billing/store.js';
import { entryAt, reasonGiven, reasonInput } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { json } from '#src/platform/database/jsonb.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { storeFile } from '#src/platform/web/files.js';
import { mailCreditNote } from './credit-note-sent.mail.js';
import { creditNotePdf } from './invoice.document.js';
import { writeNumber } from './invoice.js';
import { takeNumber } from './invoice-store.js';
import { moveInvoice, openInvoice } from './move-invoice.js';

export const creditInput = reasonInput.extend({
  again: z.enum(['oui', 'non'], { error: 'Dites si la prestation sera facturée de nouveau.' }),
});

/**
 * Calls an invoice back, whole, by a credit note numbered in a series of its own. What it billed may be invoiced
 * anew, or not, by choice. Whoever had received the invoice receives the credit note.
 */
export async function creditInvoice(
  act: Act,
  command: { readonly id: string } & z.output<typeof creditInput>,
): Promise<Refusal | undefined> {
  const { tx, now, actor } = act;
  if (actor.kind !== 'person') return notYourPart;
  const invoice = await openInvoice(act, command.id, 'credit');
  if (isRefusal(invoice)) return invoice;
  const given = await reasonGiven(act.tx, 'credit-note', command, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const configured = await entryAt(tx, 'issuer', invoice.issuer_id, now);
  if (!configured) return refusals.issuerUnknown;
  const order = await orderFacts(tx, invoice.order_id);
  const again = command.again === 'oui';
  const { year, sequence, on } = await takeNumber(tx, invoice.issuer_id, 'credit-note', parisDay(now));
  const line = await lineCalledBack(tx, invoice.line_id);
  const note = {
    issuer_id: invoice.issuer_id,
    invoice_id: invoice.id,
    year,
    sequence,
    number: writeNumber('credit-note', configured.data.numberPrefix, year, sequence),
    issued_at: now,
    issued_by: actor.id,
    issued_on: on,
    reason,
    billable_again: again,
  };
  const file = await storeFile(act, {
    name: `avoir-${note.number}.pdf`,
    mediaType: 'application/pdf',
    bytes: await creditNotePdf({ ...invoice, order_number: order.number }, note, act),
  });
  await tables(tx)
    .insertInto('credit_notes')
    .values({ ...note, reason: json(reason), file_id: file.id })
    .execute();
  await mailCreditNote(act, invoice, { ...note, file_id: file.id });
  // Each move also locks counts of the issuer. As issuing does, rows first, then the counts of the invoice, then those
  // of lines: two acts never wait for each other in a circle.
  await moveInvoice(
    act,
    invoice,
    'credited',
    'invoice.credited',
    {},
    { number: note.number, reason: reason.code, again, sha256: file.sha256 },
  );
  if (again) await billAgain(act, line);
  else await updateLine(tx, line.id, { state: 'closed', since: now });
  return undefined;
}
