import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import type { FileDocument } from '#src/registration/rows.js';
import { tables } from '#src/registration/store.js';
import type { Reason } from '#src/registration/types.js';

/** The pieces deposited in a file; the catalogue says which are expected and in which order. */
export function documentsOf(db: Database | Tx, fileId: string): Promise<FileDocument[]> {
  return tables(db)
    .selectFrom('documents as d')
    .leftJoin('document_versions as v', 'v.id', 'd.current_id')
    .leftJoin('files as s', 's.id', 'v.stored_id')
    .leftJoin('verdicts as j', (join) =>
      join.onRef('j.version_id', '=', 'v.id').on('j.replaced_at', 'is', null),
    )
    .leftJoin('people as p', 'p.id', 'j.officer_id')
    .select([
      'd.id',
      'd.kind',
      'd.dated',
      'd.expires',
      'v.id as version_id',
      'v.number',
      'v.stored_id',
      's.name',
      's.media_type',
      's.size',
      's.sha256',
      'v.uploaded_at',
      'j.id as verdict_id',
      'j.outcome',
      'j.reason as verdict_reason',
      'j.at as verdict_at',
      'j.seen_sha256',
      'p.name as officer_name',
    ])
    .where('d.file_id', '=', fileId)
    .execute();
}

/** One version of one piece of one file, with what it is stored as. */
export function versionOf(
  db: Database | Tx,
  fileId: string,
  kind: string,
  number: number,
): Promise<{ id: string; stored_id: string; document_id: string } | undefined> {
  return tables(db)
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .select(['v.id', 'v.stored_id', 'v.document_id'])
    .where('d.file_id', '=', fileId)
    .where('d.kind', '=', kind)
    .where('v.number', '=', number)
    .executeTakeFirst();
}

/** Adds a version to a piece, which is made with its first one. The verdict on the former version stays with it. */
export async function addVersion(
  tx: Tx,
  piece: {
    fileId: string;
    kind: string;
    dated: string | null;
    expires: string | null;
    storedId: string;
    by: string;
    at: Date;
  },
): Promise<{ id: string; number: number }> {
  const { id: documentId } = await tables(tx)
    .insertInto('documents')
    .values({
      file_id: piece.fileId,
      kind: piece.kind,
      dated: piece.dated,
      expires: piece.expires,
    })
    .onConflict((conflict) =>
      conflict.columns(['file_id', 'kind']).doUpdateSet({ dated: piece.dated, expires: piece.expires }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const { last } = await tables(tx)
    .selectFrom('document_versions')
    .select((select) => select.fn.coalesce(select.fn.max('number'), select.lit(0)).as('last'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  const version = await tables(tx)
    .insertInto('document_versions')
    .values({
      document_id: documentId,
      number: Number(last) + 1,
      stored_id: piece.storedId,
      uploaded_by: piece.by,
      uploaded_at: piece.at,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
  await tables(tx)
    .updateTable('documents')
    .set({ current_id: version.id })
    .where('id', '=', documentId)
    .execute();
  return version;
}

export async function insertVerdict(
  tx: Tx,
  verdict: {
    versionId: string;
    officerId: string;
    outcome: 'accepted' | 'to-replace';
    reason: Reason | null;
    seen: Buffer;
    at: Date;
  },
): Promise<void> {
  await tables(tx)
    .updateTable('verdicts')
    .set({ replaced_at: verdict.at })
    .where('version_id', '=', verdict.versionId)
    .where('replaced_at', 'is', null)
    .execute();
  await tables(tx)
    .insertInto('verdicts')
    .values({
      version_id: verdict.versionId,
      officer_id: verdict.officerId,
      outcome: verdict.outcome,
      reason: json(verdict.reason),
      seen_sha256: verdict.seen,
      at: verdict.at,
    })
    .execute();
}
