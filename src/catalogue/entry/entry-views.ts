import type { ListedEntry } from '#src/catalogue/catalogue.pages.js';
import type { Field } from '#src/catalogue/kinds/field.js';
import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { definitions } from '#src/catalogue/kinds/kinds.js';
import { type EntryRow, rowsOfKind } from '#src/catalogue/store.js';
import { personById } from '#src/directory/index.js';
import type { Database } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';
import { entryOf } from './entry.js';
import type { VersionView } from './entry.page.js';
import { namesOf } from './entry-references.js';
import { changesBetween } from './read-back.js';

type Offered = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The entries of a kind, one line each: in force, planned or ended, in the order of the forms. */
export async function listEntries(db: Database, kind: Kind, today: Day): Promise<ListedEntry[]> {
  const rows = (await rowsOfKind(db, kind)).filter((row) => row.valid_to !== row.valid_from);
  return [...Map.groupBy(rows, (row) => row.code)].map(([code, versions]) => {
    const current = versions.find(
      (row) => row.valid_from <= today && (row.valid_to === null || row.valid_to > today),
    );
    const shown = current ?? versions.at(-1);
    const { name, detail } = definitions[kind] as Record<'name' | 'detail', (data: unknown) => string>;
    return {
      code,
      name: shown ? name(shown.data) : code,
      detail: shown ? detail(shown.data) : '',
      current: current && entryOf(kind, current),
      plannedFrom: versions.find((row) => row.valid_from > today)?.valid_from,
    };
  });
}

/** What the fields of a kind that point at other entries may point at. */
export async function offeredFor(db: Database, kind: Kind, day: Day): Promise<Offered> {
  const offered: Record<string, Record<string, string>> = {};
  for (const [name, field] of Object.entries(definitions[kind].fields as Record<string, Field>)) {
    if (field.from) offered[name] = await namesOf(db, field.from, day);
  }
  return offered;
}

/** The versions of an entry, the latest first, each with what it changed and who made it. */
export async function versionsInWords(
  db: Database,
  kind: Kind,
  versions: readonly EntryRow[],
  names: Offered,
): Promise<VersionView[]> {
  const authors = new Map<string, string>();
  for (const id of new Set(versions.flatMap((version) => version.created_by ?? []))) {
    authors.set(id, (await personById(db, id))?.name ?? '');
  }
  const inOrder = versions.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
  return inOrder
    .map((version, index) => {
      const before = inOrder[index - 1];
      return {
        from: version.valid_from,
        to: version.valid_to,
        madeAt: version.created_at,
        madeBy: (version.created_by && authors.get(version.created_by)) || 'l’installation',
        changes: before
          ? changesBetween(
              definitions[kind].fields,
              before.data as Record<string, unknown>,
              version.data as Record<string, unknown>,
              names,
            )
          : [],
      };
    })
    .reverse();
}
