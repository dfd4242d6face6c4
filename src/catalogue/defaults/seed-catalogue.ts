import { type Kind, kinds } from '#src/catalogue/kinds/kind-names.js';
import { type DataOf, definitions } from '#src/catalogue/kinds/kinds.js';
import { insertVersions, rowsOfKind } from '#src/catalogue/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Day } from '#src/platform/french/working-time.js';
import { fingerprint } from '#src/platform/pdf/fingerprint.js';

/** An entry to begin with, typed by its kind. */
export type NewEntry = {
  [K in Kind]: { readonly kind: K; readonly code: string; readonly data: DataOf<K>; readonly from?: Day };
}[Kind];

/** Entries that an installation begins with are in force from here: before anything it can have ordered. */
const beginning: Day = '2020-01-01';

/**
 * Adds the entries whose code the catalogue does not know yet, after those that stand, in the order given. What an
 * administrator changed or ended is left alone, so that this may run at every start. @returns how many were added
 */
export async function seedCatalogue(act: Act, entries: readonly NewEntry[]): Promise<number> {
  let added = 0;
  for (const kind of kinds) {
    const standing = await rowsOfKind(act.tx, kind);
    const known = new Set(standing.map((row) => row.code));
    const last = Math.max(0, ...standing.map((row) => row.position));
    const fresh = entries.filter((entry) => entry.kind === kind && !known.has(entry.code));
    const schema = definitions[kind].schema as { parse(data: unknown): unknown };
    await insertVersions(
      act.tx,
      fresh.map(({ code, data, from }, index) => ({
        kind,
        code,
        valid_from: from ?? beginning,
        valid_to: null,
        data: schema.parse(data),
        position: last + (index + 1) * 10,
        created_at: act.now,
        created_by: act.actor.kind === 'person' ? act.actor.id : null,
      })),
    );
    added += fresh.length;
  }
  if (added > 0) {
    await act.publish({
      type: 'catalogue.seeded',
      about: {},
      data: { entries: added, sha256: fingerprint(entries) },
    });
  }
  return added;
}
