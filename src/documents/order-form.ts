import { renderPdf } from '#src/platform/pdf/typst.js';
import type { Acceptance, Cents, Marks, Organisation, PostalAddress } from './parts.js';
import { plain } from './plain.js';

export interface OrderFormUsage {
  readonly code: string;
  /** Head of the column, a few letters a line: « Actes signature ». */
  readonly short: string;
  readonly long: string;
  /** A usage that the product doesn't offer is named below the table, as not available. */
  readonly available: boolean;
}

export interface OrderFormHolder {
  readonly lastName: string;
  readonly firstName: string;
  readonly role: string;
  readonly email: string;
  /** Codes of the usages ticked. */
  readonly usages: readonly string[];
}

export interface OrderFormLine {
  readonly label: string;
  /** Numbers, from 1, of the `notes` that the line refers to. */
  readonly notes: readonly number[];
  readonly unitExclTax: Cents;
  readonly unitInclTax: Cents;
  readonly quantity: number;
  readonly totalExclTax: Cents;
  readonly totalInclTax: Cents;
}

export interface OrderFormSignature {
  /** « Pour l’établissement, son représentant légal ». */
  readonly who: string;
  readonly name?: string;
  readonly role?: string;
  /** Where given, « Fait à …, le … » is printed. */
  readonly place?: string;
  /** What the box waits for: « Cachet et signature, ou signature en ligne (feuille jointe) ». */
  readonly below: string;
}

export interface OrderFormData extends Marks {
  /** « Annexe 4bis ». */
  readonly title: string;
  readonly subtitle: string;
  readonly version: number;
  readonly purchasingBody: { readonly name: string };
  readonly deliveryCentre: { readonly name: string };
  readonly organisation: Organisation & PostalAddress;
  readonly correspondent: {
    readonly lastName: string;
    readonly firstName: string;
    readonly role: string;
    readonly telephone: string;
    readonly email: string;
  };
  /** What the service comprises. */
  readonly service?: string;
  readonly lines: readonly OrderFormLine[];
  readonly totals: {
    readonly exclTax: Cents;
    /** `rate` as printed: « 20 % ». */
    readonly vat: readonly { readonly rate: string; readonly amount: Cents }[];
    readonly inclTax: Cents;
  };
  readonly notes: readonly string[];
  readonly engagementNumber?: string;
  readonly serviceCode?: string;
  readonly usages: readonly OrderFormUsage[];
  readonly holders: readonly OrderFormHolder[];
  readonly mailNote: string;
  readonly declaration: string;
  readonly acceptances: readonly Acceptance[];
  readonly invoicing: string;
  readonly signatures: readonly OrderFormSignature[];
}

/** Annexe 4bis, the order to the purchasing body, with any number of holders. */
export function renderOrderForm(data: OrderFormData, at: Date): Promise<Uint8Array> {
  const title = `${data.title} – commande ${data.reference} – ${data.organisation.name}`;
  return renderPdf({ template: 'order-form', data: plain(data), title, at });
}
