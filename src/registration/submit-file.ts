import type { Act } from '#src/platform/act.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { expectedDocuments } from './configuration.js';
import { documentsOf } from './document-store.js';
import type { FileFacts } from './file-facts.js';
import { moveHolderFile } from './move-holder-file.js';
import { refusals } from './refusals.js';
import { fileRow } from './store.js';
import { submissionDefects } from './submission.js';

/** The holder confirms the data as they stand and hands the file to the office that they chose. */
export async function submitFile(act: Act, id: string, version: number): Promise<FileFacts | Refusal> {
  const moved = await moveHolderFile(
    act,
    id,
    'submit',
    { version },
    { submitted_at: act.now, confirmed_at: act.now, opened_at: act.now },
  );
  if (isRefusal(moved)) return moved;
  const file = await fileRow(act.tx, id);
  if (!file) return refusals.incomplete;
  const expected = await expectedDocuments(act.tx, file, act.now);
  const defects = submissionDefects(file, expected, await documentsOf(act.tx, id), act.now);
  return defects.length > 0 ? refusals.incomplete : moved;
}
