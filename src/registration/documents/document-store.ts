import { sql } from 'kysely';
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
    number: number;
    storedId: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  await sql`
    WITH piece AS (
      INSERT INTO documents (file_id, kind, dated, expires, current_id)
        VALUES (${piece.fileId}, ${piece.kind}, ${piece.dated}, ${piece.expires}, uuidv7())
      ON CONFLICT (file_id, kind) DO UPDATE
        SET dated = excluded.dated, expires = excluded.expires, current_id = excluded.current_id
      RETURNING id, current_id)
    INSERT INTO document_versions (id, document_id, number, stored_id, uploaded_by, uploaded_at)
      SELECT current_id, id, ${piece.number}, ${piece.storedId}, ${piece.by}, ${piece.at} FROM piece`.execute(
    tx,
  );
}

/** Keeps a verdict on a version, in the place of the one that is in force, if any. */
export async function insertVerdict(
  tx: Tx,
  verdict: {
    versionId: string;
    replaces: string | null;
    officerId: string;
    outcome: 'accepted' | 'to-replace';
    reason: Reason | null;
    seen: Buffer;
    at: Date;
  },
): Promise<void> {
  if (verdict.replaces) {
    await tables(tx)
      .updateTable('verdicts')
      .set({ replaced_at: verdict.at })
      .where('id', '=', verdict.replaces)
      .execute();
  }
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
