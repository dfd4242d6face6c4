import type { Field } from '#src/catalogue/kinds/field.js';
import { longDate, money } from '#src/platform/french/french.js';

/** A stored value in French words, for lists and the history of versions. */
function inWords(field: Field, value: unknown, names: Readonly<Record<string, string>> = {}): string {
  if (value === null || value === undefined || value === '') return '—';
  const options = field.options ?? names;
  switch (field.widget) {
    case 'yes-no':
      return value ? 'oui' : 'non';
    case 'choices':
      return (value as string[]).map((code) => options[code] ?? code).join(', ') || '—';
    case 'choice':
      return options[value as string] ?? String(value);
    case 'lines':
      return (value as string[]).join(' / ') || '—';
    case 'money':
      return money(value as number);
    case 'percent':
      return `${String(value).replace('.', ',')}\u202f%`;
    case 'day':
      return longDate(value as string);
    case 'integer':
      return field.unit ? `${value} ${field.unit}` : String(value);
    default:
      return String(value);
  }
}

/** The fields that differ between two versions, in words. */
export function changesBetween(
  fields: Readonly<Record<string, Field>>,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, Readonly<Record<string, string>>>>,
): { label: string; before: string; after: string }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [old, now] = [before[name], after[name]].map((value) => inWords(field, value, names[name]));
    return old === now ? [] : [{ label: field.label, before: old ?? '', after: now ?? '' }];
  });
}
