import { vatWords } from '#src/billing/amounts.js';
import type { CreditNoteRow, InvoiceRow } from '#src/billing/rows.js';
import type { LineKind } from '#src/billing/types.js';
import { renderCreditNote } from '#src/documents/credit-note.js';
import { renderInvoice } from '#src/documents/invoice.js';
import { longDate, phone } from '#src/platform/french/french.js';

/** Shape of `Account` in src/documents, made from what an invoice keeps. */
type Account = Parameters<typeof renderInvoice>[0];

export type PrintedInvoice = Pick<
  InvoiceRow,
  | 'number'
  | 'issuer'
  | 'buyer'
  | 'lines'
  | 'vat_breakdown'
  | 'net'
  | 'vat'
  | 'gross'
  | 'issued_on'
  | 'delivered_on'
  | 'due_on'
> & { readonly order_number: string };

interface Printing {
  readonly now: Date;
  readonly test: boolean;
}

/** The invoice as a PDF/A-3a; the same invoice, the same bytes. */
export function invoicePdf(invoice: PrintedInvoice, { now, test }: Printing): Promise<Uint8Array> {
  const { issuer } = invoice;
  return renderInvoice(
    {
      ...account(invoice),
      mentions: [issuer.operation, ...issuer.mentions],
      reference: invoice.number,
      test,
      subject: subjectOf(invoice),
      issuedOn: invoice.issued_on,
      deliveredOn: invoice.delivered_on,
      dueOn: invoice.due_on,
      payment: {
        iban: issuer.iban.replaceAll(/(.{4})(?=.)/g, '$1 '),
        bic: issuer.bic,
        accountHolder: issuer.name,
        terms: `Paiement par virement dans les ${issuer.paymentDays}\u00a0jours de la réception de la facture, en rappelant son numéro.`,
      },
    },
    now,
  );
}

/** The credit note over a whole invoice. */
export function creditNotePdf(
  invoice: PrintedInvoice,
  note: Pick<CreditNoteRow, 'number' | 'issued_on' | 'reason' | 'billable_again'>,
  { now, test }: Printing,
): Promise<Uint8Array> {
  const { sentence, label, comment } = note.reason;
  return renderCreditNote(
    {
      ...account(invoice),
      reference: note.number,
      test,
      subject: `Annulation de la facture ${invoice.number}`,
      issuedOn: note.issued_on,
      invoice: { reference: invoice.number, issuedOn: invoice.issued_on },
      reason: `${sentence || label}${comment ? ` ${comment}` : ''}`,
      settlement: `La facture ${invoice.number} n’a plus à être payée.${
        note.billable_again ? ' Une nouvelle facture la remplacera.' : ''
      }`,
    },
    now,
  );
}

function account(
  invoice: PrintedInvoice,
): Pick<
  Account,
  'issuer' | 'buyer' | 'orderReference' | 'lines' | 'vat' | 'vatMention' | 'totals' | 'mentions'
> {
  const { issuer, buyer, lines, net, vat, gross } = invoice;
  const untaxed = lines.find((line) => line.vatRegime !== 'standard');
  const why = untaxed && (issuer.vatMention ?? untaxed.vatMention);
  return {
    issuer: {
      name: issuer.name,
      siret: issuer.siret,
      address: issuer.address,
      email: issuer.email,
      telephone: phone(issuer.phone),
      ...(issuer.vatNumber ? { vatNumber: issuer.vatNumber } : {}),
    },
    buyer: {
      name: buyer.name,
      siret: buyer.siret,
      address: buyer.address,
      ...(buyer.serviceCode ? { serviceCode: buyer.serviceCode } : {}),
      ...(buyer.engagementNumber ? { engagementNumber: buyer.engagementNumber } : {}),
    },
    orderReference: invoice.order_number,
    lines: lines.map((line) => ({
      label: line.label,
      ...(line.detail ? { detail: line.detail } : {}),
      quantity: line.quantity,
      ...(line.unit ? { unit: line.unit } : {}),
      unitExclTax: line.unitPrice,
      vatRate: vatWords(line.vatRegime, line.vatPerMille),
      totalExclTax: line.net,
    })),
    vat: invoice.vat_breakdown.map(({ regime, perMille, base, amount }) => ({
      rate: vatWords(regime, perMille),
      base,
      amount,
    })),
    totals: { exclTax: net, vat, inclTax: gross, due: gross },
    ...(why ? { vatMention: why } : {}),
    mentions: [issuer.operation],
  };
}

const subjects: Readonly<Record<LineKind, (on: string) => string>> = {
  certificate: (on) => `Certificats électroniques remis le ${on}`,
  intervention: (on) => `Intervention du ${on} dans vos locaux`,
  'fruitless-visit': (on) => `Déplacement sans remise du ${on}`,
};

/** « Certificats électroniques remis le 2 décembre 2026 ». */
export function subjectOf(invoice: Pick<InvoiceRow, 'lines' | 'delivered_on'>): string {
  return subjects[invoice.lines[0]?.kind ?? 'certificate'](longDate(invoice.delivered_on));
}
