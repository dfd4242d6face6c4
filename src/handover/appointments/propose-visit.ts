import { z } from 'zod';
import { refusals } from '#src/handover/refusals.js';
import { tables } from '#src/handover/store.js';
import type { Visit } from '#src/handover/types.js';
import { publishVisit } from '#src/handover/visits/change-visit.js';
import { offeredFor } from '#src/handover/visits/visit-page-data.js';
import { visitSettings } from '#src/handover/visits/visit-settings.js';
import { findVisit, insertVisit } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { moveHolderFile } from '#src/registration/index.js';
import { freeTimes } from './free-times.js';
import { eachFile, filesForVisit, officerOf } from './visit-files.js';

export const placeField = z
  .string({ error: 'Dites où a lieu le rendez-vous.' })
  .min(3, 'Dites où a lieu le rendez-vous.')
  .max(300, 'Écrivez au plus 300 caractères.');
export const noteField = z
  .string()
  .max(500, 'Écrivez au plus 500 caractères.')
  .optional()
  .transform((text) => text ?? '');
export const several = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item));
/** Files named one by one, or in one field with commas between. */
export const dossiers = several(z.string()).transform(idsIn);
export function idsIn(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter(Boolean);
}
export const instant = z
  .string({ error: 'Choisissez un horaire.' })
  .refine((text) => !Number.isNaN(Date.parse(text)), 'Choisissez un horaire de la liste.')
  .transform((text) => new Date(text));
export const minutesField = z.coerce
  .number({ error: 'Indiquez une durée en minutes.' })
  .int('Indiquez une durée en minutes.')
  .min(15, 'Un rendez-vous dure au moins 15 minutes.')
  .max(480, 'Un rendez-vous dure au plus 8 heures.');

export const proposeInput = z.object({
  dossier: dossiers,
  officer: z.string(),
  minutes: minutesField,
  place: placeField,
  note: noteField,
  times: several(instant).refine((times) => times.length > 0, 'Choisissez au moins un horaire.'),
});

/** The delivery officer offers times for one visit to one or several holders of an organisation. */
export async function proposeVisit(act: Act, input: z.output<typeof proposeInput>): Promise<Visit | Refusal> {
  const files = await filesForVisit(act, input.dossier);
  if (isRefusal(files)) return files;
  const [{ delivery_centre_id, organisation_id }] = files;
  const officer = await officerOf(act, delivery_centre_id, input.officer);
  if (isRefusal(officer)) return officer;
  const settings = await visitSettings(act.tx, act.now);
  const { minutes, place, note, times } = input;
  if (times.length > settings.most) {
    return refuse('too-many-times', `Choisissez au plus ${settings.most} horaires.`);
  }
  const offered = await offeredFor(act.tx, files);
  const free = await freeTimes(act.tx, settings, act.now, { officerId: officer, minutes, offered });
  const starts = new Set(free.map((slot) => slot.start.getTime()));
  if (times.some((time) => !starts.has(time.getTime()))) return refusals.timeNotFree;
  const visit = {
    delivery_centre_id,
    organisation_id,
    officer_id: officer,
    state: 'proposed' as const,
    since: act.now,
    created_at: act.now,
    minutes,
    place,
    note,
    starts_at: null,
    ends_at: null,
    by_phone: false,
  };
  const ids = files.map((file) => file.id);
  const unique = [...new Map(times.map((time) => [time.getTime(), time])).values()];
  // The files are moved first: their locks tell apart two officers who propose at once.
  const refusal = await eachFile(files, (file) => moveHolderFile(act, file.id, 'propose'));
  if (refusal) return refusal;
  const id = await insertVisit(act.tx, visit, ids, unique);
  await tables(act.tx).deleteFrom('offered_times').where('file_id', 'in', ids).execute();
  const made = await findVisit(act.tx, id);
  if (!made) throw new Error('a visit vanished when it was made');
  await publishVisit(act, 'appointment.proposed', made, { times: unique.length });
  return made;
}
