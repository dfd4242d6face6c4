import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { readHeads } from '#src/platform/acts/journal-heads.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { longDate } from '#src/platform/french/french.js';
import { type JudgeSigner, judgeTimestamp } from '#src/trust/index.js';

/** What is wrong with one export of the journal's heads, or with the timestamp over it. */
export interface ExportFault {
  /** Identifier of the export's file. */
  readonly export: string;
  readonly exportedAt: Date;
  readonly fault: 'export-changed' | 'timestamp-broken' | 'timestamp-untrusted' | 'not-as-exported';
  readonly sentence: string;
}

export interface ExportsReport {
  readonly checked: number;
  /** Of these, how many bear a timestamp that holds. */
  readonly stamped: number;
  /** Time of the latest timestamp that holds. */
  readonly latest: Date | null;
  /** Common name of its authority. */
  readonly authority: string | null;
  readonly faults: readonly ExportFault[];
}

/** Which authorities of timestamps are believed. */
export interface TimestampTrust {
  readonly judgeSigner: JudgeSigner;
  /** Whether it must be known that the authority's certificate is not revoked. */
  readonly revocation: boolean;
}

interface Row {
  readonly file: string;
  readonly at: Date;
  readonly sha256: string;
  readonly bytes: Buffer | null;
  readonly token: Buffer | null;
}

/**
 * Checks each export that the journal names: the file is still the one whose SHA-256 its line has, the heads in it are
 * lines of the journal still, and a timestamp on it holds and is one over its very bytes. With `trust`, the
 * timestamp's authority must be trusted too.
 */
export function verifyExports(db: Database, trust?: TimestampTrust): Promise<ExportsReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => checkAll(tx, trust));
}

async function checkAll(tx: Tx, trust: TimestampTrust | undefined): Promise<ExportsReport> {
  const faults: ExportFault[] = [];
  const stamps: Stamp[] = [];
  const { rows: exported } = await sql<{ line: string }>`SELECT id AS line FROM journal_lines
    WHERE type = 'journal.heads-exported' ORDER BY at, id`.execute(tx);
  // One at a time: memory does not grow with the nights.
  for (const { line } of exported) {
    const { rows } =
      await sql<Row>`SELECT l.data->>'file' AS file, l.at, l.data->>'sha256' AS sha256, f.bytes, t.token
        FROM journal_lines l
        LEFT JOIN files f ON f.id = (l.data->>'file')::uuid
        LEFT JOIN head_timestamps t ON t.file_id = f.id
       WHERE l.id = ${line}`.execute(tx);
    const found = rows[0] && (await check(tx, rows[0], trust));
    if (!found) continue;
    if ('fault' in found) faults.push(found);
    else stamps.push(found);
  }
  const latest = stamps.at(-1);
  return {
    checked: exported.length,
    stamped: stamps.length,
    latest: latest?.time ?? null,
    authority: latest?.authority ?? null,
    faults,
  };
}

interface Stamp {
  readonly time: Date;
  readonly authority: string | null;
}

/** A fault, or the timestamp; nothing where the export holds and bears none. */
async function check(
  tx: Tx,
  { file, at, sha256, bytes, token }: Row,
  by: TimestampTrust | undefined,
): Promise<ExportFault | Stamp | undefined> {
  const of = `Export des têtes du ${longDate(at)} (${file})`;
  const fault = (kind: ExportFault['fault'], words: string): ExportFault => ({
    export: file,
    exportedAt: at,
    fault: kind,
    sentence: `${of} : ${words}.`,
  });
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256)
    return fault('export-changed', 'le fichier n’est plus celui qui a été écrit');
  const stamp = token && judgeTimestamp(token, bytes);
  if (stamp && !(stamp.intact && stamp.time))
    return fault(
      'timestamp-broken',
      `son horodatage ne correspond pas au fichier (${stamp.reasons.join(', ')})`,
    );
  if (stamp && by) {
    const { trust, reasons } = await stamp.judge(by.judgeSigner);
    const unasked = !by.revocation && reasons.every((reason) => reason === 'revocation-unknown');
    if (trust !== 'trusted' && !(trust === 'undetermined' && unasked))
      return fault(
        'timestamp-untrusted',
        `l’autorité de son horodatage n’est pas reconnue (${reasons.join(', ')})`,
      );
  }
  const differs = await firstDifference(tx, bytes.toString('utf8'));
  if (differs) return fault('not-as-exported', differs);
  return stamp?.time ? { time: stamp.time, authority: stamp.authority ?? null } : undefined;
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
    `la ligne ${rows[0].length} de la chaîne ${rows[0].chain} n’est plus celle qui a été exportée ce jour-là`
  );
}
