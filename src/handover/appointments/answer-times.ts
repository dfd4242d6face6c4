import { z } from 'zod';
import { reasonGiven, settingAt } from '#src/catalogue/index.js';
import { reasonByItself } from '#src/handover/reasons.js';
import { type Reader, tables } from '#src/handover/store.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import { publishVisit } from '#src/handover/visits/change-visit.js';
import { lastVisitDay } from '#src/handover/visits/visit-settings.js';
import { openVisitOf, unexcusedAbsences } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { longDate } from '#src/platform/french/french.js';
import { isDay, isWorkingDay, parisInstant } from '#src/platform/french/working-time.js';
import { byItself, type FileFacts, moveHolderFile, partiesOnFile } from '#src/registration/index.js';
import { leaveVisit } from './leave-visit.js';
import { noteField } from './propose-visit.js';

const blank = z.literal('').optional();
const line = z
  .object({
    day: z.union([blank, z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choisissez un jour.')]),
    part: z.enum(['matin', 'apres-midi', 'journee']).optional(),
  })
  .refine(({ day }) => !day || isDay(day), {
    message: 'Ce jour n’existe pas.',
    path: ['day'],
  });

export const offerInput = z.object({
  times: z.array(line).max(6, 'Donnez au plus six jours.').default([]),
  note: noteField,
});

const parts = {
  matin: ['08:00', '13:00'],
  'apres-midi': ['13:00', '19:00'],
  journee: ['08:00', '19:00'],
} as const;

/** No time suits: the times stay open to a change of mind until others are offered. */
export async function noneSuits(act: Act, fileId: string): Promise<FileFacts | Refusal> {
  const file = await fileFacts(act, fileId);
  const visit = file && (await openVisitOf(act.tx, fileId));
  if (!file) return notYourPart;
  const whole = partiesOnFile(file, act.actor).includes('correspondent');
  const others = visit?.files.filter((each) => each.open && each.id !== fileId && each.state === 'proposed');
  const files = [file, ...(whole ? (others ?? []) : [])];
  let moved: FileFacts | Refusal = file;
  for (const each of files) {
    moved = await moveHolderFile(
      act,
      each.id,
      'none-suits',
      visit ? { about: { appointment: visit.id } } : {},
    );
    if (isRefusal(moved)) return moved;
  }
  if (visit) await publishVisit(act, 'appointment.none-suited', visit, { count: files.length });
  return moved;
}

/** Days and half days that would suit; at least one. The proposal that did not suit falls away. */
export async function offerTimes(
  act: Act,
  fileId: string,
  input: z.output<typeof offerInput>,
): Promise<FileFacts | Refusal> {
  const file = await fileFacts(act, fileId);
  if (!file || act.actor.kind !== 'person') return notYourPart;
  const whole = partiesOnFile(file, act.actor).includes('correspondent');
  const visit = await openVisitOf(act.tx, fileId);
  const others = visit?.files.filter(
    (each) => each.open && each.id !== fileId && each.state === 'to-arrange',
  );
  const reason = await reasonByItself(act.tx, 'hand-back.none-suits', act.now);
  for (const each of [file, ...(whole ? (others ?? []) : [])]) {
    const moved = await moveHolderFile(act, each.id, 'offer-times', { data: { times: input.times.length } });
    if (isRefusal(moved)) return moved;
    await leaveVisit(act, each.id, reason, true);
    await tables(act.tx).deleteFrom('offered_times').where('file_id', '=', each.id).execute();
    for (const { day, part = 'journee' } of input.times) {
      if (!day) continue;
      const [from, until] = parts[part];
      await tables(act.tx)
        .insertInto('offered_times')
        .values({
          file_id: each.id,
          from_at: parisInstant(day, from),
          until_at: parisInstant(day, until),
          note: input.note,
          person_id: act.actor.id,
          at: act.now,
        })
        .execute();
    }
  }
  await act.publish({
    type: 'visit.times-offered',
    about: { order: file.order_id, file: file.id },
    data: { times: input.times.length },
  });
  return (await fileFacts(act, fileId)) ?? file;
}

/** What stands against the days offered, by field; none: they are in order. */
export async function offerDefects(
  db: Reader,
  input: z.output<typeof offerInput>,
  now: Date,
): Promise<Record<string, string>> {
  const last = await lastVisitDay(db, now);
  const errors: Record<string, string> = {};
  const given = input.times.filter(({ day }) => day);
  if (given.length === 0) errors['times.0.day'] = 'Donnez au moins un jour.';
  input.times.forEach(({ day }, index) => {
    if (!day) return;
    if (parisInstant(day, '13:00') <= now) errors[`times.${index}.day`] = 'Choisissez un jour à venir.';
    else if (day > last)
      errors[`times.${index}.day`] = `Choisissez un jour au plus tard le ${longDate(last)}.`;
    else if (!isWorkingDay(day)) errors[`times.${index}.day`] = 'Ce jour est férié ou en fin de semaine.';
  });
  return errors;
}

/** The officer gives the hand back to the organisation, with a reason: it offers times. */
export async function handBack(
  act: Act,
  fileId: string,
  input: { reason: string; comment: string },
): Promise<FileFacts | Refusal> {
  const given = await reasonGiven(act.tx, 'hand-back', input, act.now);
  if (isRefusal(given)) return given;
  return moveHolderFile(act, fileId, 'hand-back', { reason: given.reason }, { reason: given.reason });
}

/** By itself, once the holder has been absent without excuse as often as the setting says. */
export async function handBackAbsent(act: Act, fileId: string): Promise<void> {
  const absences = await unexcusedAbsences(act.tx, fileId);
  if (absences < (await settingAt(act.tx, 'missed-before-hand-back', act.now))) return;
  const reason = await reasonByItself(act.tx, 'hand-back.two-absences', act.now);
  const moved = await moveHolderFile(byItself(act), fileId, 'hand-back', { reason }, { reason });
  if (isRefusal(moved)) throw new Error(`a file resists its hand-back: ${moved.refused}`);
}
