import type { Terms } from '#src/orders/index.js';
import type { Defaulted } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';
import type { VatRegime, VatShare } from './amounts.js';
import type { IssuedState } from './invoice/invoice.js';
import type { BuyerSnapshot, IssuerSnapshot, LineKind, LineSnapshot, LineState, Reason } from './types.js';

export type LineRow = {
  id: string;
  issuer_id: string;
  order_id: string;
  appointment_id: string;
  kind: LineKind;
  state: LineState;
  since: Date;
  created_at: Date;
  version: number;
  quantity: number;
  quantity_reason: string;
  label: string;
  unit_price: number;
  vat_regime: VatRegime;
  vat_per_mille: number;
  vat_mention: string;
  delivered_on: Day;
  engagement_number: string;
  service_code: string;
  reason: Reason | null;
};

export type InvoiceRow = {
  id: string;
  issuer_id: string;
  buyer_id: string;
  order_id: string;
  line_id: string;
  year: number;
  sequence: number;
  number: string;
  state: IssuedState;
  since: Date;
  version: number;
  issued_at: Date;
  issued_by: string;
  issued_on: Day;
  delivered_on: Day;
  due_on: Day;
  issuer: IssuerSnapshot;
  buyer: BuyerSnapshot;
  lines: readonly LineSnapshot[];
  vat_breakdown: readonly VatShare[];
  net: number;
  vat: number;
  gross: number;
  file_id: string;
  sent_at: Date | null;
  sent_to: string[];
  paid_on: Day | null;
};

export type CreditNoteRow = {
  id: string;
  issuer_id: string;
  invoice_id: string;
  year: number;
  sequence: number;
  number: string;
  issued_at: Date;
  issued_by: string;
  issued_on: Day;
  reason: Reason;
  billable_again: boolean;
  file_id: string;
};

/** A row of the view `invoice_facts`. */
export type InvoiceFacts = Omit<InvoiceRow, 'year' | 'sequence' | 'issued_by'> & {
  kind: LineKind;
  appointment_id: string;
  order_number: string;
  author_id: string;
  entered_on_behalf: boolean;
  organisation_name: string;
  organisation_search: string;
  credit_number: string | null;
  credited_on: Day | null;
  credit_reason: Reason | null;
  billable_again: boolean | null;
  credit_file_id: string | null;
};

/** What is read of an order: the view `billed_order_facts`. */
export type OrderFacts = {
  id: string;
  number: string;
  organisation_id: string;
  organisation_name: string;
  siret: string | null;
  address: string;
  postal_code: string;
  city: string;
  purchasing_body_id: string;
  author_id: string;
  entered_on_behalf: boolean;
  answers: {
    readonly billing?: { readonly engagementNumber?: string; readonly serviceCode?: string };
    readonly correspondent?: { readonly email?: string };
  };
  terms: Terms | null;
};

/** What is read of handovers and visits: the views `handover_facts`, `appointment_facts` and `file_facts`. */
export type HandoverFacts = {
  id: string;
  number: string;
  at: Date;
  file_id: string;
  order_id: string;
  appointment_id: string;
  delivery_centre_id: string;
};

export type AppointmentFacts = {
  id: string;
  state: string;
  starts_at: Date | null;
  place: string;
  delivery_centre_id: string;
  handed_over: number;
  order_id: string | null;
};

export type BillingTables = {
  billable_lines: Defaulted<LineRow, 'id' | 'version' | 'quantity_reason' | 'vat_mention'>;
  billable_line_handovers: { handover_id: string; line_id: string };
  invoice_counters: { issuer_id: string; series: Series; year: number; last: number; last_on: Day };
  invoices: Defaulted<InvoiceRow, 'id' | 'version' | 'sent_to'>;
  credit_notes: Defaulted<CreditNoteRow, 'id'>;
  billing_counts: { issuer_id: string; state: string; number: number };
  invoice_batches: Defaulted<{ id: string; issuer_id: string; person_id: string; at: Date }, 'id'>;
  invoice_batch_lines: {
    batch_id: string;
    position: number;
    line_id: string;
    invoice_id: string | null;
    refusal: string | null;
  };
  invoice_facts: InvoiceFacts;
  billed_order_facts: OrderFacts;
  handover_facts: HandoverFacts;
  appointment_facts: AppointmentFacts;
  file_facts: { id: string; given_names: string; surname: string };
};

export type Series = 'invoice' | 'credit-note';
