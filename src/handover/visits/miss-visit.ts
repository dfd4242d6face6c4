import type { z } from 'zod';
import { reasonGiven, type reasonInput } from '#src/catalogue/index.js';
import { handBackAbsent } from '#src/handover/appointments/answer-times.js';
import { settleVisit } from '#src/handover/appointments/leave-visit.js';
import { refusals } from '#src/handover/refusals.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import type { Visit, VisitFile } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { parisDay, parisInstant } from '#src/platform/french/working-time.js';
import { type FileFacts, moveHolderFile } from '#src/registration/index.js';
import type { AppointmentStep } from './appointment.js';
import { openVisit } from './change-visit.js';
import { closeVisitFile } from './visit-store.js';

/** A visit on its day, and one of its holders whose fate is not noted yet; for the officers of its centre. */
export async function openFaceToFace(
  act: Act,
  visitId: string,
  fileId: string,
  step: AppointmentStep,
): Promise<{ visit: Visit; file: VisitFile } | Refusal> {
  const opened = await openVisit(act, visitId, step);
  if (isRefusal(opened)) return opened;
  const { visit } = opened;
  const file = visit.files.find((each) => each.id === fileId);
  if (!file?.open) return refusals.notInVisit;
  return dayHasCome(visit, act.now) ? { visit, file } : refusals.dayToCome;
}

export function dayHasCome(visit: Pick<Visit, 'starts_at'>, now: Date): boolean {
  return visit.starts_at !== null && now >= parisInstant(parisDay(visit.starts_at));
}

/** The holder did not come, or came without identity document. The second time without excuse, the hand goes back. */
export async function missVisit(
  act: Act,
  visitId: string,
  fileId: string,
  input: z.output<typeof reasonInput>,
): Promise<FileFacts | Refusal> {
  const opened = await openFaceToFace(act, visitId, fileId, 'miss');
  if (isRefusal(opened)) return opened;
  const given = await reasonGiven(act.tx, 'no-show', input, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const { excused } = given.data;
  const moved = await moveHolderFile(act, fileId, 'miss', {
    reason,
    data: { excused },
    about: { appointment: visitId },
  });
  if (isRefusal(moved)) return moved;
  await closeVisitFile(act.tx, visitId, fileId, excused ? 'excused' : 'absent', act.now, reason);
  await settleVisit(act, visitId, { reason, endedBy: 'holder' });
  if (!excused) await handBackAbsent(act, fileId);
  return (await fileFacts(act, fileId)) ?? moved;
}
