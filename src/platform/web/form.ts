import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import type { WebContext } from './web.js';

/** What was typed, as it was typed: `organisation.city`, `holders.0.email` → text, texts or a file. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type ReadForm<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed; readonly nested: Nested }
  | { readonly ok: false; readonly errors: FieldErrors; readonly typed: Typed; readonly nested: Nested };

/** The same texts as a tree, fit to be kept as a draft; files are left out. */
export type Nested = { readonly [name: string]: string | Nested | readonly (string | Nested)[] };

/** One French sentence for each field, keyed like `Typed`: it stands beside the field and in the summary. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A form shown again: what was typed, what is wrong with it, and the status that goes with it. */
export interface Again {
  readonly typed?: Typed;
  readonly errors?: FieldErrors;
  readonly refusal?: string | undefined;
  readonly status?: 409 | 422;
}

type Tree = { [key: string]: unknown };

/**
 * Reads a posted form into a schema. Dotted names nest (`holders.0.email`), repeated names become lists, blanks
 * around texts fall away, carriage returns too. Nothing that was typed is lost: an invalid form comes back with it.
 */
export async function readForm<S extends z.ZodType>(
  c: WebContext,
  schema: S,
): Promise<ReadForm<z.output<S>>> {
  return parseForm(await formOf(c), schema);
}

/** More than the largest draft has; each costs some twenty microseconds to read. */
const mostFields = 20_000;

/**
 * The form that was posted; empty where nothing was.
 *
 * @throws HTTPException 400 where it did not come whole, so that what is missing is not taken for what was emptied,
 * and 413 where it has more fields than any page of ours
 */
export async function formOf(c: WebContext): Promise<FormData> {
  const type = c.req.header('content-type');
  if (!type) return new FormData();
  if (moreThanFields(await wholeBody(c), type)) throw new HTTPException(413);
  return c.req.formData().catch(notWhole);
}

/** All that was sent, kept for whoever asks again. */
export async function wholeBody(c: WebContext): Promise<Buffer> {
  return Buffer.from(await c.req.arrayBuffer().catch(notWhole));
}

function notWhole(cause: unknown): never {
  throw new HTTPException(400, { message: 'the form is not whole', cause });
}

function moreThanFields(body: Buffer, type: string): boolean {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  const between = boundary === undefined ? '&' : `--${boundary}`;
  let fields = 0;
  for (let at = body.indexOf(between); at >= 0 && fields <= mostFields; at = body.indexOf(between, at + 1)) {
    fields += 1;
  }
  return fields > mostFields;
}

export function parseForm<S extends z.ZodType>(body: FormData, schema: S): ReadForm<z.output<S>> {
  const typed: Record<string, string | string[]> = {};
  const tree: Tree = {};
  const nested: Tree = {};
  for (const [name, all] of valuesByName(body)) {
    const texts = all.filter((each) => typeof each === 'string').map(plainText);
    const files = all.filter((each) => typeof each !== 'string' && (each.size > 0 || each.name !== ''));
    if (texts.length > 0) typed[name] = texts.length > 1 ? texts : (texts[0] ?? '');
    const value = files.length > 0 ? files[0] : texts.length > 1 ? texts : texts[0];
    plant(tree, name.split('.'), value);
    if (texts.length > 0) plant(nested, name.split('.'), typed[name]);
  }
  const kept = { typed, nested: arrays(nested) as Nested };
  const result = schema.safeParse(arrays(tree), { error: inFrench });
  if (result.success) return { ok: true, value: result.data, ...kept };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[issue.path.join('.')] ??= issue.message;
  return { ok: false, errors, ...kept };
}

/** In one pass: `getAll` for each name would read tens of thousands of made-up names tens of thousands of times. */
function valuesByName(body: FormData): Map<string, (string | File)[]> {
  const values = new Map<string, (string | File)[]>();
  for (const [name, value] of body) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** Nothing that a keyboard does not type and that no text of the database holds: control characters, halves of letters. */
function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
}

/** What is said where a schema has no sentence of its own; of several ways to answer, the last one's. */
function inFrench(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_union') {
    const said = issue.errors.at(-1)?.[0]?.message;
    if (said) return said;
  }
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return `Cette réponse est trop longue\u202f: ${issue.maximum} caractères au plus. Raccourcissez-la.`;
  }
  return 'Vérifiez cette réponse\u202f: elle n’a pas la forme attendue.';
}

function plant(tree: Tree, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (head === '__proto__' || head === 'constructor' || path.length > 6) return;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const next = tree[head];
  const branch: Tree = isTree(next) ? next : {};
  tree[head] = branch;
  plant(branch, rest, value);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Branches whose keys are all numbers become lists, in the order of the numbers. */
function arrays(value: unknown): unknown {
  if (!isTree(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, arrays(each)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, each]) => each);
  }
  return Object.fromEntries(entries);
}

/** A kept draft, back into the form it was typed in. */
export function retype(nested: unknown, prefix = ''): Typed {
  const typed: Record<string, string | string[]> = {};
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') typed[path] = value;
    else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) typed[path] = value;
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) visit(each, path === '' ? key : `${path}.${key}`);
    }
  };
  visit(nested, prefix);
  return typed;
}

/** Text of one field, to put back into it. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Ticked boxes of one name, to tick again. */
export function typedList(typed: Typed, name: string): readonly string[] {
  const value = typed[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
