import type { Operator, Party } from '#src/directory/index.js';
import type { OfferedTimeRow, RecordRow, Visit } from '#src/handover/types.js';
import type { Child } from '#src/platform/ui/index.js';
import type { FieldErrors } from '#src/platform/web/form.js';
import type { FileFacts, FileTurn } from '#src/registration/index.js';
import type { SealState } from '#src/seals/index.js';

export interface FileVisitView {
  readonly file: FileFacts;
  readonly parties: readonly Party[];
  readonly turn: FileTurn;
  /** Steps that the viewer may take now. */
  readonly steps: ReadonlySet<string>;
  readonly mine: boolean;
  readonly visit: Visit | undefined;
  readonly offered: readonly OfferedTimeRow[];
  readonly records: readonly RecordRow[];
  /** Seals of the records, by file. */
  readonly seals: ReadonlyMap<string, SealState>;
  readonly centre: Operator | undefined;
  readonly back: { readonly href: string; readonly label: string };
  /** What was mailed about the file, for its officers. */
  readonly mails: Child;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}
