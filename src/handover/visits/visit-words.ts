import type { VisitFile } from '#src/handover/types.js';
import { appointment, duration, hour, list } from '#src/platform/french/french.js';
import { holderName } from '#src/registration/index.js';

/** « mercredi 2 décembre 2026 à 10 h, pendant 1 h ». */
export function whenAndLong(start: Date, minutes: number): string {
  return `${appointment(start)}, pendant ${duration(minutes)}`;
}

/** « Maël Fictif et Gwenaëlle Essai ». */
export function namesOf(files: readonly Pick<VisitFile, 'given_names' | 'surname'>[]): string {
  return list(files.map(holderName));
}

/** « 9 h – 10 h ». */
export function fromTo(start: Date, minutes: number): string {
  return `${hour(start)} – ${hour(new Date(start.getTime() + minutes * 60_000))}`;
}
