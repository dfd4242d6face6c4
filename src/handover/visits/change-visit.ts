import type { Party } from '#src/directory/index.js';
import { type AppointmentEvent, appointmentEvent } from '#src/handover/events.js';
import { refusals } from '#src/handover/refusals.js';
import type { Visit } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import type { Reason } from '#src/registration/index.js';
import { type AppointmentState, type AppointmentStep, appointmentTable } from './appointment.js';
import { partiesOnVisit } from './parties-on-visit.js';
import { isOfficerBusy, lockVisit, updateVisit, type VisitChange } from './visit-store.js';

/** Opens a visit under a lock, for a step that one of the actor's parties may take now. */
export async function openVisit(
  act: Act,
  id: string,
  step: AppointmentStep,
  version?: number,
): Promise<{ visit: Visit; parties: Party[] } | Refusal> {
  const visit = await lockVisit(act.tx, id);
  if (!visit) return notYourPart;
  const parties = partiesOnVisit(visit, act.actor);
  if (parties.length === 0) return notYourPart;
  const row = permit(appointmentTable, visit.state, step, parties);
  if (isRefusal(row)) return row;
  return version !== undefined && version !== visit.version ? refusals.visitChanged : { visit, parties };
}

/**
 * Saves a change of a visit, which is returned with it; its files are those given. An officer is in one visit at a
 * time: the database says so, whoever comes first.
 */
export async function saveVisit(
  act: Act,
  visit: Visit,
  change: VisitChange & { state?: AppointmentState },
): Promise<Visit | Refusal> {
  const moved = change.state !== undefined && change.state !== visit.state;
  try {
    const row = await updateVisit(act.tx, visit.id, { ...change, ...(moved ? { since: act.now } : {}) });
    return { ...visit, ...row };
  } catch (error) {
    if (isOfficerBusy(error)) return refusals.officerBusy;
    throw error;
  }
}

export async function publishVisit(
  act: Act,
  type: AppointmentEvent,
  visit: Visit,
  data: Readonly<Record<string, string | number | boolean>> = {},
  reason?: Reason | null,
): Promise<void> {
  const said = { ...data, ...(reason ? { reason: reason.code } : {}) };
  await act.publish(appointmentEvent(type, visit, present(visit), said));
}

/** Files that are still in the visit, or were until its end. */
export function present(visit: Visit): Visit['files'] {
  const files = visit.files.filter((file) => file.outcome !== 'left');
  return files.length > 0 ? files : visit.files;
}

/** Holders whose fate is not noted yet. */
export function openFiles(visit: Visit): Visit['files'] {
  return visit.files.filter((file) => file.open);
}
