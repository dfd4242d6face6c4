import type { Entry } from '#src/catalogue/index.js';
import type { Child } from '#src/platform/ui/index.js';
import type { FileView, OrderedHolder, Piece } from '#src/registration/file/file-view.js';
import type { OrderedUnder } from '#src/registration/rows.js';

export interface DeskFileProps {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  /** The piece looked at, and which of its versions. */
  readonly piece: Piece | undefined;
  readonly version: number;
  readonly ordered: OrderedHolder | undefined;
  /** What the order says that the pieces are compared with. */
  readonly order: OrderedUnder;
  readonly reasons: readonly Entry<'reason'>[];
  readonly usages: readonly string[];
  readonly place: { place: number; total: number; previous: string | null; next: string | null } | undefined;
  /** Why this officer may not judge this file: theirs, or prepared by them. */
  readonly barred: string | undefined;
  /** What was mailed about the file. */
  readonly mails: Child;
  readonly refusal?: string | undefined;
  readonly errors?: Readonly<Record<string, string>>;
  readonly typed?: { readonly reason: string; readonly comment: string };
}
