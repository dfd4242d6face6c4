import type { Reason } from '#src/orders/index.js';
import type { VatRegime } from './amounts.js';

export type { Reason };

export const lineKinds = ['certificate', 'intervention', 'fruitless-visit'] as const;
export type LineKind = (typeof lineKinds)[number];

/** `invoiced` until the invoice is credited: then to issue anew, or closed. */
export type LineState = 'visit-running' | 'to-issue' | 'invoiced' | 'closed';

/** The issuer as printed on one invoice. */
export interface IssuerSnapshot {
  readonly name: string;
  readonly siret: string;
  readonly address: readonly string[];
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly vatNumber: string | null;
  /** Why no tax is charged, in the words of its accountant. */
  readonly vatMention: string | null;
  readonly iban: string;
  readonly bic: string;
  readonly paymentDays: number;
  /** Nature of the operation; the only mention that a credit note needs too. */
  readonly operation: string;
  /** Penalties, recovery charge, discount, and what the issuer adds. */
  readonly mentions: readonly string[];
}

/** The organisation that pays, as printed. */
export interface BuyerSnapshot {
  readonly name: string;
  readonly siret: string;
  readonly address: readonly string[];
  readonly engagementNumber: string;
  readonly serviceCode: string;
}

/** A line as printed; sums in cents, excluding tax. */
export interface LineSnapshot {
  readonly kind: LineKind;
  readonly label: string;
  readonly detail: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly vatRegime: VatRegime;
  readonly vatPerMille: number;
  readonly vatMention: string;
  readonly net: number;
}
