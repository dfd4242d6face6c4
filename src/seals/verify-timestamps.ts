import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { readHeads } from '#src/platform/acts/journal-heads.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { longDate } from '#src/platform/french/french.js';
import { type JudgeSigner, judgeTimestamp } from '#src/trust/index.js';

/** What is wrong with the timestamp over one export of the journal's heads. */
export interface TimestampFault {
  /** Identifier of the export's file. */
  readonly export: string;
  readonly exportedAt: Date;
  readonly fault: 'export-changed' | 'timestamp-broken' | 'timestamp-untrusted' | 'not-as-timestamped';
  readonly sentence: string;
}

export interface TimestampReport {
  /** Exports that bear a timestamp. */
  readonly checked: number;
  /** Time of the latest one that holds. */
  readonly latest: Date | null;
  /** Common name of its authority. */
  readonly authority: string | null;
  readonly faults: readonly TimestampFault[];
}

/** Which authorities of timestamps are believed. */
export interface TimestampTrust {
  readonly judgeSigner: JudgeSigner;
  /** Whether it must be known that the authority's certificate is not revoked. */
  readonly revocation: boolean;
}

interface Row {
  readonly file: string;
  readonly exported_at: Date;
  readonly sha256: Buffer;
  readonly bytes: Buffer | null;
  readonly token: Buffer;
}

/**
 * Checks each timestamp over the journal's heads: its token holds and is one over the export's very bytes, and the
 * heads exported then are lines of the journal still. With `trust`, its authority must be trusted too.
 */
export function verifyTimestamps(db: Database, trust?: TimestampTrust): Promise<TimestampReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => checkAll(tx, trust));
}

async function checkAll(tx: Tx, trust: TimestampTrust | undefined): Promise<TimestampReport> {
  const faults: TimestampFault[] = [];
  let checked = 0;
  let latest: Date | null = null;
  let authority: string | null = null;
  const { rows: stamped } = await sql<{ file: string }>`SELECT t.file_id AS file FROM head_timestamps t
    JOIN journal_exports e ON e.file_id = t.file_id WHERE t.token IS NOT NULL ORDER BY e.exported_at`.execute(
    tx,
  );
  for (const { file } of stamped) {
    checked += 1;
    const { rows } =
      await sql<Row>`SELECT t.file_id AS file, e.exported_at, e.sha256, f.bytes, t.token FROM head_timestamps t
        JOIN journal_exports e ON e.file_id = t.file_id JOIN files f ON f.id = t.file_id
       WHERE t.file_id = ${file}`.execute(tx);
    const row = rows[0];
    if (!row) continue;
    const found = await check(tx, row, trust);
    if ('fault' in found) faults.push(found);
    else {
      latest = found.time;
      authority = found.authority;
    }
  }
  return { checked, latest, authority, faults };
}

async function check(
  tx: Tx,
  row: Row,
  by: TimestampTrust | undefined,
): Promise<TimestampFault | { time: Date; authority: string | null }> {
  const of = `Export des têtes du ${longDate(row.exported_at)} (${row.file})`;
  const fault = (kind: TimestampFault['fault'], words: string): TimestampFault => ({
    export: row.file,
    exportedAt: row.exported_at,
    fault: kind,
    sentence: `${of} : ${words}.`,
  });
  const bytes = row.bytes;
  if (!bytes || !createHash('sha256').update(bytes).digest().equals(row.sha256))
    return fault('export-changed', 'le fichier n’est plus celui qui a été écrit');
  const stamp = judgeTimestamp(row.token, bytes);
  if (!stamp.intact || !stamp.time) {
    return fault(
      'timestamp-broken',
      `son horodatage ne correspond pas au fichier (${stamp.reasons.join(', ')})`,
    );
  }
  if (by) {
    const { trust, reasons } = await stamp.judge(by.judgeSigner);
    const unasked = !by.revocation && reasons.every((reason) => reason === 'revocation-unknown');
    if (trust !== 'trusted' && !(trust === 'undetermined' && unasked))
      return fault(
        'timestamp-untrusted',
        `l’autorité de son horodatage n’est pas reconnue (${reasons.join(', ')})`,
      );
  }
  const differs = await firstDifference(tx, bytes.toString('utf8'));
  if (differs) return fault('not-as-timestamped', differs);
  return { time: stamp.time, authority: stamp.authority ?? null };
}

/** The first head exported that is no line of the journal any more. */
async function firstDifference(tx: Tx, text: string): Promise<string | undefined> {
  const heads = readHeads(text);
  if (!heads) return 'le fichier n’est pas un export de têtes';
  const { rows } = await sql<{ chain: string; length: number }>`
    SELECT e.key AS chain, (e.value->>'length')::integer AS length
      FROM jsonb_each(${JSON.stringify(heads)}::jsonb) e
      LEFT JOIN journal_lines l ON l.chain = e.key AND l.position = (e.value->>'length')::integer
     WHERE (e.value->>'length')::integer > 0 AND encode(l.hash, 'hex') IS DISTINCT FROM e.value->>'head'
     ORDER BY e.key LIMIT 1`.execute(tx);
  return (
    rows[0] &&
    `la ligne ${rows[0].length} de la chaîne ${rows[0].chain} n’est plus celle qui a été horodatée ce jour-là`
  );
}
