import { sql } from 'kysely';
import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import type { Typed } from '#src/platform/web/form.js';
import type { DocumentDraft } from '#src/registration/rows.js';
import { tables } from '#src/registration/store.js';

export function draftsOf(db: Database | Tx, fileId: string): Promise<DocumentDraft[]> {
  return tables(db)
    .selectFrom('document_drafts as d')
    .leftJoin('files as f', 'f.id', 'd.stored_id')
    .select(['d.kind', 'd.typed', 'd.stored_id', 'f.name', 'f.size', 'f.sha256'])
    .where('d.file_id', '=', fileId)
    .execute();
}

/** Keeps what was typed; a newly chosen file takes the place of the one kept before, whose bytes are erased. */
export async function saveDocumentDraft(
  tx: Tx,
  draft: { fileId: string; kind: string; typed: Typed; storedId: string | undefined; at: Date },
): Promise<void> {
  if (draft.storedId) await eraseFiles(tx, draft.at, draft.fileId, draft.kind);
  await tables(tx)
    .insertInto('document_drafts')
    .values({
      file_id: draft.fileId,
      kind: draft.kind,
      typed: json(draft.typed),
      stored_id: draft.storedId ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['file_id', 'kind']).doUpdateSet({
        typed: json(draft.typed),
        ...(draft.storedId ? { stored_id: draft.storedId } : {}),
      }),
    )
    .execute();
}

/** The draft of a piece that is deposited: its file is the piece's from now on, unless another one was. */
export async function endDocumentDraft(
  tx: Tx,
  draft: { fileId: string; kind: string; used: string | undefined; at: Date },
): Promise<void> {
  await eraseFiles(tx, draft.at, draft.fileId, draft.kind, draft.used);
  await tables(tx)
    .deleteFrom('document_drafts')
    .where('file_id', '=', draft.fileId)
    .where('kind', '=', draft.kind)
    .execute();
}

/** All drafts of a file that its holder cannot fill in any more. */
export async function dropDocumentDrafts(tx: Tx, fileId: string, at: Date): Promise<void> {
  await eraseFiles(tx, at, fileId);
  await tables(tx).deleteFrom('document_drafts').where('file_id', '=', fileId).execute();
}

async function eraseFiles(tx: Tx, at: Date, fileId: string, kind?: string, kept?: string): Promise<void> {
  await sql`UPDATE files SET bytes = NULL, erased_at = ${at}
    WHERE id IN (SELECT stored_id FROM document_drafts
                  WHERE file_id = ${fileId} ${kind ? sql`AND kind = ${kind}` : sql``})
      ${kept ? sql`AND id <> ${kept}` : sql``}`.execute(tx);
}
