import type { FoundOrder } from '#src/orders/rows.js';
import { returnedFor } from '#src/orders/types.js';
import { siret } from '#src/platform/french/french.js';
import { retype } from '#src/platform/web/form.js';

export interface FieldToMend {
  /** As in the form: `holders.0.email`. */
  readonly field: string;
  readonly label: string;
  /** What stands there, in words. */
  readonly value: string;
}

/** Answers about one person or the organisation. */
export interface MendGroup {
  /** « Titulaire 1 : Maël Fictif ». */
  readonly title: string;
  readonly fields: readonly FieldToMend[];
}

const wanted = {
  organisation: ['siret', 'address'],
  correspondent: ['email', 'phone'],
  signatory: ['function', 'email'],
  holder: ['surname', 'function', 'email', 'phone', 'usages'],
} as const;

const names: Readonly<Record<string, string>> = {
  siret: 'SIRET',
  address: 'adresse',
  email: 'adresse électronique',
  phone: 'téléphone',
  function: 'fonction',
  usages: 'usages',
  surname: 'nom',
};

/** The answers that an officer most often has mended, with what stands there: whose they are, then which. */
export function fieldsToMend(order: FoundOrder, usageNames: ReadonlyMap<string, string>): MendGroup[] {
  const typed = retype(order.answers);
  const text = (field: string): string => [typed[field] ?? ''].flat().join(' ');
  const value = (field: string, name: string): string => {
    if (name === 'siret') return siret(text(field));
    if (name !== 'usages') return text(field);
    return [typed[field] ?? []]
      .flat()
      .map((code) => usageNames.get(code) ?? code)
      .join(' ; ');
  };
  const group = (whose: string, of: string, path: string, fields: readonly string[]): MendGroup => ({
    title: [whose, of].filter(Boolean).join(' : '),
    fields: fields
      .filter((name) => `${path}.${name}` in typed)
      .map((name) => ({
        field: `${path}.${name}`,
        label: `${whose}, ${names[name]}`,
        value: value(`${path}.${name}`, name),
      })),
  });
  const person = (path: string): string =>
    [text(`${path}.givenName`), text(`${path}.surname`)].filter(Boolean).join(' ');
  const holders = ((order.answers.holders ?? []) as readonly unknown[]).map((_, index) =>
    group(`Titulaire ${index + 1}`, person(`holders.${index}`), `holders.${index}`, wanted.holder),
  );
  return [
    ...holders,
    group('Signataire', person('signatory'), 'signatory', wanted.signatory),
    group('Organisme', order.organisation_name, 'organisation', wanted.organisation),
    group('Correspondant', person('correspondent'), 'correspondent', wanted.correspondent),
  ].filter(({ fields }) => fields.length > 0);
}

/** What the officer asked to mend, each beside the answer that it is about. */
export function askedToMend(order: FoundOrder): { field: string; title: string; text: string }[] {
  const labels = new Map(
    fieldsToMend(order, new Map())
      .flatMap(({ fields }) => fields)
      .map(({ field, label }) => [field, label]),
  );
  return Object.entries(returnedFor(order.reason)?.fields ?? {}).map(([field, text]) => ({
    field,
    title: labels.get(field) ?? 'À corriger',
    text,
  }));
}
