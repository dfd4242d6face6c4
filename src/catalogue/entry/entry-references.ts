import type { Field } from '#src/catalogue/kinds/field.js';
import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { definitions } from '#src/catalogue/kinds/kinds.js';
import { refusals } from '#src/catalogue/refusals.js';
import { rowsAt } from '#src/catalogue/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';
import { entryOf } from './entry.js';

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
