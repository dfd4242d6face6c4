import { z } from 'zod';
import type { Field } from '#src/catalogue/kinds/field.js';
import type { Fields } from '#src/catalogue/kinds/kind.js';
import type { Day } from '#src/platform/french/working-time.js';
import type { Typed } from '#src/platform/web/form.js';

/** What the administrator's form posts: from which day, and the fields under `data.`. */
interface PostedEntry {
  readonly from: Day;
  readonly data: Record<string, unknown>;
}

/** Reads the form made from a kind's fields; texts become what is stored before they are judged. */
export function entryFormSchema(fields: Fields): z.ZodType<PostedEntry> {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      z.unknown().transform((typed, context) => {
        const result = field.schema.safeParse(fromForm(field, typed));
        if (result.success) return result.data;
        for (const { message } of result.error.issues) context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }),
    ]),
  );
  return z.object({
    from: z.iso.date('Indiquez à partir de quel jour\u202f: une date complète.'),
    data: z.preprocess((data) => ({ ...empty(fields), ...(data as object) }), z.object(shape)),
  }) as unknown as z.ZodType<PostedEntry>;
}

/** Stored data as the form shows them, keyed like its fields. */
export function entryTyped(fields: Fields, data: Readonly<Record<string, unknown>>): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const [name, field] of Object.entries(fields)) typed[`data.${name}`] = toForm(field, data[name]);
  return typed;
}

/** An unticked box posts nothing, which is an answer too. */
function empty(fields: Fields): Record<string, undefined> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, undefined]));
}

function fromForm(field: Field, typed: unknown): unknown {
  const texts = [typed].flat().filter((each) => typeof each === 'string');
  const text = texts[0] ?? '';
  switch (field.widget) {
    case 'yes-no':
      return text === 'oui';
    case 'choices':
      return texts.filter(Boolean);
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'money':
      return amount(text, 100);
    case 'integer':
    case 'percent':
      return text === '' && field.optional ? null : amount(text, 1);
    case 'day':
      return text || null;
    case 'text':
    case 'long-text':
    case 'choice':
      return text === '' && field.optional ? null : text;
  }
}

/** « 1 234,50 » in whole units; the text itself where it is no number, for the field's own complaint. */
function amount(text: string, units: number): number | string {
  const compact = text.replaceAll(/[\s\u202f\u00a0€%]/g, '').replace(',', '.');
  return /^\d+(\.\d{1,2})?$/.test(compact) ? Math.round(Number(compact) * units * 100) / 100 : text;
}

function toForm(field: Field, value: unknown): string | readonly string[] {
  if (value === null || value === undefined) return '';
  switch (field.widget) {
    case 'yes-no':
      return value ? 'oui' : '';
    case 'choices':
      return value as string[];
    case 'lines':
      return (value as string[]).join('\n');
    case 'money':
      return ((value as number) / 100).toFixed(2).replace('.', ',');
    case 'percent':
      return String(value).replace('.', ',');
    default:
      return String(value);
  }
}
