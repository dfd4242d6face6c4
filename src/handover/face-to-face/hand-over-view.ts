import type { Entry } from '#src/catalogue/index.js';
import type { Receiver, TokenRow, Visit, VisitFile } from '#src/handover/types.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import type { CertificateRead } from './certificate-read.js';

/** What a part of the form shows: whom it is about, what was typed, what stands against it. */
export interface FieldsView {
  readonly file: VisitFile;
  readonly typed: Typed;
  readonly errors: FieldErrors;
}

export interface HandOverView extends FieldsView {
  readonly visit: Visit;
  readonly token: TokenRow | undefined;
  readonly certificate: CertificateRead | undefined;
  /** Certification agents who may receive the key; none where the policy wants the holder. */
  readonly agents: readonly Receiver[];
  /** The one who is there in the holder's place. */
  readonly agent: Receiver | undefined;
  readonly acceptance: string;
  /** Why this officer may not, or reasons to give where a setting lets them. */
  readonly barred?: string | undefined;
  readonly relaxed: readonly Entry<'reason'>[] | undefined;
  readonly refusal?: string | undefined;
  readonly officer: string;
  readonly now: Date;
}
