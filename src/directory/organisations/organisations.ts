import { refusals } from '#src/directory/refusals.js';
import {
  type FoundOperator,
  type OperatorRow,
  type OrganisationRow,
  operatorRows,
  rowById,
  tables,
  updateOrganisation,
} from '#src/directory/store.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { remembered } from '#src/platform/remembered.js';
import type { OrganisationKind } from './organisation-kinds.js';

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  /** As documents print it: « Commune d’Acigné ». */
  readonly name: string;
  /** As lists show it: « Acigné ». */
  readonly shortName: string;
  readonly siren: string | null;
  readonly siret: string | null;
  /** Made from the SIREN, and to be confirmed. */
  readonly siretPresumed: boolean;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly department: string;
  /** Postal code and department are those of its most populous member, and to be confirmed. */
  readonly placePresumed: boolean;
  /** Typed by hand, and not yet vouched for by a register or an officer. */
  readonly unconfirmed: boolean;
}

export type OperatorKind = OperatorRow['kind'];

/** A body of the relay, and how to reach it. */
export interface Operator {
  readonly organisationId: string;
  readonly kind: OperatorKind;
  readonly organisationKind: OrganisationKind;
  readonly name: string;
  readonly shortName: string;
  readonly siret: string | null;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly contactName: string;
  /** E.164. */
  readonly contactPhone: string;
  /** Shown to people, and where mail for the body goes. */
  readonly contactEmail: string;
  readonly website: string | null;
  /** Opening hours in French, a line each. */
  readonly hours: string;
  readonly departments: readonly string[];
}

export async function findOrganisation(db: Database | Tx, id: string): Promise<Organisation | undefined> {
  const row = await rowById(db, id);
  return row && organisationOf(row);
}

/** The operators of a kind, or of all, by name. */
export async function operatorsOf(db: Database | Tx, kind?: OperatorKind): Promise<Operator[]> {
  return (await operators(db, kind ? { kind } : {})).map(operatorFrom);
}

/** An organisation in its quality of operator. */
export async function operatorOf(
  db: Database | Tx,
  organisation: string,
  kind: OperatorKind,
): Promise<Operator | undefined> {
  const [row] = await operators(db, { kind, organisation });
  return row && operatorFrom(row);
}

/** The one purchasing body that an installation serves. */
export async function purchasingBody(db: Database | Tx): Promise<Operator | undefined> {
  return (await operatorsOf(db, 'purchasing-body'))[0];
}

/** The delivery centre whose territory a department is. */
export async function deliveryCentreFor(
  db: Database | Tx,
  department: string,
): Promise<Operator | undefined> {
  const [row] = await operators(db, { kind: 'delivery-centre', department });
  return row && operatorFrom(row);
}

/**
 * The registration offices that a holder may choose from, with hours and address, wherever they live. One that serves
 * no department any more takes no new file.
 */
export async function registrationOffices(db: Database | Tx): Promise<Operator[]> {
  return (await operatorsOf(db, 'registration-office')).filter(({ departments }) => departments.length > 0);
}

/**
 * Takes the SIRET that an organisation gave for itself: a presumed one is replaced and no longer presumed. One of
 * another SIREN is refused; one that was confirmed before is left as it is.
 */
export async function confirmSiret(
  tx: Tx,
  organisation: string,
  siret: string,
): Promise<Refusal | undefined> {
  const row = await rowById(tx, organisation);
  if (!row || (row.siren && !siret.startsWith(row.siren))) return refusals.otherOrganisation;
  if (row.siret && !row.siret_presumed) return undefined;
  const other =
    siret !== row.siret &&
    (await tables(tx)
      .selectFrom('organisations')
      .select('name')
      .where('siret', '=', siret)
      .where('id', '<>', organisation)
      .executeTakeFirst());
  if (other) return refusals.organisationKnown(other.name);
  await updateOrganisation(tx, organisation, { siret, siren: siret.slice(0, 9), siret_presumed: false });
  return undefined;
}

export function organisationOf(row: OrganisationRow): Organisation {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    shortName: row.short_name || row.name,
    siren: row.siren,
    siret: row.siret,
    siretPresumed: row.siret_presumed,
    address: row.address,
    postalCode: row.postal_code,
    city: row.city,
    department: row.department,
    placePresumed: row.place_presumed,
    unconfirmed: row.source === 'typed' && row.confirmed_at === null,
  };
}

function operators(db: Database | Tx, where: Parameters<typeof operatorRows>[1]): Promise<FoundOperator[]> {
  return remembered(['operators', where], () => operatorRows(db, where)) ?? operatorRows(db, where);
}

function operatorFrom(row: FoundOperator): Operator {
  return {
    organisationId: row.organisation_id,
    kind: row.kind,
    organisationKind: row.organisation_kind,
    name: row.name,
    shortName: row.short_name,
    siret: row.siret,
    address: row.address,
    postalCode: row.postal_code,
    city: row.city,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    contactEmail: row.contact_email,
    website: row.website,
    hours: row.hours,
    departments: row.departments,
  };
}
