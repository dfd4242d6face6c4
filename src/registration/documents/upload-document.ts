import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { acceptUpload, storeFile } from '#src/platform/web/files.js';
import type { Typed } from '#src/platform/web/form.js';
import { expectedDocuments, mostVersions } from '#src/registration/configuration.js';
import { fileEvent } from '#src/registration/events.js';
import type { DocumentInput } from '#src/registration/file/file-input.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { fileTable } from '#src/registration/holder-file.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { isHolder, partiesOnFile } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { FileDocument } from '#src/registration/rows.js';
import { lockFile, tables, updateFile } from '#src/registration/store.js';
import { type DocumentFaults, dateDefect, documentFaults, type ExpectedDocument } from './document-rules.js';
import { addVersion, documentsOf } from './document-store.js';
import { draftsOf, endDocumentDraft, saveDocumentDraft } from './draft-store.js';

/** Nothing is deposited yet: what is to mend, field by field. What was typed and a file that is good are kept. */
export interface FaultyPiece {
  readonly faults: DocumentFaults;
}

/** A file that is stored: chosen now, or kept since the form was last sent. */
interface Stored {
  readonly id: string;
  readonly sha256: string;
}

/**
 * The holder deposits a piece or a new version of it; without a file, corrects the dates of the version that is there, as
 * long as nobody has judged it. Judged by its content. A piece already accepted stays as it is, unless its dates no longer hold.
 */
export async function uploadDocument(
  act: Act,
  id: string,
  kind: string,
  { input, typed }: { readonly input: DocumentInput; readonly typed: Typed },
): Promise<FileFacts | FaultyPiece | Refusal> {
  const piece = await openPiece(act, id, kind);
  if (isRefusal(piece)) return piece;
  const { expected, before } = piece;
  const stored = input.file ? await storeGood(act, input.file) : piece.kept;
  if (stored && (before?.number ?? 0) >= (await mostVersions(act.tx, act.now)))
    return refusals.tooManyVersions;
  const faults: DocumentFaults = {
    ...(isRefusal(stored) ? { file: stored.sentence } : {}),
    // a verdict is bound to what was seen: the dates of a judged version are not changed under it
    ...(!stored && (!before?.version_id || before.outcome) ? { file: refusals.fileMissing.sentence } : {}),
    ...documentFaults(expected, input, act.now),
  };
  if (Object.keys(faults).length > 0 || isRefusal(stored)) {
    const chosen = input.file && !isRefusal(stored) ? stored : undefined;
    await keep(act, { id, kind, input, typed, stored: chosen });
    return { faults };
  }
  const file = await moveHolderFile(act, id, 'fill-in', { data: { document: kind } });
  if (isRefusal(file)) return file;
  if (stored) await keepVersion(act, file, piece, stored, input);
  else await keepDates(act, before, input);
  await endDocumentDraft(act.tx, { fileId: id, kind, used: stored?.id, at: act.now });
  if (expected.identity) {
    await updateFile(act.tx, id, {
      identity_kind: input.identityKind ?? null,
      identity_last4: input.last4 || null,
      identity_expires: input.expires,
    });
  }
  return file;
}

/** What is typed and chosen of a piece, as it is typed and chosen: not a step, nothing is deposited. */
export async function keepDocumentDraft(
  act: Act,
  id: string,
  kind: string,
  { input, typed }: { readonly input: DocumentInput; readonly typed: Typed },
): Promise<true | Refusal> {
  const piece = await openPiece(act, id, kind);
  if (isRefusal(piece)) return piece;
  const stored = input.file && (await storeGood(act, input.file));
  if (isRefusal(stored)) return stored;
  await keep(act, { id, kind, input, typed, stored });
  return true;
}

interface OpenPiece {
  readonly expected: ExpectedDocument;
  readonly before: FileDocument | undefined;
  readonly kept: Stored | undefined;
  readonly by: string;
}

/** The piece, where its holder may deposit or replace it now. */
async function openPiece(act: Act, id: string, kind: string): Promise<OpenPiece | Refusal> {
  const file = await lockFile(act.tx, id);
  if (!file || act.actor.kind !== 'person' || !isHolder(file, act.actor)) return notYourPart;
  const row = permit(fileTable, file.state, 'fill-in', partiesOnFile(file, act.actor));
  if (isRefusal(row)) return row;
  const expected = (await expectedDocuments(act.tx, file, act.now)).find((each) => each.kind === kind);
  if (!expected) return refusals.documentNotExpected;
  const before = (await documentsOf(act.tx, id)).find((each) => each.kind === kind);
  if (before?.outcome === 'accepted' && !dateDefect(expected, before, act.now)) return refusals.documentKept;
  const draft = (await draftsOf(act.tx, id)).find((each) => each.kind === kind);
  const kept =
    draft?.stored_id && draft.sha256
      ? { id: draft.stored_id, sha256: draft.sha256.toString('hex') }
      : undefined;
  return { expected, before, kept, by: act.actor.id };
}

async function storeGood(act: Act, given: File): Promise<Stored | Refusal> {
  const accepted = await acceptUpload(given);
  return isRefusal(accepted) ? accepted : storeFile(act, accepted);
}

/** Whatever was typed, but never more of the identity document's number than its last four characters. */
function keep(
  act: Act,
  piece: { id: string; kind: string; input: DocumentInput; typed: Typed; stored: Stored | undefined },
): Promise<void> {
  const { id, kind, input, stored } = piece;
  const typed = { ...piece.typed, [`${kind}.last4`]: input.last4 };
  return saveDocumentDraft(act.tx, { fileId: id, kind, typed, storedId: stored?.id, at: act.now });
}

async function keepVersion(
  act: Act,
  file: FileFacts,
  { expected, before, by }: OpenPiece,
  stored: Stored,
  dates: { readonly dated: string | null; readonly expires: string | null },
): Promise<void> {
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
