import type { LineKind, LineState } from '#src/billing/types.js';
import type { Party } from '#src/directory/index.js';
import type { Table } from '#src/platform/acts/steps.js';
import { type Day, parisDay } from '#src/platform/french/working-time.js';

export const invoiceStates = ['visit-running', 'to-issue', 'issued', 'sent', 'paid', 'credited'] as const;
export type InvoiceState = (typeof invoiceStates)[number];
/** States of an invoice that has its number. */
export const issuedStates = ['issued', 'sent', 'paid', 'credited'] as const;
export type IssuedState = (typeof issuedStates)[number];

export type InvoiceStep =
  | 'close-visit'
  | 'complete'
  | 'issue'
  | 'send'
  | 'send-again'
  | 'mark-paid'
  | 'credit';

/** From the billable line that a handover makes to the invoice paid, or called back by a credit note. */
export const invoiceTable: Table<InvoiceState, Party, InvoiceStep> = {
  subject: 'la facture',
  title: 'Facture',
  words: {
    'visit-running': 'en attente de la fin du rendez-vous',
    'to-issue': 'à émettre',
    issued: 'émise',
    sent: 'envoyée',
    paid: 'payée',
    credited: 'annulée par un avoir',
  },
  ends: ['paid', 'credited'],
  rest: [],
  rows: [
    {
      step: 'close-visit',
      from: ['visit-running'],
      to: ['to-issue'],
      by: ['calendar'],
      move: 'next',
      label: 'Clore le rendez-vous',
      follows:
        'D’elle-même, quand le sort de chaque titulaire du rendez-vous est noté, et au plus tard le lendemain : deux remises d’un même rendez-vous font une seule ligne.',
    },
    {
      step: 'complete',
      from: ['to-issue'],
      to: ['same'],
      by: ['accountant'],
      move: 'besides',
      label: 'Compléter avant d’émettre',
      follows: 'Numéro d’engagement, code service ; la quantité d’une intervention, avec ce qui la justifie.',
    },
    {
      step: 'issue',
      from: ['to-issue'],
      to: ['issued'],
      by: ['accountant'],
      move: 'next',
      label: 'Émettre la facture',
      follows:
        'Elle prend le numéro suivant de son émetteur dans l’année et son PDF est figé ; l’organisme la voit sur sa commande.',
    },
    {
      step: 'send',
      from: ['issued'],
      to: ['sent'],
      by: ['accountant'],
      move: 'next',
      label: 'Envoyer la facture',
      follows: 'Courriel aux correspondants de l’organisme et à l’adresse de facturation, le PDF joint.',
    },
    {
      step: 'send-again',
      from: ['sent'],
      to: ['same'],
      by: ['accountant'],
      move: 'besides',
      label: 'Envoyer de nouveau',
    },
    {
      step: 'mark-paid',
      from: ['sent'],
      to: ['paid'],
      by: ['accountant'],
      move: 'next',
      label: 'Noter le paiement',
    },
    {
      step: 'credit',
      from: ['issued', 'sent'],
      to: ['credited'],
      by: ['accountant'],
      move: 'besides',
      label: 'Annuler par un avoir',
      follows:
        'Un avoir du montant entier, numéroté dans sa propre série ; ce qu’elle facturait redevient à émettre, ou non, au choix ; des certificats rejoignent la ligne encore ouverte de leur commande et de leur rendez-vous, s’il y en a une. L’organisme qui avait reçu la facture reçoit l’avoir.',
      reason: true,
    },
  ],
};

/** What the table says of a line: once invoiced, its invoice says more. */
export function stateOfLine(state: LineState): InvoiceState {
  if (state === 'invoiced') return 'issued';
  return state === 'closed' ? 'credited' : state;
}

/** « MB-2026-00012 », « MB-2026-A0003 »: a series of its own for credit notes, each without gaps in its year. */
export function writeNumber(
  series: 'invoice' | 'credit-note',
  prefix: string,
  year: number,
  sequence: number,
): string {
  const figures =
    series === 'invoice' ? String(sequence).padStart(5, '0') : `A${String(sequence).padStart(4, '0')}`;
  return `${prefix}-${year}-${figures}`;
}

/** A payment is not noted for a day to come, nor before the invoice existed. */
export function isPaymentDay(paidOn: Day, issuedOn: Day, now: Date): boolean {
  return paidOn >= issuedOn && paidOn <= parisDay(now);
}

/** Certificates are counted by their handovers; hours on the spot are the accountant's to correct. */
export function quantityMayChange(kind: LineKind): boolean {
  return kind !== 'certificate';
}

export const kindNames: Readonly<Record<LineKind, string>> = {
  certificate: 'Certificats',
  intervention: 'Intervention',
  'fruitless-visit': 'Déplacement sans remise',
};
