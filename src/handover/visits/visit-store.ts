import { sql } from 'kysely';
import { type Reader, tables } from '#src/handover/store.js';
import type { AppointmentRow, FileOutcome, Visit, VisitFile } from '#src/handover/types.js';
import type { Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import { isUuid } from '#src/platform/uuid.js';
import type { Reason } from '#src/registration/index.js';

export async function findVisit(db: Reader, id: string): Promise<Visit | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tables(db).selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirst();
  return row && whole(db, row);
}

/** The visit, its row locked until the act ends. */
export async function lockVisit(tx: Tx, id: string): Promise<Visit | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tables(tx)
    .selectFrom('appointments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && whole(tx, row);
}

/** The visit that a file is in now: proposed or agreed. */
export async function openVisitOf(db: Reader, fileId: string): Promise<Visit | undefined> {
  const found = await tables(db)
    .selectFrom('appointment_files')
    .select('appointment_id')
    .where('file_id', '=', fileId)
    .where('open', '=', true)
    .executeTakeFirst();
  return found && findVisit(db, found.appointment_id);
}

async function whole(db: Reader, row: AppointmentRow): Promise<Visit> {
  const files = await tables(db)
    .selectFrom('appointment_files as a')
    .innerJoin('file_facts as f', 'f.id', 'a.file_id')
    .selectAll('f')
    .select(['a.open', 'a.outcome', 'a.at as outcome_at', 'a.reason as outcome_reason'])
    .where('a.appointment_id', '=', row.id)
    .orderBy(sql`a.outcome IS NOT DISTINCT FROM 'left'`)
    .orderBy('f.surname')
    .orderBy('f.given_names')
    .execute();
  const times = await tables(db)
    .selectFrom('appointment_times')
    .select('starts_at')
    .where('appointment_id', '=', row.id)
    .orderBy('starts_at')
    .execute();
  return { ...row, files: files as VisitFile[], times: times.map((time) => time.starts_at) };
}

export type VisitChange = Partial<Omit<AppointmentRow, 'id' | 'version'>>;

export async function updateVisit(tx: Tx, id: string, change: VisitChange): Promise<void> {
  await tables(tx)
    .updateTable('appointments')
    .set({
      ...change,
      ...(change.reason !== undefined ? { reason: json(change.reason) } : {}),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertVisit(
  tx: Tx,
  visit: Omit<AppointmentRow, 'id' | 'version' | 'sequence' | 'reminded_at' | 'ended_by' | 'reason'>,
  fileIds: readonly string[],
  times: readonly Date[],
): Promise<string> {
  const { id } = await tables(tx)
    .insertInto('appointments')
    .values(visit)
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const file_id of fileIds) {
    await tables(tx)
      .insertInto('appointment_files')
      .values({ appointment_id: id, file_id, open: true })
      .execute();
  }
  for (const starts_at of times) {
    await tables(tx).insertInto('appointment_times').values({ appointment_id: id, starts_at }).execute();
  }
  return id;
}

/** What became of one holder of a visit. */
export async function closeVisitFile(
  tx: Tx,
  visitId: string,
  fileId: string,
  outcome: FileOutcome,
  at: Date,
  reason: Reason | null = null,
): Promise<void> {
  await tables(tx)
    .updateTable('appointment_files')
    .set({ open: false, outcome, at, reason: json(reason) })
    .where('appointment_id', '=', visitId)
    .where('file_id', '=', fileId)
    .where('open', '=', true)
    .execute();
}

/** How often the holder of a file was awaited and did not come, without excuse. */
export async function unexcusedAbsences(db: Reader, fileId: string): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('appointment_files')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('file_id', '=', fileId)
    .where('outcome', '=', 'absent')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** When an officer is taken: visits agreed that touch a period, one of them left out. */
export async function takenTimes(
  db: Reader,
  officerId: string,
  from: Date,
  until: Date,
  except?: string,
): Promise<{ id: string; starts_at: Date; ends_at: Date }[]> {
  let query = tables(db)
    .selectFrom('appointments')
    .select(['id', 'starts_at', 'ends_at'])
    .where('officer_id', '=', officerId)
    .where('state', 'in', ['agreed', 'held'])
    .where('starts_at', '<', until)
    .where('ends_at', '>', from);
  if (except) query = query.where('id', '<>', except);
  return (await query.execute()) as { id: string; starts_at: Date; ends_at: Date }[];
}

/** PostgreSQL says that the officer would be in two visits at once. */
export function isOfficerBusy(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23P01' && constraint === 'officer_in_one_visit';
}
