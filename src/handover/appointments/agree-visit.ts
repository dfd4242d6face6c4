import { z } from 'zod';
import { reasonByItself } from '#src/handover/reasons.js';
import { refusals } from '#src/handover/refusals.js';
import { tables } from '#src/handover/store.js';
import type { Visit } from '#src/handover/types.js';
import { openFiles, openVisit, publishVisit, saveVisit } from '#src/handover/visits/change-visit.js';
import { findVisit, insertVisit, isOfficerBusy } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { isDay, parisInstant } from '#src/platform/french/working-time.js';
import { moveHolderFile } from '#src/registration/index.js';
import { timeDefect } from './free-times.js';
import { leaveVisit } from './leave-visit.js';
import { dossiers, minutesField, noteField, placeField } from './propose-visit.js';
import { eachFile, filesForVisit, officerOf } from './visit-files.js';

const day = z
  .string({ error: 'Choisissez un jour.' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Choisissez un jour.')
  .refine(isDay, 'Ce jour n’existe pas.');
const hour = z
  .string({ error: 'Indiquez une heure, par exemple 14 h 30.' })
  .transform((text) => text.replace(/^(\d{1,2})\s*[hH]\s*(\d{2})?$/, (_, h, m) => `${h}:${m ?? '00'}`))
  .refine((text) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text), 'Indiquez une heure, par exemple 14 h 30.');

/** A time said by telephone: a day and an hour, in Paris. */
export const saidTime = z.object({ day, hour });

export const fixInput = saidTime.extend({
  dossier: dossiers,
  officer: z.string(),
  minutes: minutesField,
  place: placeField,
  note: noteField,
});

/** The organisation or a holder picks one of the times proposed: it is fixed for all of the visit. */
export async function pickTime(
  act: Act,
  visitId: string,
  time: Date,
  version?: number,
): Promise<Visit | Refusal> {
  const opened = await openVisit(act, visitId, 'agree', version);
  if (isRefusal(opened)) return opened;
  const { visit } = opened;
  if (!visit.times.some((each) => each.getTime() === time.getTime())) return refusals.timeNotFree;
  if (time <= act.now) return refusals.timePast;
  const agreed = await agree(act, visit, time, false);
  return isRefusal(agreed) && agreed.refused === refusals.officerBusy.refused ? refusals.timeNotFree : agreed;
}

/** The officer fixes a proposed visit by telephone, at any time. */
export async function fixProposed(
  act: Act,
  visitId: string,
  input: z.output<typeof saidTime>,
): Promise<Visit | Refusal> {
  const opened = await openVisit(act, visitId, 'agree');
  if (isRefusal(opened)) return opened;
  const start = parisInstant(input.day, input.hour);
  return (await timeDefect(act.tx, start, act.now)) ?? agree(act, opened.visit, start, true);
}

async function agree(act: Act, visit: Visit, start: Date, byPhone: boolean): Promise<Visit | Refusal> {
  const files = openFiles(visit);
  if (files.some((file) => !file.token_ready)) return refusals.tokenNotThere;
  const agreed = await saveVisit(act, visit, {
    state: 'agreed',
    starts_at: start,
    ends_at: new Date(start.getTime() + visit.minutes * 60_000),
    by_phone: byPhone,
  });
  if (isRefusal(agreed)) return agreed;
  const as = byPhone ? 'delivery-officer' : 'correspondent';
  const refusal = await eachFile(files, (file) =>
    moveHolderFile(act, file.id, 'agree', {
      as: [as],
      visitAt: start,
      about: { appointment: visit.id },
      data: { byPhone },
    }),
  );
  if (refusal) return refusal;
  await publishVisit(act, 'appointment.agreed', agreed, { byPhone });
  return agreed;
}

/** The officer fixes a visit that was not proposed, by telephone. Older proposals to these holders fall away. */
export async function fixVisit(act: Act, input: z.output<typeof fixInput>): Promise<Visit | Refusal> {
  const files = await filesForVisit(act, input.dossier);
  if (isRefusal(files)) return files;
  const [{ delivery_centre_id, organisation_id }] = files;
  const officer = await officerOf(act, delivery_centre_id, input.officer);
  if (isRefusal(officer)) return officer;
  const start = parisInstant(input.day, input.hour);
  const defect = await timeDefect(act.tx, start, act.now);
  if (defect) return defect;
  const replaced = await reasonByItself(act.tx, 'appointment-cancelled.other', act.now);
  for (const file of files) await leaveVisit(act, file.id, replaced, true);
  const refusal = await eachFile(files, (file) =>
    moveHolderFile(act, file.id, 'agree', { visitAt: start, data: { byPhone: true } }),
  );
  if (refusal) return refusal;
  const ids = files.map((file) => file.id);
  try {
    const { minutes, place, note } = input;
    const ends_at = new Date(start.getTime() + minutes * 60_000);
    const at = { since: act.now, created_at: act.now, starts_at: start, ends_at };
    const about = { delivery_centre_id, organisation_id, officer_id: officer };
    const row = { ...about, ...at, state: 'agreed' as const, minutes, place, note, by_phone: true };
    const id = await insertVisit(act.tx, row, ids, []);
    await tables(act.tx).deleteFrom('offered_times').where('file_id', 'in', ids).execute();
    const made = await findVisit(act.tx, id);
    if (!made) throw new Error('a visit vanished when it was made');
    await publishVisit(act, 'appointment.agreed', made, { byPhone: true });
    return made;
  } catch (error) {
    if (isOfficerBusy(error)) return refusals.officerBusy;
    throw error;
  }
}
