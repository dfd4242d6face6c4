import { z } from 'zod';
import type { Field } from './field.js';

export type Fields = Readonly<Record<string, Field>>;

export type DataOfFields<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never;
};

/**
 * Where the codes of a kind come from: chosen when an entry is added (`free`), named by the programme, which rests
 * on them (`fixed`), or the identifier of an organisation (`delivery-centre`, `operator`).
 */
type Codes = 'free' | 'fixed' | 'delivery-centre' | 'operator';

interface KindDefinition<F extends Fields = Fields> {
  /** French plural, for the list of kinds. */
  readonly title: string;
  /** French singular without article. */
  readonly one: string;
  /** In the page's address. */
  readonly slug: string;
  readonly intro: string;
  readonly codes: Codes;
  readonly fields: F;
  readonly schema: z.ZodType<DataOfFields<F>>;
  /** What an entry is called in a list. */
  name(data: DataOfFields<F>): string;
  /** What the list says of it besides its name. */
  detail(data: DataOfFields<F>): string;
}

export function defineKind<const F extends Fields>(
  definition: Omit<KindDefinition<F>, 'schema'>,
): KindDefinition<F> {
  const shape = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [name, field.schema]),
  );
  return { ...definition, schema: z.object(shape) as unknown as z.ZodType<DataOfFields<F>> };
}
