import type { Changes } from './changes.js';
import type { PdfFile, PdfView } from './document.js';
import { equalObjects } from './equal.js';
import { type PdfObject, Stream } from './objects.js';
import { referrers } from './references.js';
import type { Entry } from './xref.js';

/** Everything that the rules on later changes look at, and what they have found so far. */
export interface Comparison {
  readonly file: PdfFile;
  readonly signed: PdfView;
  readonly final: PdfView;
  /** Numbers whose object is not what it was; `before` is undefined where there was none. */
  readonly changed: ReadonlyMap<
    number,
    { readonly before: PdfObject | undefined; readonly after: PdfObject }
  >;
  /** In the signed revision: who refers to a changed number, and how often. */
  readonly referrers: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Changed numbers that a rule has found to be permitted. */
  readonly explained: Set<number>;
  readonly kinds: Set<Exclude<Changes, 'forbidden' | 'none'>>;
  readonly faults: Set<string>;
  /** Numbers of signature fields and widgets that were added by the rules. */
  readonly newWidgets: Set<number>;
}

/** Finds what differs between a signed revision and the file as it is. */
export function compare(file: PdfFile, revision: number): Comparison {
  const signed = file.view(revision);
  const final = file.view(0);
  const changed = new Map<number, { before: PdfObject | undefined; after: PdfObject }>();
  for (const section of file.sections.slice(0, revision))
    for (const number of section.entries.keys()) {
      const before = signed.entry(number);
      const after = final.entry(number);
      if (changed.has(number) || before === after) continue;
      const existed = before !== undefined && before.kind !== 'free';
      const was = existed ? signed.object(number) : undefined;
      // Another generation leaves the references of the signed content pointing at nothing.
      const is = existed && generationOf(before) !== generationOf(after) ? null : final.object(number);
      if (existed ? equalObjects(file.bytes, was ?? null, is) : is === null) continue;
      if (isInfrastructure(is) && (was === undefined || isInfrastructure(was))) continue;
      changed.set(number, { before: was, after: is });
    }
  return {
    file,
    signed,
    final,
    changed,
    referrers: changed.size > 0 ? referrers(signed, new Set(changed.keys())) : new Map(),
    explained: new Set(),
    kinds: new Set(),
    faults: new Set(),
    newWidgets: new Set(),
  };
}

function generationOf(entry: Entry | undefined): number | undefined {
  if (!entry || entry.kind === 'free') return undefined;
  return entry.kind === 'file' ? entry.generation : 0;
}

/** Cross-reference and object streams: the objects they hold are compared one by one. */
function isInfrastructure(value: PdfObject): boolean {
  const type = value instanceof Stream ? value.dictionary.name('Type') : undefined;
  return type === 'XRef' || type === 'ObjStm';
}

/** Whether every reference to `number` in the signed revision, if any, is written in one of `owners`. */
export function ownedBy(comparison: Comparison, number: number, owners: ReadonlySet<number>): boolean {
  const by = comparison.referrers.get(number);
  return !by || [...by.keys()].every((owner) => owners.has(owner));
}
