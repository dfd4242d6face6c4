import type { Database, Tx } from '#src/platform/database/database.js';
import { sealsOn } from './store.js';

/** Where a frozen document stands with its seals. */
export interface SealState {
  /** The file to deliver: with every seal it has, else as it was frozen. */
  readonly fileId: string;
  /** Its latest seal. */
  readonly set: { readonly at: Date; readonly level: string } | null;
  /** A seal that is still to come. */
  readonly waiting: { readonly since: Date; readonly failure: string | null } | null;
}

/** The state of each of some frozen documents, by their identifier. */
export async function sealStates(
  db: Database | Tx,
  files: readonly string[],
): Promise<ReadonlyMap<string, SealState>> {
  const seals = await sealsOn(db, files);
  return new Map(
    files.map((file) => {
      const mine = seals.filter((seal) => seal.file_id === file);
      const last = mine.findLast((seal) => seal.sealed_file_id !== null);
      const waiting = mine.find((seal) => seal.state === 'waiting');
      return [
        file,
        {
          fileId: last?.sealed_file_id ?? file,
          set: last?.set_at ? { at: last.set_at, level: last.level ?? '' } : null,
          waiting: waiting ? { since: waiting.asked_at, failure: waiting.failure } : null,
        },
      ];
    }),
  );
}

/** The file to deliver for a frozen document. */
export async function latestSealed(db: Database | Tx, file: string): Promise<string> {
  return (await sealStates(db, [file])).get(file)?.fileId ?? file;
}
