import type { z } from 'zod';
import { reasonGiven, type reasonInput } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/act.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { parisDay, parisInstant } from '#src/platform/working-time.js';
import { type FileFacts, moveHolderFile } from '#src/registration/index.js';
import { handBackAbsent } from './answer-times.js';
import type { AppointmentStep } from './appointment.js';
import { openVisit } from './change-visit.js';
import { settleVisit } from './leave-visit.js';
import { fileFacts } from './move-token.js';
import { refusals } from './refusals.js';
import type { Visit, VisitFile } from './types.js';
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
