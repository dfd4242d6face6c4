import type { Cents, Organisation } from './parts.js';

/** A party of an invoice; `address` by lines, as on an envelope. */
export interface Party extends Organisation {
  readonly address: readonly string[];
  readonly email?: string;
  readonly telephone?: string;
  readonly vatNumber?: string;
}

export interface Buyer extends Party {
  /** « Code service » and « numéro d’engagement » of Chorus Pro, where the order gave them. */
  readonly serviceCode?: string;
  readonly engagementNumber?: string;
}

export interface AccountLine {
  readonly label: string;
  readonly detail?: string;
  readonly quantity: number;
  readonly unit?: string;
  readonly unitExclTax: Cents;
  /** As printed: « 20 % », « hors champ ». */
  readonly vatRate: string;
  readonly totalExclTax: Cents;
}

/** What invoices and credit notes share; sums are positive on both. */
export interface Account {
  readonly issuer: Party;
  readonly buyer: Buyer;
  readonly subject: string;
  readonly orderReference: string;
  readonly lines: readonly AccountLine[];
  readonly vat: readonly { readonly rate: string; readonly base: Cents; readonly amount: Cents }[];
  readonly totals: {
    readonly exclTax: Cents;
    readonly vat: Cents;
    readonly inclTax: Cents;
    readonly due: Cents;
  };
  /** Why no VAT is charged, as the issuer's accountant words it (« article 256 B du CGI »). */
  readonly vatMention?: string;
  /** Mandatory mentions of the issuer. */
  readonly mentions: readonly string[];
}
