import { mayConfigure } from '#src/catalogue/administrator.js';
import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { type DataOf, definitions } from '#src/catalogue/kinds/kinds.js';
import { refusals } from '#src/catalogue/refusals.js';
import {
  cutVersion,
  type EntryRow,
  insertVersions,
  lockKind,
  rowsOfKind,
  versionsOf,
} from '#src/catalogue/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { type Day, parisDay } from '#src/platform/french/working-time.js';
import { fingerprint } from '#src/platform/pdf/fingerprint.js';
import { type Entry, entryOf } from './entry.js';
import { checkReferences } from './entry-references.js';

interface Change<K extends Kind> {
  readonly kind: K;
  readonly code: string;
  /** First day of the new version: today or later. */
  readonly from: Day;
  readonly data: DataOf<K>;
}

/**
 * Makes a new version of an entry from a day on. The version in force that day ends the day before; what was planned
 * later stays planned. What was ordered under the old one keeps it.
 */
export async function changeEntry<K extends Kind>(act: Act, change: Change<K>): Promise<Entry<K> | Refusal> {
  if (!mayConfigure(act.actor)) return notYourPart;
  await lockKind(act.tx, change.kind);
  const versions = await versionsOf(act.tx, change.kind, change.code);
  const [first] = versions;
  if (!first) return notYourPart;
  if (change.from < parisDay(act.now)) return refusals.past;
  const dangling = await checkReferences(act, change.kind, change.data, change.from);
  if (dangling) return dangling;
  const replaced = versions.find((version) => isInForce(version, change.from));
  if (replaced && fingerprint(replaced.data) === fingerprint(change.data)) return refusals.unchanged;
  if (replaced) await cutVersion(act.tx, replaced.id, change.from);
  const next = versions.find((version) => isSomeDay(version) && version.valid_from > change.from);
  const validTo = replaced ? replaced.valid_to : (next?.valid_from ?? null);
  return writeVersion(act, change, first.position, validTo);
}

/** Adds an entry to a list that is not kept by the programme. */
export async function addEntry<K extends Kind>(act: Act, change: Change<K>): Promise<Entry<K> | Refusal> {
  if (!mayConfigure(act.actor)) return notYourPart;
  if (definitions[change.kind].codes === 'fixed') return refusals.notAdded;
  await lockKind(act.tx, change.kind);
  if (change.from < parisDay(act.now)) return refusals.past;
  const standing = await rowsOfKind(act.tx, change.kind);
  if (standing.some((row) => row.code === change.code)) return refusals.codeTaken;
  const dangling = await checkReferences(act, change.kind, change.data, change.from);
  if (dangling) return dangling;
  const position = Math.max(0, ...standing.map((row) => row.position)) + 10;
  return writeVersion(act, change, position, null);
}

/** Ends an entry: from that day on it is offered no more. Versions planned for later never come into force. */
export async function endEntry(
  act: Act,
  { kind, code, on }: { kind: Kind; code: string; on: Day },
): Promise<Refusal | undefined> {
  if (!mayConfigure(act.actor)) return notYourPart;
  if (definitions[kind].codes === 'fixed') return refusals.notAdded;
  await lockKind(act.tx, kind);
  const versions = (await versionsOf(act.tx, kind, code)).filter(isSomeDay);
  if (versions.length === 0) return notYourPart;
  if (on < parisDay(act.now)) return refusals.past;
  const touched = versions.filter((version) => version.valid_to === null || version.valid_to > on);
  if (touched.length === 0) return refusals.neverInForce;
  for (const version of touched) {
    await cutVersion(act.tx, version.id, version.valid_from > on ? version.valid_from : on);
  }
  await act.publish({ type: 'catalogue.ended', about: {}, data: { kind, code, on } });
  return undefined;
}

async function writeVersion<K extends Kind>(
  act: Act,
  { kind, code, from, data }: Change<K>,
  position: number,
  validTo: Day | null,
): Promise<Entry<K>> {
  const [row] = await insertVersions(act.tx, [
    {
      kind,
      code,
      valid_from: from,
      valid_to: validTo,
      data,
      position,
      created_at: act.now,
      created_by: act.actor.kind === 'person' ? act.actor.id : null,
    },
  ]);
  if (!row) throw new Error(`a version of ${kind} ${code} stands on ${from} already`);
  await act.publish({
    type: 'catalogue.changed',
    about: { entry: row.id },
    data: { kind, code, from, sha256: fingerprint(data) },
  });
  return entryOf(kind, row);
}

function isInForce(version: EntryRow, day: Day): boolean {
  return version.valid_from <= day && (version.valid_to === null || version.valid_to > day);
}

function isSomeDay(version: EntryRow): boolean {
  return version.valid_to === null || version.valid_to > version.valid_from;
}
