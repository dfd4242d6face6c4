import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { acceptUpload, storeFile } from '#src/platform/web/files.js';
import { expectedDocuments, mostVersions } from '#src/registration/configuration.js';
import { fileEvent } from '#src/registration/events.js';
import type { DocumentInput } from '#src/registration/file/file-input.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { isHolder } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { FileDocument } from '#src/registration/rows.js';
import { tables, updateFile } from '#src/registration/store.js';
import { dateDefect, type ExpectedDocument } from './document-rules.js';
import { addVersion, documentsOf } from './document-store.js';

/**
 * Deposits a piece or a new version of it; without a file, corrects the dates of the version that is there, as
 * long as nobody has judged it. Judged by its content. A piece already accepted stays as it is, unless its dates no longer hold.
 */
export async function uploadDocument(
  act: Act,
  id: string,
  kind: string,
  input: DocumentInput,
): Promise<FileFacts | Refusal> {
  const file = await moveHolderFile(act, id, 'fill-in', { data: { document: kind } });
  if (isRefusal(file)) return file;
  const expected = (await expectedDocuments(act.tx, file, act.now)).find((each) => each.kind === kind);
  if (!expected) return refusals.documentNotExpected;
  if (act.actor.kind !== 'person') return refusals.documentNotExpected;
  if (expected.identity && !isHolder(file, act.actor)) return refusals.identityByHolderOnly;
  const before = (await documentsOf(act.tx, id)).find((each) => each.kind === kind);
  const refusal = await refusedInput(act, expected, before, input);
  if (refusal) return refusal;
  const kept = input.file
    ? await keepVersion(act, file, { expected, before }, input.file, input, act.actor.id)
    : await keepDates(act, before, input);
  if (isRefusal(kept)) return kept;
  if (expected.identity) {
    await updateFile(act.tx, id, {
      identity_kind: input.identityKind ?? null,
      identity_last4: input.last4 || null,
      identity_expires: input.expires,
    });
  }
  return file;
}

async function refusedInput(
  act: Act,
  expected: ExpectedDocument,
  before: FileDocument | undefined,
  input: DocumentInput,
): Promise<Refusal | undefined> {
  if (before?.outcome === 'accepted' && !dateDefect(expected, before, act.now)) return refusals.documentKept;
  // a verdict is bound to what was seen: the dates of a judged version are not changed under it
  if (!input.file && (!before?.version_id || before.outcome)) return refusals.fileMissing;
  const defect = dateDefect(expected, input, act.now);
  if (defect) return refuse('document-date', defect);
  if (expected.identity && (!input.identityKind || !input.last4)) return refusals.identityReferences;
  if (input.file && (before?.number ?? 0) >= (await mostVersions(act.tx, act.now)))
    return refusals.tooManyVersions;
  return undefined;
}

async function keepVersion(
  act: Act,
  file: FileFacts,
  { expected, before }: { expected: ExpectedDocument; before: FileDocument | undefined },
  given: File,
  dates: { readonly dated: string | null; readonly expires: string | null },
  by: string,
): Promise<Refusal | undefined> {
  const accepted = await acceptUpload(given);
  if (isRefusal(accepted)) return accepted;
  const stored = await storeFile(act, accepted);
  const number = (before?.number ?? 0) + 1;
  await addVersion(act.tx, {
    fileId: file.id,
    kind: expected.kind,
    dated: expected.maxMonths === null ? null : dates.dated,
    expires: expected.expires ? dates.expires : null,
    number,
    storedId: stored.id,
    by,
    at: act.now,
  });
  await act.publish(
    fileEvent('document.deposited', file, {
      kind: expected.kind,
      number,
      sha256: stored.sha256,
    }),
  );
  return undefined;
}

async function keepDates(
  act: Act,
  before: FileDocument | undefined,
  dates: { readonly dated: string | null; readonly expires: string | null },
): Promise<undefined> {
  if (!before) return;
  await tables(act.tx)
    .updateTable('documents')
    .set({ dated: dates.dated, expires: dates.expires })
    .where('id', '=', before.id)
    .execute();
}
