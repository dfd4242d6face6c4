import { z } from 'zod';
import {
  type DifferenceRow,
  deleteDifference,
  differencesOf,
  rowById,
  updateOrganisation,
} from '#src/directory/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { hasPart } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';

export const differingFields = {
  name: 'Nom',
  address: 'Adresse',
  postal_code: 'Code postal',
  city: 'Ville',
} as const satisfies Record<DifferenceRow['field'], string>;

const fields = Object.keys(differingFields) as DifferenceRow['field'][];

export const settleDifferenceInput = z.object({
  field: z.enum(fields, 'Choisissez l’écart à régler.'),
  keep: z.enum(['typed', 'registered'], 'Choisissez ce qui est gardé.'),
});

/** A purchasing officer vouches for an organisation that somebody typed: everybody finds it from now on. */
export async function confirmOrganisation(act: Act, id: string): Promise<true | Refusal> {
  if (!hasPart(act.actor, 'purchasing-officer')) return notYourPart;
  const row = await rowById(act.tx, id);
  if (!row) return notYourPart;
  if (row.source !== 'typed' || row.confirmed_at) return true;
  await updateOrganisation(act.tx, id, { confirmed_at: act.now });
  await act.publish({ type: 'organisation.confirmed', about: { organisation: id }, data: {} });
  return true;
}

/** Where typing and register differ, an officer keeps one of them. */
export async function settleDifference(
  act: Act,
  id: string,
  { field, keep }: z.output<typeof settleDifferenceInput>,
): Promise<true | Refusal> {
  if (!hasPart(act.actor, 'purchasing-officer')) return notYourPart;
  const difference = (await differencesOf(act.tx, id)).find((each) => each.field === field);
  if (!difference) return true;
  if (keep === 'registered') await updateOrganisation(act.tx, id, { [field]: difference.registered });
  await deleteDifference(act.tx, id, field);
  await act.publish({ type: 'organisation.settled', about: { organisation: id }, data: { field, keep } });
  return true;
}
