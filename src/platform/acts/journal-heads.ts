import { sql } from 'kysely';
import { z } from 'zod';
import { storeFile } from '#src/platform/web/files.js';
import type { Act } from './act.js';
import type { ExportedHeads } from './verify-journal.js';

/** Named in each file, so that a later form can be told from this one. Files of the first form list every chain. */
const format = 'cle-en-main/journal-heads/2';

const headsFile = z.object({
  format: z.enum(['cle-en-main/journal-heads/1', format]),
  exportedAt: z.iso.datetime(),
  chains: z.record(
    z.string(),
    z.object({ length: z.number().int().min(0), head: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

/** An export kept here; its copies elsewhere are what a rewritten journal cannot reach. */
export interface HeadsExport {
  readonly fileId: string;
  readonly exportedAt: Date;
  /** That grew since the export before. */
  readonly chains: number;
  /** Written since the export before. */
  readonly lines: number;
  readonly sha256: string;
}

/**
 * Writes down length and head of each chain that grew since the export before as a file, and its SHA-256 as a line of
 * the installation's chain: who keeps the file elsewhere can show later that no line before it was changed. That chain
 * grows with each export, so its head stands in every one and vouches for the files of all the nights before.
 */
export async function exportHeads(act: Act): Promise<HeadsExport> {
  const { rows } = await sql<{ chain: string; length: number; head: Buffer; added: number }>`
    WITH moved AS (
      SELECT c.chain, c.length, c.head, c.length - coalesce(e.length, 0) AS added
        FROM journal_chains c LEFT JOIN exported_chains e ON e.chain = c.chain
       WHERE e.length IS DISTINCT FROM c.length),
    noted AS (
      INSERT INTO exported_chains (chain, length) SELECT chain, length FROM moved
      ON CONFLICT (chain) DO UPDATE SET length = excluded.length)
    SELECT chain, length, head, added FROM moved ORDER BY chain`.execute(act.tx);
  const content = {
    format,
    exportedAt: act.now.toISOString(),
    chains: Object.fromEntries(
      rows.map(({ chain, length, head }) => [chain, { length, head: head.toString('hex') }]),
    ),
  };
  const file = await storeFile(act, {
    name: `journal-${act.now.toISOString().slice(0, 10)}.json`,
    mediaType: 'application/json',
    bytes: Buffer.from(`${JSON.stringify(content, null, 1)}\n`),
  });
  const lines = rows.reduce((sum, { added }) => sum + added, 0);
  await sql`INSERT INTO journal_exports (file_id, exported_at, chains, lines, sha256)
    VALUES (${file.id}, ${act.now}, ${rows.length}, ${lines}, ${Buffer.from(file.sha256, 'hex')})`.execute(
    act.tx,
  );
  await act.publish({
    type: 'journal.heads-exported',
    about: {},
    data: { file: file.id, sha256: file.sha256, chains: rows.length, lines },
  });
  return { fileId: file.id, exportedAt: act.now, chains: rows.length, lines, sha256: file.sha256 };
}

/** Reads an exported file back; null where it is none, or is damaged. */
export function readHeads(text: string): ExportedHeads | null {
  try {
    return headsFile.parse(JSON.parse(text)).chains;
  } catch {
    return null;
  }
}
