import { type ExportedHeads, type JournalReport, verifyJournal } from '#src/platform/acts/verify-journal.js';
import type { Database } from '#src/platform/database/database.js';
import { dayAndDate } from '#src/platform/french/french.js';
import { type ExportsReport, type TimestampTrust, verifyExports } from '#src/seals/index.js';
import { readAnchors, readCrls, readWith, trustIn } from '#src/trust/index.js';

/** Certificates and revocation lists of the authorities from which timestamps must come, as files. */
export interface AuthorityFiles {
  readonly anchor?: readonly string[];
  readonly crl?: readonly string[];
}

/** `cle journal verify`: chains, exports and their timestamps. Throws `UnusableFile` where a file of an authority can't be read. */
export async function verifyWholeJournal(
  db: Database,
  heads: readonly ExportedHeads[],
  files: AuthorityFiles,
): Promise<{ intact: boolean; json: object; words: string }> {
  const trust = timestampTrust(files);
  const report = await verifyJournal(db, heads);
  const exports = await verifyExports(db, trust);
  const faults = [...report.faults, ...exports.faults];
  return {
    intact: faults.length === 0,
    json: { ...report, exports },
    words: faults.length === 0 ? inWords(report, exports) : faults.map((fault) => fault.sentence).join('\n'),
  };
}

function inWords(report: JournalReport, { stamped, latest, authority }: ExportsReport): string {
  const proof =
    latest === null
      ? 'Aucun export de ses têtes n’est encore horodaté.'
      : `Têtes horodatées ${stamped} fois, la dernière le ${dayAndDate(latest)} par ${authority ?? 'une autorité sans nom'}.`;
  return `Journal intact : ${report.lines} lignes, ${report.chains} chaînes. ${proof}`;
}

function timestampTrust({ anchor, crl }: AuthorityFiles): TimestampTrust | undefined {
  if (!anchor) return undefined;
  const anchors = anchor.flatMap((file) => readWith(file, readAnchors));
  const crls = crl?.flatMap((file) => readWith(file, readCrls)) ?? [];
  return { judgeSigner: trustIn({ anchors, crls }), revocation: crls.length > 0 };
}
