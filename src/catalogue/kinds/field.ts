import { z } from 'zod';
import type { Kind } from './kind-names.js';

/** How the administrator's form asks for a field. */
export type Widget =
  | 'text'
  | 'long-text'
  | 'lines'
  | 'money'
  | 'integer'
  | 'percent'
  | 'day'
  | 'yes-no'
  | 'choice'
  | 'choices';

/** One field of a kind of entry: its words on the form and what may be stored. */
export interface Field<T = unknown> {
  readonly widget: Widget;
  readonly label: string;
  readonly hint?: string;
  /** Shown after the control: « jours ». */
  readonly unit?: string;
  readonly optional: boolean;
  /** Stored value → French words, for `choice` and `choices`. */
  readonly options?: Readonly<Record<string, string>>;
  /** The options are the codes of another kind's entries in force. */
  readonly from?: Kind;
  /** Longest text, for `maxlength`. */
  readonly max?: number;
  readonly schema: z.ZodType<T>;
}

interface Words {
  readonly label: string;
  readonly hint?: string;
  readonly unit?: string;
}

export function text(words: Words & { max?: number; schema?: z.ZodType<string, string> }): Field<string> {
  const { max = 200, schema, ...rest } = words;
  const filled = z.string(missing).trim().min(1, missing).max(max, tooLong(max));
  return { ...rest, widget: 'text', optional: false, max, schema: schema ? filled.pipe(schema) : filled };
}

/** A line that may stay empty: stored as `null`. */
export function optionalText(words: Words & { max?: number }): Field<string | null> {
  const { max = 200, ...rest } = words;
  return { ...rest, widget: 'text', optional: true, max, schema: emptyAsNull(max) };
}

/** The address of a public page, or `null`: what a page of ours may link to. */
export function optionalLink(words: Words): Field<string | null> {
  const field = optionalText({ ...words, max: 400 });
  const schema = field.schema.refine(
    (value) => value === null || /^https:\/\/[^\s/]+\.[^\s]+$/.test(value),
    'Donnez une adresse complète, qui commence par https://.',
  );
  return { ...field, schema };
}

/** A field that a kind did not always have: entries made before hold `null` there. */
export function later<T>(field: Field<T | null>): Field<T | null> {
  return { ...field, schema: field.schema.default(null) as never };
}

export function longText(words: Words & { max?: number }): Field<string> {
  return { ...text({ max: 8000, ...words }), widget: 'long-text' };
}

export function optionalLongText(words: Words & { max?: number }): Field<string | null> {
  return { ...optionalText({ max: 8000, ...words }), widget: 'long-text' };
}

/** A list of short texts, one a line in the form. */
export function lines(words: Words & { max?: number }): Field<string[]> {
  const { max = 400, ...rest } = words;
  const item = z.string().trim().min(1).max(max, tooLong(max));
  return { ...rest, widget: 'lines', optional: true, schema: z.array(item).max(40).default([]) as never };
}

/** Whole cents; typed in euros. */
export function money(words: Words): Field<number> {
  const wanted = 'Indiquez un montant en euros, par exemple 120 ou 82,50.';
  return {
    ...words,
    widget: 'money',
    unit: '€',
    optional: false,
    schema: z.number(wanted).int(wanted).min(0, wanted).max(100_000_000, wanted),
  };
}

export function integer(words: Words & { min?: number; max?: number }): Field<number> {
  const { min = 0, max = 10_000, ...rest } = words;
  return { ...rest, widget: 'integer', optional: false, schema: whole(min, max) };
}

export function optionalInteger(words: Words & { min?: number; max?: number }): Field<number | null> {
  const { min = 0, max = 10_000, ...rest } = words;
  return { ...rest, widget: 'integer', optional: true, schema: whole(min, max).nullable() };
}

/** A rate in hundredths: 20 for 20 %, 5.5 for 5,5 %. */
export function percent(words: Words): Field<number> {
  const wanted = 'Indiquez un taux de 0 à 100, par exemple 20 ou 5,5.';
  return {
    ...words,
    widget: 'percent',
    unit: '%',
    optional: false,
    schema: z.number(wanted).min(0, wanted).max(100, wanted).multipleOf(0.1, wanted),
  };
}

/** 'YYYY-MM-DD', or `null`. */
export function optionalDay(words: Words): Field<string | null> {
  const schema = z.iso.date('Indiquez une date complète\u202f: jour, mois, année.').nullable();
  return { ...words, widget: 'day', optional: true, schema };
}

export function yesNo(words: Words): Field<boolean> {
  return { ...words, widget: 'yes-no', optional: true, schema: z.boolean() };
}

export function choice<const O extends Readonly<Record<string, string>>>(
  words: Words & { options: O },
): Field<Extract<keyof O, string>> {
  const codes = Object.keys(words.options) as Extract<keyof O, string>[];
  const schema = z.enum(codes, 'Choisissez une réponse dans la liste.') as unknown as z.ZodType<
    Extract<keyof O, string>
  >;
  return { ...words, widget: 'choice', optional: false, schema };
}

/** A choice that may stay open: stored as `null`. */
export function optionalChoice<const O extends Readonly<Record<string, string>>>(
  words: Words & { options: O },
): Field<Extract<keyof O, string> | null> {
  const field = choice(words);
  return { ...field, optional: true, schema: field.schema.nullable() };
}

export function choices<const O extends Readonly<Record<string, string>>>(
  words: Words & { options: O },
): Field<Extract<keyof O, string>[]> {
  const codes = Object.keys(words.options) as Extract<keyof O, string>[];
  const schema = z.array(z.enum(codes, 'Choisissez dans la liste.')) as unknown as z.ZodType<
    Extract<keyof O, string>[]
  >;
  return { ...words, widget: 'choices', optional: true, schema };
}

/** The code of an entry of another kind. */
export function oneOf(from: Kind, words: Words): Field<string> {
  const schema = z
    .string('Choisissez une réponse dans la liste.')
    .min(1, 'Choisissez une réponse dans la liste.');
  return { ...words, widget: 'choice', from, optional: false, schema };
}

/** Codes of entries of another kind. */
export function someOf(from: Kind, words: Words): Field<string[]> {
  return { ...words, widget: 'choices', from, optional: true, schema: z.array(z.string()) };
}

const missing = 'Remplissez ce champ.';

function tooLong(max: number): string {
  return `Ce texte est trop long\u202f: ${max} caractères au plus. Raccourcissez-le.`;
}

function whole(min: number, max: number): z.ZodNumber {
  const wanted = `Indiquez un nombre entier de ${min} à ${max}.`;
  return z.number(wanted).int(wanted).min(min, wanted).max(max, wanted);
}

function emptyAsNull(max: number): z.ZodType<string | null> {
  return z
    .string()
    .trim()
    .max(max, tooLong(max))
    .nullable()
    .transform((value) => value || null);
}
