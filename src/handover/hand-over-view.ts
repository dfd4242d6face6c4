import type { FieldErrors, Typed } from '#src/platform/form.js';
import type { CertificateRead } from './certificate-read.js';
import type { ReasonChoice } from './reasons.js';
import type { TokenRow, Visit, VisitFile } from './types.js';

export interface HandOverView {
  readonly visit: Visit;
  readonly file: VisitFile;
  readonly token: TokenRow | undefined;
  readonly certificate: CertificateRead | undefined;
  readonly acceptance: string;
  /** Why this officer may not, or reasons to give where a setting lets them. */
  readonly barred?: string | undefined;
  readonly relaxed: readonly ReasonChoice[] | undefined;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly officer: string;
  readonly now: Date;
}
