import { sql } from 'kysely';
import { type Reader, tables } from '#src/handover/store.js';
import type { AppointmentRow, FileOutcome, Visit, VisitFile } from '#src/handover/types.js';
import type { Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import { isUuid } from '#src/platform/uuid.js';
import type { Reason } from '#src/registration/index.js';

export async function findVisit(db: Reader, id: string): Promise<Visit | undefined> {
  if (!isUuid(id)) return undefined;
  return whole(db, await selectVisit(db).where('a.id', '=', id).executeTakeFirst());
}

/** The visit, its row locked until the act ends. */
export async function lockVisit(tx: Tx, id: string): Promise<Visit | undefined> {
  if (!isUuid(id)) return undefined;
  return whole(tx, await selectVisit(tx).where('a.id', '=', id).forUpdate('a').executeTakeFirst());
}

/** The visit that a file is in now: proposed or agreed. */
export async function openVisitOf(db: Reader, fileId: string): Promise<Visit | undefined> {
  const row = await selectVisit(db)
    .innerJoin('appointment_files as x', 'x.appointment_id', 'a.id')
    .where('x.file_id', '=', fileId)
    .where('x.open', '=', true)
    .executeTakeFirst();
  return whole(db, row);
}

/** The visit that a file is in now, by its identifier: to be locked. */
export async function openVisitId(tx: Tx, fileId: string): Promise<string | undefined> {
  const found = await tables(tx)
    .selectFrom('appointment_files')
    .select('appointment_id')
    .where('file_id', '=', fileId)
    .where('open', '=', true)
    .executeTakeFirst();
  return found?.appointment_id;
}

type RowWithTimes = AppointmentRow & Pick<Visit, 'times'>;

/** Times are proposed with the visit and never changed: they need not be read after its lock. */
function selectVisit(db: Reader) {
  return tables(db)
    .selectFrom('appointments as a')
    .selectAll('a')
    .select(
      sql<
        Date[]
      >`ARRAY(SELECT starts_at FROM appointment_times WHERE appointment_id = a.id ORDER BY starts_at)`.as(
        'times',
      ),
    );
}

async function whole(db: Reader, row: RowWithTimes | undefined): Promise<Visit | undefined> {
  if (!row) return undefined;
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
  return { ...row, files: files as VisitFile[] };
}

export type VisitChange = Partial<Omit<AppointmentRow, 'id' | 'version'>>;

export function updateVisit(tx: Tx, id: string, change: VisitChange): Promise<AppointmentRow> {
  return tables(tx)
    .updateTable('appointments')
    .set({
      ...change,
      ...(change.reason !== undefined ? { reason: json(change.reason) } : {}),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
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
  await tables(tx)
    .insertInto('appointment_files')
    .values(fileIds.map((file_id) => ({ appointment_id: id, file_id, open: true })))
    .execute();
  if (times.length > 0) {
    await tables(tx)
      .insertInto('appointment_times')
      .values(times.map((starts_at) => ({ appointment_id: id, starts_at })))
      .execute();
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
