const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/** « 24 novembre 2026 », at Paris. */
export function showDay(date: Date): string {
  return day.format(date).replaceAll(' ', '\u00a0');
}

/** A value between French quotation marks. */
export function quote(text: string): string {
  return `«\u202f${text}\u202f»`;
}
