import { DateTime } from 'luxon';

/** Data as JSON holds it, each `Date` as an ISO 8601 instant with the offset of Paris, which the templates print. */
export function plain(value: unknown): unknown {
  if (value instanceof Date) return parisInstant(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function parisInstant(date: Date): string {
  const instant = DateTime.fromJSDate(date, { zone: 'Europe/Paris' }).toISO({ suppressMilliseconds: true });
  if (!instant) throw new RangeError('Not a date');
  return instant;
}
