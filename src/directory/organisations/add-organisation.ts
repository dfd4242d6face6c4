import { z } from 'zod';
import { departmentOf, limits, postalCodeField, siretField, textField } from '#src/directory/fields.js';
import { refusals } from '#src/directory/refusals.js';
import { insertOrganisation, rowBySiret } from '#src/directory/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { type OrganisationKind, organisationKinds } from './organisation-kinds.js';
import { operatorsOf } from './organisations.js';

const kinds = Object.keys(organisationKinds) as OrganisationKind[];

export const addOrganisationInput: z.ZodType<AddOrganisation> = z.object({
  kind: z.enum(kinds, 'Choisissez la nature de l’organisme.') as z.ZodType<OrganisationKind>,
  name: textField({ what: 'le nom de l’organisme', max: limits.organisationName }),
  siret: siretField,
  address: textField({ what: 'l’adresse', max: limits.address }),
  postalCode: postalCodeField,
  city: textField({ what: 'la ville', max: limits.city }),
});

interface AddOrganisation {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly siret: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
}

/**
 * Adds an organisation that the directory does not know, as somebody typed it: no register is asked, so its outage
 * blocks nobody. It is unconfirmed until an import or an officer vouches for it.
 */
export async function addOrganisation(
  act: Act,
  actor: Person,
  input: AddOrganisation,
): Promise<{ id: string } | Refusal> {
  const known = await rowBySiret(act.tx, input.siret);
  if (known) return refusals.organisationKnown(known.name);
  const department = departmentOf(input.postalCode);
  const centres = await operatorsOf(act.tx, 'delivery-centre');
  const served = [...new Set(centres.flatMap((centre) => centre.departments))].sort();
  if (served.length === 0) return refusals.nothingServed;
  if (!served.includes(department)) return refusals.outsideTerritory(served);
  const id = await insertOrganisation(act.tx, {
    kind: input.kind,
    name: input.name,
    siret: input.siret,
    siren: input.siret.slice(0, 9),
    address: input.address,
    postal_code: input.postalCode,
    postal_codes: [input.postalCode],
    city: input.city,
    department,
    source: 'typed',
    added_by: actor.id,
  });
  if (!id) {
    const first = await rowBySiret(act.tx, input.siret);
    return refusals.organisationKnown(first?.name ?? input.name);
  }
  await act.publish({ type: 'organisation.added', about: { organisation: id }, data: { source: 'typed' } });
  return { id };
}
