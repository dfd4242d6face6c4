import { DateTime } from 'luxon';
import { parisDay } from '#src/platform/working-time.js';

const paris = 'Europe/Paris';

/** « 15 janvier 2027 » */
export function longDay(day: string): string {
  return DateTime.fromISO(day, { zone: paris, locale: 'fr' }).toFormat('d MMMM yyyy').replace(/^1 /, '1er ');
}

/** « 15 janvier 2027 » of an instant, as it is in Paris. */
export function longDate(at: Date): string {
  return longDay(parisDay(at));
}

/** « 24 novembre 2026 à 11 h 05 » */
export function longMoment(at: Date): string {
  return `${longDate(at)} à ${DateTime.fromJSDate(at, { zone: paris }).toFormat("H 'h' mm")}`;
}

/** « aujourd’hui », « hier », « il y a 12 jours »: by days of the calendar, as people count them. */
export function agoInDays(at: Date, now: Date): string {
  const days = Math.round(
    DateTime.fromISO(parisDay(now))
      .diff(DateTime.fromISO(parisDay(at)), 'days')
      .as('days'),
  );
  if (days <= 0) return 'aujourd’hui';
  return days === 1 ? 'hier' : `il y a ${days} jours`;
}
