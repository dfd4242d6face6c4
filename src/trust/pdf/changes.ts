import { examineAppended } from './appended.js';
import { changedForm } from './changes-form.js';
import { changedCatalog, changedInfo, changedPages, changedTrailer } from './changes-structure.js';
import { compare } from './comparison.js';
import type { PdfFile } from './document.js';
import type { FoundSignature } from './signature.js';

/** What was added after a signed revision, the gravest first. */
export type Changes = 'forbidden' | 'form' | 'signatures' | 'validation' | 'none';

/** Compares a signed revision with the file as it is. */
export function judgeChanges(
  file: PdfFile,
  revision: number,
  end: number,
  signature: FoundSignature,
): { changes: Changes; reasons: string[] } {
  const appended = examineAppended(file, end, revision);
  if (appended) return { changes: 'forbidden', reasons: [appended] };
  const comparison = compare(file, revision);
  changedTrailer(comparison);
  const catalogs = changedCatalog(comparison);
  if (catalogs) changedForm(comparison, catalogs, signature);
  changedPages(comparison);
  changedInfo(comparison);
  for (const [number, change] of comparison.changed) {
    if (comparison.explained.has(number)) continue;
    const seen = (comparison.referrers.get(number)?.size ?? 0) > 0;
    if (change.before !== undefined || seen) comparison.faults.add('object-changed');
  }
  if (comparison.faults.size > 0) return { changes: 'forbidden', reasons: [...comparison.faults] };
  const order = ['form', 'signatures', 'validation'] as const;
  return { changes: order.find((kind) => comparison.kinds.has(kind)) ?? 'none', reasons: [] };
}
