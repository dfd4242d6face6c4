import type { Party } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Json } from '#src/platform/acts/journal.js';
import { isRefusal, notYourPart, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { separation } from './desk/separation.js';
import { dropDocumentDrafts } from './documents/draft-store.js';
import { fileEvent, fileEvents } from './events.js';
import type { FileFacts } from './file-facts.js';
import { type FileState, type FileStep, fileTable } from './holder-file.js';
import { isHolder, partiesOnFile } from './parties-on-file.js';
import { refusals } from './refusals.js';
import { type FileChange, lockFile, updateFile } from './store.js';
import type { Reason } from './types.js';

interface FileMove {
  /** Where to, when the row leaves a choice (`refuse-data`). */
  readonly to?: FileState;
  /** Required by the rows that say so. */
  readonly reason?: Reason;
  /** The version that the person saw: refused when the file has changed since. */
  readonly version?: number;
  /** Beginning of the visit, for `agree` and `move`. */
  readonly visitAt?: Date;
  /** More to say in the journal: identifiers, codes and hashes only. */
  readonly data?: Readonly<Record<string, Json>>;
  readonly about?: Readonly<Record<string, string>>;
  /** Parties that the caller vouches for: the time that one holder picks is that of all who share the visit. */
  readonly as?: readonly Party[];
}

/** The same act, for what follows « by itself » from somebody's step: the journal still names who caused it. */
export function byItself(act: Act): Act {
  return { ...act, actor: calendar };
}

const judging: readonly FileStep[] = ['validate', 'ask-for-corrections', 'reject', 'reopen', 'hand-over'];
const ends: readonly FileState[] = fileTable.ends;

/**
 * Takes a step of the holder's file under a lock of its row: judges part, state and separation, saves, publishes.
 * Returns the file as the step saved it; what followed from it in this act, of its certificate and its token, is
 * `factsOf`'s to tell. What a step needs besides (documents accepted, a slot that is free) is the caller's to judge
 * first, with `change` to save in the same update.
 */
export async function moveHolderFile(
  act: Act,
  fileId: string,
  step: FileStep,
  move: FileMove = {},
  change: FileChange = {},
): Promise<FileFacts | Refusal> {
  const facts = await lockFile(act.tx, fileId);
  if (!facts) return notYourPart;
  const row = permit(fileTable, facts.state, step, move.as ?? partiesOnFile(facts, act.actor));
  if (isRefusal(row)) return row;
  if (row.reason && !move.reason) return refusals.reasonMissing;
  if (move.version !== undefined && move.version !== facts.version) return refusals.fileChanged;
  if (act.actor.kind === 'person' && judging.includes(step)) {
    const refusal = separation(facts, act.actor);
    if (refusal) return refusal;
  }
  const target = row.to.length === 1 ? row.to[0] : move.to;
  if (!target || !row.to.includes(target)) {
    return refuse('choice-missing', 'Dites d’abord ce qui est à refaire : le certificat, ou le dossier.');
  }
  const to = target === 'same' ? facts.state : target;
  const moved = to !== facts.state;
  const saved: FileChange = {
    ...(moved ? { state: to, since: act.now, warned: 0 } : {}),
    ...(ends.includes(to) ? { ended_at: act.now } : {}),
    ...(row.reason || moved ? { reason: move.reason ?? null } : {}),
    ...(moved && to !== 'scheduled' ? { visit_at: null } : {}),
    ...(move.visitAt ? { visit_at: move.visitAt } : {}),
    ...(step === 'fill-in' ? typedBy(act, facts) : {}),
    ...change,
  };
  await updateFile(act.tx, fileId, saved);
  if (ends.includes(to)) await dropDocumentDrafts(act.tx, fileId, act.now);
  await act.publish(
    fileEvent(
      fileEvents[step],
      facts,
      {
        from: facts.state,
        to,
        ...(move.reason ? { reason: move.reason.code } : {}),
        ...move.data,
      },
      move.about,
    ),
  );
  return { ...facts, ...saved, version: facts.version + 1 };
}

/** The holder has come, or somebody prepared the file for them and may not judge it later. */
function typedBy({ actor, now }: Act, file: FileFacts): FileChange {
  if (actor.kind !== 'person') return {};
  if (isHolder(file, actor)) return { opened_at: file.opened_at ?? now };
  return {
    confirmed_at: null,
    prepared_by: [...new Set([...file.prepared_by, actor.id])],
  };
}

/**
 * Told by the custody of tokens: whether the delivery centre holds the token of this file's certificate. No visit is
 * agreed before, nor for a certificate that is not to be handed over.
 */
export async function setTokenReady(act: Act, fileId: string, held: boolean): Promise<void> {
  const file = await lockFile(act.tx, fileId);
  const ready = held && file?.certificate_state === 'issued';
  if (file && file.token_ready !== ready) await updateFile(act.tx, fileId, { token_ready: ready });
}
