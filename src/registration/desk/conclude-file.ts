import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { expectedDocuments } from '#src/registration/configuration.js';
import { dateDefect, type ExpectedDocument } from '#src/registration/documents/document-rules.js';
import { documentsOf } from '#src/registration/documents/document-store.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { FileDocument } from '#src/registration/rows.js';
import type { Reason } from '#src/registration/types.js';

/** Every piece accepted and in date: the holder is convened, the delivery centre told, the certificate asked for. */
export async function validateFile(act: Act, id: string, version: number): Promise<FileFacts | Refusal> {
  const officer = act.actor.kind === 'person' ? act.actor.id : null;
  const change = { validated_at: act.now, validated_by: officer };
  const file = await moveHolderFile(act, id, 'validate', { version, data: await seen(act, id) }, change);
  if (isRefusal(file)) return file;
  return validationDefect(await piecesOf(act, file), act.now) ?? file;
}

/** At least one piece is to be replaced and every one is judged: the holder is told which, why and how. */
export async function askForCorrections(act: Act, id: string, version: number): Promise<FileFacts | Refusal> {
  const file = await moveHolderFile(act, id, 'ask-for-corrections', { version, data: await seen(act, id) });
  if (isRefusal(file)) return file;
  const pieces = await piecesOf(act, file);
  if (pieces.some(([, document]) => document?.version_id && !document.outcome))
    return refusals.verdictsMissing;
  const mended = pieces.every(
    ([expected, document]) => document?.outcome === 'accepted' && !dateDefect(expected, document, act.now),
  );
  return mended ? refusals.nothingToReplace : file;
}

export async function rejectFile(act: Act, id: string, reason: Reason): Promise<FileFacts | Refusal> {
  return moveHolderFile(act, id, 'reject', { reason });
}

type Piece = readonly [ExpectedDocument, FileDocument | undefined];

async function piecesOf(act: Act, file: FileFacts): Promise<Piece[]> {
  const expected = await expectedDocuments(act.tx, file, act.now);
  const documents = await documentsOf(act.tx, file.id);
  return expected.map((each) => [each, documents.find((document) => document.kind === each.kind)]);
}

/** What stands against validating these pieces now. */
function validationDefect(pieces: readonly Piece[], now: Date): Refusal | undefined {
  for (const [expected, document] of pieces) {
    if (!document?.version_id || !document.sha256 || !document.outcome) return refusals.verdictsMissing;
    if (document.outcome === 'to-replace') return refusals.documentsNotAccepted;
    if (!document.seen_sha256?.equals(document.sha256)) return refusals.documentReplaced;
    const defect = dateDefect(expected, document, now);
    if (defect) return refuse('document-date', defect);
  }
  return undefined;
}

/** The hashes that the conclusion rests on, for the journal. */
async function seen(act: Act, id: string): Promise<{ documents: Record<string, string> }> {
  const documents = await documentsOf(act.tx, id);
  return {
    documents: Object.fromEntries(documents.map((each) => [each.kind, each.sha256?.toString('hex') ?? ''])),
  };
}
