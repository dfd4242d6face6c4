import { z } from 'zod';
import { reasonGiven, reasonInput } from '#src/catalogue/index.js';
import { refusals } from '#src/handover/refusals.js';
import type { Visit } from '#src/handover/types.js';
import { openFiles, openVisit, publishVisit, saveVisit } from '#src/handover/visits/change-visit.js';
import { visitSettings } from '#src/handover/visits/visit-settings.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { parisInstant } from '#src/platform/french/working-time.js';
import { moveHolderFile } from '#src/registration/index.js';
import { saidTime } from './agree-visit.js';
import { freeTimes, timeDefect } from './free-times.js';
import { instant, noteField } from './propose-visit.js';
import { eachFile, officerOf } from './visit-files.js';

const { reason } = reasonInput.shape;
const version = z.coerce.number().int();

/** By the organisation or a holder: to one of the officer's free times. */
export const moveToFreeInput = z.object({ version, time: instant, reason, comment: noteField });
/** By the officer: to any time, and to a colleague. */
export const moveInput = saidTime.extend({ version, officer: z.string(), reason, comment: noteField });

/** The same visit at another time: the same event of everybody's calendar. */
export async function moveToFree(
  act: Act,
  visitId: string,
  input: z.output<typeof moveToFreeInput>,
): Promise<Visit | Refusal> {
  const opened = await openVisit(act, visitId, 'move', input.version);
  if (isRefusal(opened)) return opened;
  const { visit } = opened;
  const about = { officerId: visit.officer_id, minutes: visit.minutes, id: visit.id };
  const free = await freeTimes(act.tx, await visitSettings(act.tx, act.now), act.now, about);
  if (!free.some((slot) => slot.start.getTime() === input.time.getTime())) return refusals.timeNotFree;
  return move(act, visit, input.time, visit.officer_id, input);
}

export async function moveVisit(
  act: Act,
  visitId: string,
  input: z.output<typeof moveInput>,
): Promise<Visit | Refusal> {
  const opened = await openVisit(act, visitId, 'move', input.version);
  if (isRefusal(opened)) return opened;
  const officer = await officerOf(act, opened.visit.delivery_centre_id, input.officer);
  if (isRefusal(officer)) return officer;
  const start = parisInstant(input.day, input.hour);
  return (await timeDefect(act.tx, start, act.now)) ?? move(act, opened.visit, start, officer, input);
}

async function move(
  act: Act,
  visit: Visit,
  start: Date,
  officer: string,
  why: { reason: string; comment: string },
): Promise<Visit | Refusal> {
  const given = await reasonGiven(act.tx, 'appointment-moved', why, act.now);
  if (isRefusal(given)) return given;
  const moved = await saveVisit(act, visit, {
    starts_at: start,
    ends_at: new Date(start.getTime() + visit.minutes * 60_000),
    officer_id: officer,
    sequence: visit.sequence + 1,
    reminded_at: null,
    reason: given.reason,
  });
  if (isRefusal(moved)) return moved;
  const refusal = await eachFile(openFiles(visit), (file) =>
    moveHolderFile(act, file.id, 'move', {
      as: ['delivery-officer'],
      visitAt: start,
      reason: given.reason,
      about: { appointment: visit.id },
    }),
  );
  if (refusal) return refusal;
  const former = visit.officer_id === officer ? {} : { formerOfficer: visit.officer_id };
  await publishVisit(act, 'appointment.moved', moved, { sequence: moved.sequence, ...former }, given.reason);
  return moved;
}
