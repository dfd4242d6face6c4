import { catalogueAt, settingAt } from '#src/catalogue/index.js';
import type { Database, Tx } from '#src/platform/database.js';
import { type ExpectedDocument, expectedFor } from './document-rules.js';
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
    }),
  );
  return expectedFor(all, { situation: holder.situation, signs });
}

export interface ReasonChoice {
  readonly code: string;
  readonly label: string;
  readonly sentence: string;
  readonly tip: string | null;
  readonly needsComment: boolean;
  /** Kinds of documents that it is for; none: all. */
  readonly documents: readonly string[];
}

/** The reasons that may be given for an act, in the catalogue's order. */
export async function reasonsFor(db: Reader, group: string, at: Date): Promise<ReasonChoice[]> {
  const entries = await catalogueAt(db, 'reason', at);
  return entries
    .filter((entry) => entry.data.group === group)
    .map(({ code, data }) => ({
      code,
      label: data.label,
      sentence: data.sentence,
      tip: data.tip,
      needsComment: data.needsComment,
      documents: data.documents,
    }));
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
