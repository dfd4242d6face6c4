import type { z } from 'zod';
import { reasonGiven, type reasonInput } from '#src/catalogue/index.js';
import type { Visit } from '#src/handover/types.js';
import { openFiles, openVisit } from '#src/handover/visits/change-visit.js';
import { closeVisitFile } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { moveHolderFile, partiesOnFile } from '#src/registration/index.js';
import { leaveVisit, settleVisit } from './leave-visit.js';
import { eachFile } from './visit-files.js';

/**
 * Cancels a visit for all of its holders. A holder who shares it cancels for themself alone: the others are
 * expected as before.
 */
export async function cancelVisit(
  act: Act,
  visitId: string,
  input: z.output<typeof reasonInput>,
): Promise<Visit | Refusal> {
  const opened = await openVisit(act, visitId, 'cancel');
  if (isRefusal(opened)) return opened;
  const { visit, parties } = opened;
  const given = await reasonGiven(act.tx, 'appointment-cancelled', input, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const alone = !parties.includes('correspondent') && !parties.includes('delivery-officer');
  const files = openFiles(visit).filter(
    (file) => !alone || partiesOnFile(file, act.actor).includes('holder'),
  );
  const by = parties.includes('delivery-officer') ? 'delivery-officer' : (parties[0] ?? 'holder');
  // A holder whom no time suited is in the visit still, and keeps their turn to offer times.
  const bound = files.filter((file) => file.state !== 'to-arrange');
  const refusal = await eachFile(bound, (file) =>
    moveHolderFile(act, file.id, 'cancel-appointment', {
      as: ['delivery-officer'],
      reason,
      about: { appointment: visit.id },
      data: { by },
    }),
  );
  if (refusal) return refusal;
  if (files.length < openFiles(visit).length) {
    let left: Visit = visit;
    for (const file of files) left = (await leaveVisit(act, file.id, reason)) ?? left;
    return left;
  }
  for (const file of files) await closeVisitFile(act.tx, visit.id, file.id, 'left', act.now, reason);
  return (await settleVisit(act, visit.id, { reason, endedBy: by })) ?? visit;
}
