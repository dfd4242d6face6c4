import { type Attachment, renderPdf } from '#src/platform/pdf/typst.js';
import type { Account } from './accounts.js';
import type { Day, Marks } from './parts.js';
import { plain } from './plain.js';

/** `reference` is the number of the invoice. */
export interface InvoiceData extends Account, Marks {
  readonly issuedOn: Day;
  readonly deliveredOn: Day;
  readonly dueOn: Day;
  readonly payment: {
    readonly iban: string;
    readonly bic: string;
    readonly accountHolder: string;
    /** « Paiement à 30 jours par virement, … ». */
    readonly terms: string;
  };
}

/** An invoice; `attach` may carry a structured one (XML) inside it. */
export function renderInvoice(
  data: InvoiceData,
  at: Date,
  attach: readonly Attachment[] = [],
): Promise<Uint8Array> {
  const title = `Facture ${data.reference} – ${data.issuer.name} – ${data.buyer.name}`;
  return renderPdf({ template: 'invoice', data: plain(data), title, at, attach });
}
