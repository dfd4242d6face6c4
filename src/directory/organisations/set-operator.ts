import { type OperatorRow, rowBySiret, upsertOperator } from '#src/directory/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { importOrganisations, type RegisteredOrganisation } from './import-organisations.js';
import type { Operator } from './organisations.js';

/** A body of the relay, described whole. */
export type NewOperator = Pick<
  Operator,
  'kind' | 'shortName' | 'contactName' | 'contactPhone' | 'contactEmail' | 'website' | 'hours' | 'departments'
> & { readonly organisation: RegisteredOrganisation };

/**
 * Makes an organisation a body of the relay, or changes how it is reached, as a data set describes it.
 *
 * @returns the organisation's identifier
 */
export async function setOperator(act: Act, source: string, operator: NewOperator): Promise<string> {
  await importOrganisations(act, source, [operator.organisation]);
  const row = await rowBySiret(act.tx, operator.organisation.siret);
  if (!row) throw new Error(`the operator ${operator.shortName} is not in the directory`);
  const written = {
    organisation_id: row.id,
    kind: operator.kind,
    short_name: operator.shortName,
    contact_name: operator.contactName,
    contact_phone: operator.contactPhone,
    contact_email: operator.contactEmail,
    website: operator.website,
    hours: operator.hours,
    departments: [...operator.departments],
  };
  if (await upsertOperator(act.tx, written)) await tellOperator(act, written);
  return row.id;
}

/** Writes in the journal that a body of the relay was made, or changed. */
export async function tellOperator(act: Act, row: OperatorRow): Promise<void> {
  await act.publish({
    type: 'operator.set',
    about: { organisation: row.organisation_id },
    data: { kind: row.kind, departments: row.departments },
  });
}
