import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';

/** What a seal stands for; also the sense of its field in the PDF. */
export type SealPurpose = 'signature' | 'countersignature' | 'handover-record';

export type SealRow = {
  id: string;
  purpose: SealPurpose;
  about: Record<string, string>;
  reason: string;
  asked_at: Date;
  state: 'waiting' | 'set' | 'without';
  set_at: Date | null;
  level: string | null;
  deferred_at: Date | null;
  failure: string | null;
};

type SealTables = {
  seals: Defaulted<SealRow, 'id' | 'state'>;
  sealed_documents: { seal_id: string; file_id: string; sealed_file_id: string | null };
};

function tables(db: Database | Tx): Kysely<SealTables> {
  return db.withTables<SealTables>() as unknown as Kysely<SealTables>;
}

export async function insertSeal(
  tx: Tx,
  seal: Pick<SealRow, 'purpose' | 'about' | 'reason' | 'asked_at'>,
  files: readonly string[],
): Promise<string> {
  const { seal_id } = await tables(tx)
    .with('seal', (asked) =>
      asked
        .insertInto('seals')
        .values({ ...seal, about: json(seal.about) })
        .returning('id'),
    )
    .insertInto('sealed_documents')
    .columns(['seal_id', 'file_id'])
    .expression((from) =>
      from.selectFrom('seal').select(['seal.id', sql<string>`unnest(${files}::uuid[])`.as('file')]),
    )
    .returning('seal_id')
    .executeTakeFirstOrThrow();
  return seal_id;
}

/** Changes a seal that still waits; undefined once it is set, whoever was faster. */
export function updateWaiting(tx: Tx, id: string, change: Partial<SealRow>): Promise<SealRow | undefined> {
  return tables(tx)
    .updateTable('seals')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}

/** Locks a seal that still waits; undefined once it is set. */
export function lockWaiting(tx: Tx, id: string): Promise<SealRow | undefined> {
  return tables(tx)
    .selectFrom('seals')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
}

/** What is still to be set of a seal, itself last: first those that were asked for earlier of the same documents. */
export async function waitingUpTo(db: Database, id: string): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`SELECT DISTINCT s.* FROM seals s
      JOIN sealed_documents d ON d.seal_id = s.id
      JOIN sealed_documents mine ON mine.file_id = d.file_id AND mine.seal_id = ${id}
    WHERE s.state = 'waiting' AND s.id <= ${id} ORDER BY s.id`.execute(db);
  return rows;
}

/** Seals that have waited since before a time, oldest first. */
export async function waitingSince(db: Database, before: Date, most: number): Promise<SealRow[]> {
  return tables(db)
    .selectFrom('seals')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('asked_at', '<', before)
    .orderBy('id')
    .limit(most)
    .execute();
}

/** The documents of a seal: as frozen, and the latest bytes to seal; null where they were erased. */
export async function documentsToSeal(
  db: Database,
  sealId: string,
): Promise<{ file_id: string; name: string; bytes: Buffer | null }[]> {
  const { rows } = await sql<{ file_id: string; name: string; bytes: Buffer | null }>`
    SELECT d.file_id, f.name, latest.bytes
      FROM sealed_documents d
      JOIN files f ON f.id = d.file_id
      JOIN files latest ON latest.id = coalesce((SELECT p.sealed_file_id FROM sealed_documents p
        WHERE p.file_id = d.file_id AND p.sealed_file_id IS NOT NULL ORDER BY p.seal_id DESC LIMIT 1), d.file_id)
     WHERE d.seal_id = ${sealId} ORDER BY d.file_id`.execute(db);
  return rows;
}

export async function updateSeal(db: Database | Tx, id: string, change: Partial<SealRow>): Promise<void> {
  await tables(db).updateTable('seals').set(change).where('id', '=', id).execute();
}

/** Keeps what a seal made of its documents. `sealed` is in the order of `files`. */
export async function keepSealed(
  tx: Tx,
  sealId: string,
  files: readonly string[],
  sealed: readonly string[],
): Promise<void> {
  await sql`UPDATE sealed_documents d SET sealed_file_id = made.sealed
    FROM unnest(${files}::uuid[], ${sealed}::uuid[]) AS made (file, sealed)
    WHERE d.seal_id = ${sealId} AND d.file_id = made.file`.execute(tx);
}

/** Every seal of some frozen documents, oldest first. */
export async function sealsOn(
  db: Database | Tx,
  files: readonly string[],
): Promise<(SealRow & { file_id: string; sealed_file_id: string | null })[]> {
  if (files.length === 0) return [];
  return tables(db)
    .selectFrom('sealed_documents as d')
    .innerJoin('seals as s', 's.id', 'd.seal_id')
    .selectAll('s')
    .select(['d.file_id', 'd.sealed_file_id'])
    .where('d.file_id', 'in', files)
    .orderBy('s.id')
    .execute();
}
