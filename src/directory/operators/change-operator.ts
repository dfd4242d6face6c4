import { z } from 'zod';
import {
  departmentOf,
  departmentsField,
  emailField,
  limits,
  linesField,
  phoneField,
  postalCodeField,
  siretField,
  textField,
} from '#src/directory/fields.js';
import { type OrganisationKind, organisationKinds } from '#src/directory/organisations/organisation-kinds.js';
import {
  type Operator,
  type OperatorKind,
  operatorOf,
  operatorsOf,
} from '#src/directory/organisations/organisations.js';
import { tellOperator } from '#src/directory/organisations/set-operator.js';
import { refusals } from '#src/directory/refusals.js';
import { administersAll } from '#src/directory/roles/role.js';
import {
  insertOrganisation,
  lockOperators,
  type NewOrganisation,
  rowBySiret,
  updateOrganisation,
  upsertOperator,
} from '#src/directory/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { fingerprint } from '#src/platform/pdf/fingerprint.js';
import { judgeOperator } from './operator.js';

const natures = Object.keys(organisationKinds) as OrganisationKind[];

const fields = {
  name: textField({ what: 'le nom de l’organisme', max: limits.organisationName }),
  shortName: textField({ what: 'le nom court', max: limits.shortName }),
  nature: z.enum(natures, 'Choisissez la nature de l’organisme.'),
  siret: siretField,
  address: linesField({ what: 'l’adresse', max: limits.address }),
  postalCode: postalCodeField,
  city: textField({ what: 'la ville', max: limits.city }),
  contactName: textField({ what: 'la personne ou le service à joindre', max: limits.contactName }),
  contactPhone: phoneField,
  contactEmail: emailField,
  hours: linesField({ what: 'les horaires', max: limits.hours }),
};

/** A centre or an office of no department is offered to nobody any more. */
export const operatorInput = z.object({ ...fields, departments: departmentsField });

type OperatorInput = z.output<typeof operatorInput>;

/** What of an operator was read when its form was shown: another since then, and somebody changed it. */
export function operatorRead(operator: Operator): string {
  return fingerprint(operator);
}

/** Adds a body of the relay; an organisation that the directory knows under that SIRET and that name becomes one. */
export async function addOperator(
  act: Act,
  kind: OperatorKind,
  input: OperatorInput,
): Promise<{ id: string } | Refusal> {
  if (!administersAll(act.actor)) return notYourPart;
  await lockOperators(act.tx);
  const known = await rowBySiret(act.tx, input.siret);
  const refusal = judgeOperator(kind, input, await operatorsOf(act.tx, kind), known);
  if (refusal) return refusal;
  const row = organisationRow(act, input);
  const id =
    known?.id ??
    (await insertOrganisation(act.tx, {
      ...row,
      postal_codes: [input.postalCode],
      source: 'typed',
      added_by: act.actor.kind === 'person' ? act.actor.id : null,
    }));
  // somebody has added it as an organisation in the same instant
  if (!id) return refusals.organisationKnown(input.name);
  if (known) await updateOrganisation(act.tx, id, row);
  await keep(act, { kind, id, input });
  return { id };
}

/** Changes a body of the relay at once, everywhere; orders under way keep the bodies that they have. */
export async function changeOperator(
  act: Act,
  { kind, id, read }: { kind: OperatorKind; id: string; read: string },
  input: OperatorInput,
): Promise<Refusal | undefined> {
  if (!administersAll(act.actor)) return notYourPart;
  await lockOperators(act.tx);
  const before = await operatorOf(act.tx, id, kind);
  if (!before) return notYourPart;
  if (operatorRead(before) !== read) return refusals.operatorChanged;
  const others = (await operatorsOf(act.tx, kind)).filter((each) => each.organisationId !== id);
  const refusal = judgeOperator(kind, input, others);
  if (refusal) return refusal;
  const known = await rowBySiret(act.tx, input.siret);
  if (known && known.id !== id) return refusals.siretTaken(known.name);
  await updateOrganisation(act.tx, id, organisationRow(act, input));
  await keep(act, { kind, id, input, before });
  return undefined;
}

/** What an administrator typed needs nobody else to vouch for it. */
function organisationRow(act: Act, input: OperatorInput): Omit<NewOrganisation, 'source'> {
  return {
    kind: input.nature,
    name: input.name,
    short_name: input.shortName,
    siret: input.siret,
    siren: input.siret.slice(0, 9),
    siret_presumed: false,
    address: input.address,
    postal_code: input.postalCode,
    city: input.city,
    department: departmentOf(input.postalCode),
    place_presumed: false,
    confirmed_at: act.now,
  };
}

interface Kept {
  readonly kind: OperatorKind;
  readonly id: string;
  readonly input: OperatorInput;
  readonly before?: Operator;
}

async function keep(act: Act, { kind, id, input, before }: Kept): Promise<void> {
  const row = {
    organisation_id: id,
    kind,
    short_name: input.shortName,
    contact_name: input.contactName,
    contact_phone: input.contactPhone,
    contact_email: input.contactEmail,
    website: before?.website ?? null,
    hours: input.hours,
    departments: kind === 'purchasing-body' ? [...(before?.departments ?? [])] : input.departments,
  };
  await upsertOperator(act.tx, row);
  await tellOperator(act, row);
}
