import { reasonByItself } from '#src/handover/reasons.js';
import type { Visit } from '#src/handover/types.js';
import { openFiles, publishVisit, saveVisit } from '#src/handover/visits/change-visit.js';
import { closeVisitFile, findVisit, lockVisit, openVisitId } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import type { Reason } from '#src/registration/index.js';

/** A file ended, or went back to its holder: it is no longer in the visit that it was in. */
export async function fileLeftVisit(act: Act, event: Event): Promise<void> {
  const file = event.about.file ?? '';
  const reason = await reasonByItself(act.tx, 'appointment-cancelled.file-changed', act.now);
  await leaveVisit(act, file, reason);
}

/** Takes a file out of the visit that it is in, if any. A visit without anybody left is cancelled. */
export async function leaveVisit(
  act: Act,
  fileId: string,
  reason: Reason,
  quiet = false,
): Promise<Visit | undefined> {
  const found = await openVisitId(act.tx, fileId);
  const visit = found ? await lockVisit(act.tx, found) : undefined;
  if (!visit?.files.some((file) => file.id === fileId && file.open)) return undefined;
  await closeVisitFile(act.tx, visit.id, fileId, 'left', act.now, reason);
  if (openFiles(visit).length > 1) {
    const left = await findVisit(act.tx, visit.id);
    if (left?.state !== 'agreed') return left;
    const changed = await saveVisit(act, left, { sequence: left.sequence + 1 });
    if (isRefusal(changed)) throw new Error(`a visit resists the leave of a holder: ${changed.refused}`);
    await publishVisit(act, 'appointment.changed', changed, { left: fileId }, reason);
    return changed;
  }
  return settleVisit(act, visit.id, { reason, endedBy: 'calendar', quiet });
}

/**
 * Ends a visit once the fate of each of its holders is noted: held if somebody came, else missed, else cancelled.
 * `quiet`: nobody is told, because something else is said in its place.
 */
export async function settleVisit(
  act: Act,
  visitId: string,
  how: { readonly reason: Reason | null; readonly endedBy: string; readonly quiet?: boolean },
): Promise<Visit | undefined> {
  const visit = await findVisit(act.tx, visitId);
  if (!visit || openFiles(visit).length > 0) return visit;
  const outcomes = visit.files.map((file) => file.outcome);
  const came = outcomes.includes('handed-over') || outcomes.includes('data-refused');
  const absent = outcomes.includes('absent');
  const excused = outcomes.includes('excused');
  const state = came ? 'held' : absent ? 'no-show' : excused ? 'excused' : 'cancelled';
  const ended = await saveVisit(act, visit, {
    state,
    ended_by: how.endedBy,
    reason: state === 'held' ? null : how.reason,
    ...(state === 'cancelled' && visit.state === 'agreed' ? { sequence: visit.sequence + 1 } : {}),
  });
  if (isRefusal(ended)) throw new Error(`a visit resists its end: ${ended.refused}`);
  if (state === 'held') await publishVisit(act, 'appointment.held', ended);
  else if (state === 'cancelled') {
    const data = { by: how.endedBy, from: visit.state, quiet: how.quiet ?? false };
    await publishVisit(act, 'appointment.cancelled', ended, data, how.reason);
  } else {
    await publishVisit(act, 'appointment.missed', ended, { excused: state === 'excused' }, how.reason);
  }
  return ended;
}
