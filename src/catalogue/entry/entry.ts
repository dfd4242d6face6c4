import type { ReasonGroup } from '#src/catalogue/kinds/file-kinds.js';
import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { type DataOf, definitions } from '#src/catalogue/kinds/kinds.js';
import { type EntryRow, rowsAt, rowsOfKind } from '#src/catalogue/store.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { type Day, parisDay } from '#src/platform/french/working-time.js';
import { remembered } from '#src/platform/remembered.js';

/** One version of an entry, typed by its kind. What is made under it keeps `id` and a copy of `data`. */
export interface Entry<K extends Kind = Kind> {
  readonly id: string;
  readonly kind: K;
  readonly code: string;
  readonly validFrom: Day;
  /** First day on which it is no longer in force; null: until further notice. */
  readonly validTo: Day | null;
  readonly position: number;
  readonly data: DataOf<K>;
}

/** The entries of a kind in force at an instant (by the day it then is in Paris), in the order of the forms. */
export async function catalogueAt<K extends Kind>(db: Database | Tx, kind: K, at: Date): Promise<Entry<K>[]> {
  const day = parisDay(at);
  const all = await rememberedVersions(db, kind);
  if (all) return all.filter((entry) => isInForce(entry, day));
  return (await rowsAt(db, kind, day)).map((row) => entryOf(kind, row));
}

/** One entry as it stood at an instant. */
export async function entryAt<K extends Kind>(
  db: Database | Tx,
  kind: K,
  code: string,
  at: Date,
): Promise<Entry<K> | undefined> {
  const day = parisDay(at);
  const all = await rememberedVersions(db, kind);
  if (all) return all.find((entry) => entry.code === code && isInForce(entry, day));
  const [row] = await rowsAt(db, kind, day, code);
  return row && entryOf(kind, row);
}

/** All versions of a kind, where this process remembers the configuration: it asks for them on many days. */
function rememberedVersions<K extends Kind>(db: Database | Tx, kind: K): Promise<Entry<K>[]> | undefined {
  return remembered(['catalogue', kind], async () =>
    (await rowsOfKind(db, kind)).map((row) => entryOf(kind, row)),
  );
}

function isInForce({ validFrom, validTo }: Entry, day: Day): boolean {
  return validFrom <= day && (validTo === null || validTo > day);
}

/** One entry that the programme rests on (a delay, a text); its absence is a fault of the installation. */
export async function neededEntryAt<K extends Kind>(
  db: Database | Tx,
  kind: K,
  code: string,
  at: Date,
): Promise<Entry<K>> {
  const entry = await entryAt(db, kind, code, at);
  if (!entry) throw new Error(`the catalogue has no ${kind} named ${code} on ${parisDay(at)}`);
  return entry;
}

/** The reasons to choose from for an act of the procedure. */
export async function reasonsAt(db: Database | Tx, group: ReasonGroup, at: Date): Promise<Entry<'reason'>[]> {
  return (await catalogueAt(db, 'reason', at)).filter((entry) => entry.data.group === group);
}

export function entryOf<K extends Kind>(kind: K, row: EntryRow): Entry<K> {
  const schema = definitions[kind].schema as { parse(data: unknown): DataOf<K> };
  return {
    id: row.id,
    kind,
    code: row.code,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    position: row.position,
    data: schema.parse(row.data),
  };
}
