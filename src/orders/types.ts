import type { GivenReason } from '#src/catalogue/index.js';
import type { Nested } from '#src/platform/web/form.js';
import type { Section } from './answers.js';

/** Answers as typed, section by section: a draft keeps even what is still wrong. */
export type SavedAnswers = { readonly [S in Section]?: Nested | readonly Nested[] };

/** Why a step was taken: an entry of the catalogue of reasons, its words then, a comment, fields to mend. */
export interface Reason extends GivenReason {
  /** Field (`holders.0.email`) → what to mend there. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What the order had been returned for, where it was asked to be signed again in vain: it is still to be mended. */
  readonly returned?: Reason;
}

/** What an order has been returned for, told by its reason. */
export function returnedFor(reason: Reason | null): Reason | undefined {
  return reason?.returned ?? reason ?? undefined;
}

/** What the order is made under, frozen with the forms. Amounts in cents. */
export interface Terms {
  /** Version of the order when it was frozen: the documents bear it. */
  readonly version: number;
  readonly product: {
    readonly entryId: string;
    readonly code: string;
    readonly name: string;
    /** The certification authority, as everybody reads its name. */
    readonly supplier: string;
    readonly years: number;
    /** Usages offered, by code. */
    readonly usages: readonly string[];
    readonly support: string;
    readonly unitPrice: number;
    readonly vatRate: number;
    readonly qualified: boolean;
  };
  readonly mission: {
    readonly entryId: string;
    readonly label: string;
    readonly price: number;
    readonly vatRegime: 'standard' | 'outside-scope' | 'exempt';
    readonly vatRate: number;
    readonly vatMention: string;
    readonly hours: number;
    readonly deliberation: string;
  };
  readonly acceptances: readonly { readonly code: string; readonly version: string; readonly text: string }[];
  readonly quantity: number;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
  /** SHA-256 of what the signature covers, so that an order sent again unchanged is known. */
  readonly coveredHash: string;
  readonly frozenAt: string;
}
