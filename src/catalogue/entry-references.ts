import type { Act } from '#src/platform/act.js';
import type { Database, Tx } from '#src/platform/database.js';
import type { Refusal } from '#src/platform/refusal.js';
import type { Day } from '#src/platform/working-time.js';
import { entryOf } from './entry.js';
import type { Field } from './field.js';
import type { Kind } from './kind-names.js';
import { definitions } from './kinds.js';
import { refusals } from './refusals.js';
import { rowsAt } from './store.js';

/** Code → name of the entries of a kind in force on a day: what a field that points at them offers. */
export async function namesOf(db: Database | Tx, kind: Kind, day: Day): Promise<Record<string, string>> {
  const name = definitions[kind].name as (data: unknown) => string;
  const rows = await rowsAt(db, kind, day);
  return Object.fromEntries(rows.map((row) => [row.code, name(entryOf(kind, row).data)]));
}

/** Refuses data that point at an entry which is not in force on the first day of the new version. */
export async function checkReferences(
  act: Act,
  kind: Kind,
  data: object,
  day: Day,
): Promise<Refusal | undefined> {
  for (const [name, field] of Object.entries(definitions[kind].fields as Record<string, Field>)) {
    if (!field.from) continue;
    const known = await namesOf(act.tx, field.from, day);
    const codes = [(data as Record<string, string | string[]>)[name] ?? []].flat();
    if (codes.some((code) => !(code in known))) return refusals.unknownReference(field.label);
  }
  return undefined;
}
