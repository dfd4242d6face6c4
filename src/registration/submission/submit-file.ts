import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { expectedDocuments } from '#src/registration/configuration.js';
import { documentsOf } from '#src/registration/documents/document-store.js';
import { dropDocumentDrafts } from '#src/registration/documents/draft-store.js';
import { officesFor } from '#src/registration/file/fill-in-file.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { refusals } from '#src/registration/refusals.js';
import { lockFile } from '#src/registration/store.js';
import { submissionDefects } from './submission.js';

/** The holder confirms the data as they stand and hands the file to the office that they chose. */
export async function submitFile(act: Act, id: string, version: number): Promise<FileFacts | Refusal> {
  const before = await lockFile(act.tx, id);
  const file = await moveHolderFile(
    act,
    id,
    'submit',
    { version },
    { submitted_at: act.now, confirmed_at: act.now, opened_at: act.now },
  );
  if (isRefusal(file)) return file;
  const expected = await expectedDocuments(act.tx, file, act.now);
  const offices = before && (await officesFor(act.tx, before.state));
  const defects = submissionDefects(file, expected, await documentsOf(act.tx, id), act.now, offices);
  if (defects.length > 0) return refusals.incomplete;
  await dropDocumentDrafts(act.tx, id, act.now);
  return file;
}
