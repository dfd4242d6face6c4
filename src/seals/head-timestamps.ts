import { sql } from 'kysely';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { Schedule, Worker } from '#src/platform/jobs/jobs.js';
import { readFile } from '#src/platform/web/files.js';
import { judgeTimestamp, type TimestampAuthority } from '#src/trust/index.js';

const queue = 'head-timestamp';

/** Asks for a timestamp over an export of the journal's heads, had by a job right after this transaction. */
export async function askForTimestamp(act: Act, fileId: string): Promise<void> {
  await sql`INSERT INTO head_timestamps (file_id, asked_at) VALUES (${fileId}, ${act.now})`.execute(act.tx);
  await act.queue(queue, { file: fileId });
}

/** Has one timestamp for each export of heads; what could not be had stays for the calendar. */
export function timestampWorker(authority: TimestampAuthority | undefined): Worker {
  return {
    queue,
    retryDelay: 5,
    retryLimit: 6,
    async run(kernel, data) {
      if (authority) await timestamp(kernel, authority, (data as { file: string }).file);
    },
  };
}

/** Asks again, oldest first: a late timestamp proves less, but it proves. */
export function timestampWhatWaits(authority: TimestampAuthority | undefined): Schedule {
  return {
    name: 'timestamp-what-waits',
    cron: '15 * * * *',
    async run(kernel) {
      if (!authority) return;
      const { rows } = await sql<{ file: string }>`SELECT file_id AS file FROM head_timestamps
        WHERE token IS NULL ORDER BY asked_at LIMIT 50`.execute(kernel.db);
      for (const { file } of rows) await timestamp(kernel, authority, file);
    },
  };
}

async function timestamp(kernel: Kernel, authority: TimestampAuthority, id: string): Promise<void> {
  const file = await readFile(kernel.db, id);
  if (!file || (await timestampsOf(kernel.db, [id])).get(id)?.at) return;
  try {
    const token = await authority(file.bytes);
    const { time } = judgeTimestamp(token, file.bytes);
    await sql`UPDATE head_timestamps SET token = ${Buffer.from(token)}, at = ${time ?? kernel.clock()}, failure = NULL
      WHERE file_id = ${id} AND token IS NULL`.execute(kernel.db);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    await sql`UPDATE head_timestamps SET failure = ${cause} WHERE file_id = ${id} AND token IS NULL`.execute(
      kernel.db,
    );
    throw error;
  }
}

export interface HeadTimestamp {
  /** As the token says; null while it is still to be had. */
  readonly at: Date | null;
  /** Why the last try failed, in French. */
  readonly failure: string | null;
}

/** Timestamps of some exports, by the identifier of their file. */
export async function timestampsOf(
  db: Database | Tx,
  files: readonly string[],
): Promise<ReadonlyMap<string, HeadTimestamp>> {
  const { rows } = await sql<HeadTimestamp & { file: string }>`SELECT file_id AS file, at, failure
    FROM head_timestamps WHERE file_id = ANY(${files}::uuid[])`.execute(db);
  return new Map(rows.map(({ file, ...stamp }) => [file, stamp]));
}
