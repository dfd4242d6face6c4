import { catalogueAt, settingAt } from '#src/catalogue/index.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { type ExpectedDocument, expectedFor } from './documents/document-rules.js';
import { termsFrozenAt } from './store.js';
import type { Situation } from './types.js';
import { type FileDelays, fileDelayCodes } from './whose-turn.js';

type Reader = Database | Tx;

/**
 * The pieces expected of a holder by the configuration under which the order was made: a change of the catalogue is for
 * the orders that follow it. An order without terms is judged by the configuration in force.
 */
export async function expectedDocuments(
  db: Reader,
  file: { readonly order_id: string; readonly situation: Situation; readonly usages: readonly string[] },
  now: Date,
): Promise<ExpectedDocument[]> {
  const at = (await termsFrozenAt(db, file.order_id)) ?? now;
  const [documents, usages] = await Promise.all([
    catalogueAt(db, 'document', at),
    catalogueAt(db, 'usage', at),
  ]);
  const signs = usages.some((usage) => usage.data.signing && file.usages.includes(usage.code));
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
  return expectedFor(all, { situation: file.situation, signs });
}

/** What the usages of a file are called in the catalogue under which it was ordered. */
export async function usageNames(
  db: Reader,
  file: { readonly order_id: string; readonly usages: readonly string[] },
  now: Date,
): Promise<string[]> {
  const at = (await termsFrozenAt(db, file.order_id)) ?? now;
  const usages = await catalogueAt(db, 'usage', at);
  return usages.filter(({ code }) => file.usages.includes(code)).map(({ data }) => data.label);
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
