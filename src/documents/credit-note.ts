import { type Attachment, renderPdf } from '#src/platform/pdf/typst.js';
import type { Account } from './accounts.js';
import type { Day, Marks } from './parts.js';
import { plain } from './plain.js';

/** `reference` is the number of the credit note. */
export interface CreditNoteData extends Account, Marks {
  readonly issuedOn: Day;
  /** The invoice that it corrects. */
  readonly invoice: { readonly reference: string; readonly issuedOn: Day };
  readonly reason: string;
  /** How the sum is given back: « déduit de la facture suivante », « remboursé par virement ». */
  readonly settlement: string;
}

/** A credit note, which names the invoice that it corrects. */
export function renderCreditNote(
  data: CreditNoteData,
  at: Date,
  attach: readonly Attachment[] = [],
): Promise<Uint8Array> {
  const title = `Avoir ${data.reference} sur la facture ${data.invoice.reference} – ${data.buyer.name}`;
  return renderPdf({ template: 'credit-note', data: plain(data), title, at, attach });
}
