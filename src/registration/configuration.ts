import { catalogueAt, settingAt } from '#src/catalogue/index.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { type ExpectedDocument, expectedFor } from './documents/document-rules.js';
import type { Situation } from './types.js';
import { type FileDelays, fileDelayCodes } from './whose-turn.js';

type Reader = Database | Tx;

/** The pieces expected of a holder by the configuration in force. */
export async function expectedDocuments(
  db: Reader,
  holder: { readonly situation: Situation; readonly usages: readonly string[] },
  at: Date,
): Promise<ExpectedDocument[]> {
  const [documents, usages] = await Promise.all([
    catalogueAt(db, 'document', at),
    catalogueAt(db, 'usage', at),
  ]);
  const signs = usages.some((usage) => usage.data.signing && holder.usages.includes(usage.code));
  const all = documents.map(
    ({ code, data }): ExpectedDocument => ({
      kind: code,
      name: data.label,
      hint: data.explanation,
      tips: data.tips,
      always: data.always,
      whenSigning: data.whenSigning,
      maxMonths: data.maxAgeMonths,
      expires: data.expires,
      identity: data.sensitive,
      model: data.model,
      link: data.link,
    }),
  );
  return expectedFor(all, { situation: holder.situation, signs });
}

/** How long each move of a file may take, as the catalogue has it. */
export async function fileDelays(db: Reader, at: Date): Promise<FileDelays> {
  const entries = await catalogueAt(db, 'delay', at);
  const found = fileDelayCodes.map((code) => {
    const entry = entries.find((each) => each.code === code);
    if (!entry) throw new Error(`the catalogue has no delay named ${code}`);
    return [code, entry.data] as const;
  });
  return Object.fromEntries(found) as FileDelays;
}

/** How many versions of one piece a file may hold. */
export function mostVersions(db: Reader, at: Date): Promise<number> {
  return settingAt(db, 'max-versions', at);
}

/** Whether whoever validated a file may hand over its token too. */
export function separationRelaxed(db: Reader, at: Date): Promise<boolean> {
  return settingAt(db, 'validator-may-hand-over', at);
}
