import { type Kysely, sql } from 'kysely';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import { isUuid } from '#src/platform/uuid.js';
import type { FileFacts } from './file-facts.js';
import type { FileState } from './holder-file.js';
import type { CertificateCallRow, CertificateRow, HolderFileRow, OrderedUnder } from './rows.js';
import type { Reason, Situation } from './types.js';

type RegistrationTables = {
  holder_files: Defaulted<
    HolderFileRow,
    | 'id'
    | 'version'
    | 'birth_name'
    | 'birth_place'
    | 'address'
    | 'postal_code'
    | 'city'
    | 'prepared_by'
    | 'token_ready'
    | 'warned'
  >;
  file_facts: FileFacts;
  file_counts: { office_id: string; state: FileState; files: number };
  documents: Defaulted<
    {
      id: string;
      file_id: string;
      kind: string;
      dated: string | null;
      expires: string | null;
      current_id: string | null;
    },
    'id'
  >;
  document_versions: Defaulted<
    {
      id: string;
      document_id: string;
      number: number;
      stored_id: string;
      uploaded_by: string;
      uploaded_at: Date;
    },
    'id'
  >;
  document_drafts: {
    file_id: string;
    kind: string;
    typed: Readonly<Record<string, string | readonly string[]>>;
    stored_id: string | null;
  };
  verdicts: Defaulted<
    {
      id: string;
      version_id: string;
      officer_id: string;
      outcome: 'accepted' | 'to-replace';
      reason: Reason | null;
      seen_sha256: Buffer;
      at: Date;
      replaced_at: Date | null;
    },
    'id'
  >;
  certificates: Defaulted<CertificateRow, 'id' | 'asked_at'>;
  certificate_calls: Defaulted<CertificateCallRow, 'id' | 'number' | 'reference'>;
  files: { id: string; name: string; media_type: string; size: number; sha256: Buffer };
  people: { id: string; name: string; email: string };
  order_holder_facts: {
    id: string;
    order_id: string;
    position: number;
    given_name: string;
    surname: string;
    function: string;
    email: string;
    phone: string;
    situation: Situation;
    usages: string[];
  };
};

export function tables(db: Database | Tx): Kysely<RegistrationTables> {
  return db.withTables<RegistrationTables>() as unknown as Kysely<RegistrationTables>;
}

/** The file, its row locked until the act ends: as it is once the lock is had. */
export async function lockFile(tx: Tx, id: string): Promise<FileFacts | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<FileFacts>`SELECT * FROM lock_file(${id})`.execute(tx);
  return rows[0];
}

/**
 * Locks all files of this one's order until the act ends, in the order of their identifiers as every act that locks
 * several: what must hold between holders of one order is read after.
 */
export async function lockFilesOfOrder(tx: Tx, id: string): Promise<void> {
  if (!isUuid(id)) return;
  await sql`SELECT FROM holder_files WHERE order_id = (SELECT order_id FROM holder_files WHERE id = ${id})
    ORDER BY id FOR UPDATE`.execute(tx);
}

export function factsOf(db: Database | Tx, id: string): Promise<FileFacts | undefined> {
  if (!isUuid(id)) return Promise.resolve(undefined);
  return tables(db).selectFrom('file_facts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What was being typed in the file and is not kept yet. */
export async function draftOf(db: Database, id: string): Promise<HolderFileRow['draft']> {
  const row = await tables(db)
    .selectFrom('holder_files')
    .select('draft')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.draft ?? null;
}

export async function orderedUnder(
  db: Database | Tx,
  file: Pick<FileFacts, 'order_id' | 'holder_id'>,
): Promise<OrderedUnder> {
  const { rows } = await sql<OrderedUnder>`
    SELECT o.siret, o.terms->>'frozenAt' AS "frozenAt", o.terms->'product'->>'name' AS product,
           o.terms->'product'->>'supplier' AS supplier, (o.terms->'product'->>'years')::int AS years,
           concat_ws(' ', o.answers->'signatory'->>'givenName', o.answers->'signatory'->>'surname') AS representative,
           coalesce(o.answers->'signatory'->>'function', '') AS "representativeRole",
           coalesce(o.answers->'holders'->(h.position - 1)->>'powerToSign', '') AS "powerToSign"
      FROM order_facts o JOIN order_holder_facts h ON h.order_id = o.id
     WHERE o.id = ${file.order_id} AND h.id = ${file.holder_id}`.execute(db);
  if (!rows[0]) throw new Error(`file without order: ${file.order_id}`);
  return rows[0];
}

/** When the order was made as it was signed; undefined where it has no terms. */
export async function termsFrozenAt(db: Database | Tx, order: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: string | null }>`
    SELECT terms->>'frozenAt' AS at FROM order_facts WHERE id = ${order}`.execute(db);
  return rows[0]?.at ? new Date(rows[0].at) : undefined;
}

/** Files of an order, in the order of its holders. */
export function filesOfOrder(db: Database | Tx, order: string): Promise<FileFacts[]> {
  return tables(db)
    .selectFrom('file_facts')
    .innerJoin('order_holder_facts as h', 'h.id', 'file_facts.holder_id')
    .selectAll('file_facts')
    .where('file_facts.order_id', '=', order)
    .orderBy('h.position')
    .execute();
}

export type FileChange = Partial<Omit<HolderFileRow, 'id' | 'order_id' | 'holder_id' | 'version'>>;

export async function updateFile(tx: Tx, id: string, change: FileChange): Promise<void> {
  await tables(tx)
    .updateTable('holder_files')
    .set({
      ...change,
      ...(change.reason !== undefined ? { reason: json(change.reason) } : {}),
      ...(change.draft !== undefined ? { draft: json(change.draft) } : {}),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

/** Everybody who plays the correspondent in files of one organisation: its own, and the authors of their orders. */
export async function correspondentsOf(
  db: Database | Tx,
  files: readonly Pick<FileFacts, 'organisation_id' | 'author_id' | 'entered_on_behalf'>[],
): Promise<{ name: string; email: string }[]> {
  const authors = files.filter((file) => !file.entered_on_behalf).map((file) => file.author_id);
  const bodies = files.map((file) => file.organisation_id);
  const { rows } = await sql<{ name: string; email: string }>`
    SELECT DISTINCT p.email, p.name FROM people p
     WHERE (p.id = ANY(${authors}::uuid[])
            AND NOT EXISTS (SELECT FROM people_who_left w
                             WHERE w.person_id = p.id AND w.organisation_id = ANY(${bodies}::uuid[])))
        OR p.id IN (SELECT person_id FROM roles_in_force
                     WHERE part = 'correspondent' AND organisation_id = ANY(${bodies}::uuid[]))
     ORDER BY p.email`.execute(db);
  return rows;
}

/** The files of the holder of this address, the last made first. */
export function filesOfHolder(db: Database, email: string): Promise<FileFacts[]> {
  return tables(db)
    .selectFrom('file_facts')
    .innerJoin('holder_files as h', 'h.id', 'file_facts.id')
    .selectAll('file_facts')
    .where('h.email', '=', email)
    .orderBy('h.created_at', 'desc')
    .limit(20)
    .execute();
}
