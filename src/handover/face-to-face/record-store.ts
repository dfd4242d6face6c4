import { sql } from 'kysely';
import { type Reader, tables } from '#src/handover/store.js';
import type { RecordRow } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { json } from '#src/platform/database/jsonb.js';
import { paris } from '#src/platform/french/working-time.js';
import { isUuid } from '#src/platform/uuid.js';

/** Numbers without gaps in a year: the counter is locked until the act ends, and falls back with it. */
async function nextNumber(act: Act): Promise<string> {
  const { year } = paris(act.now);
  const { rows } = await sql<{ last: number }>`INSERT INTO handover_counters (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = handover_counters.last + 1 RETURNING last`.execute(act.tx);
  return `R-${year}-${String(rows[0]?.last ?? 0).padStart(5, '0')}`;
}

export async function insertRecord(
  act: Act,
  record: Omit<RecordRow, 'id' | 'number' | 'at' | 'pdf_file_id'>,
): Promise<RecordRow> {
  const number = await nextNumber(act);
  return tables(act.tx)
    .insertInto('handover_records')
    .values({ ...record, number, at: act.now, statement: json(record.statement) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findRecord(db: Reader, id: string): Promise<RecordRow | undefined> {
  if (!isUuid(id)) return undefined;
  return tables(db).selectFrom('handover_records').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The records of a file, the latest first: refusals, then the handover. */
export function recordsOfFile(db: Reader, fileId: string): Promise<RecordRow[]> {
  return tables(db)
    .selectFrom('handover_records')
    .selectAll()
    .where('file_id', '=', fileId)
    .orderBy('at', 'desc')
    .execute();
}

export async function keepPdf(act: Act, id: string, pdf: string): Promise<void> {
  await tables(act.tx)
    .updateTable('handover_records')
    .set({ pdf_file_id: pdf })
    .where('id', '=', id)
    .execute();
}
