import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';
import type { OrganisationKind } from './organisation-kinds.js';

/** An organisation as a register or a data set describes it; what it leaves out stays as it was known. */
export interface RegisteredOrganisation {
  /** An `other` public body when nobody ever said. */
  readonly kind?: OrganisationKind | undefined;
  readonly name: string;
  readonly shortName?: string;
  /** 14 digits, checked. */
  readonly siret: string;
  /** Made from the SIREN: never takes the place of a known one. */
  readonly siretPresumed?: boolean;
  readonly address?: string;
  readonly postalCode: string;
  /** All those under which it may be looked for. */
  readonly postalCodes?: readonly string[];
  readonly city: string;
  readonly department: string;
  readonly placePresumed?: boolean;
  readonly inseeCode?: string;
}

export interface ImportOutcome {
  readonly added: number;
  readonly updated: number;
  /** Presumed SIRET replaced by the register's. */
  readonly sirets: number;
  /** Typed by hand, found in the register. */
  readonly confirmed: number;
  /** Fields where the register says otherwise than what was typed. */
  readonly differences: number;
}

/**
 * Brings the directory up to date with a register, in a handful of statements whatever the number, and changes
 * nothing the second time. What was typed by hand is confirmed but not overwritten: differences are kept to be shown.
 */
export async function importOrganisations(
  act: Act,
  source: string,
  organisations: readonly RegisteredOrganisation[],
): Promise<ImportOutcome> {
  await stage(act, organisations);
  const sirets = await count(act, replacePresumedSirets);
  const confirmed = await count(act, confirmTyped(act.now));
  const differences = await count(act, noteDifferences(act.now));
  const updated = await count(act, updateKnown);
  const added = await count(act, addUnknown(source));
  await sql`DROP TABLE incoming`.execute(act.tx);
  const outcome = { added, updated, sirets, confirmed, differences };
  if (Object.values(outcome).some((number) => number > 0)) {
    await act.publish({ type: 'directory.imported', about: {}, data: { source, ...outcome } });
  }
  return outcome;
}

async function stage(act: Act, organisations: readonly RegisteredOrganisation[]): Promise<void> {
  const rows = organisations.map((each) => ({
    kind: each.kind ?? null,
    name: each.name,
    short_name: each.shortName ?? '',
    siren: each.siret.slice(0, 9),
    siret: each.siret,
    siret_presumed: each.siretPresumed ?? false,
    address: each.address ?? '',
    postal_code: each.postalCode,
    postal_codes: each.postalCodes ?? null,
    city: each.city,
    department: each.department,
    place_presumed: each.placePresumed ?? false,
    insee_code: each.inseeCode ?? null,
  }));
  await sql`CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(
      kind text, name text, short_name text, siren text, siret text, siret_presumed boolean, address text,
      postal_code text, postal_codes text[], city text, department text, place_presumed boolean, insee_code text)`.execute(
    act.tx,
  );
}

type Statement = ReturnType<typeof sql>;

async function count(act: Act, statement: Statement): Promise<number> {
  return Number((await statement.execute(act.tx)).numAffectedRows ?? 0);
}

/** Only where there is no doubt: one establishment of that SIREN on either side. */
const replacePresumedSirets: Statement = sql`
  UPDATE organisations g SET siret = i.siret, siret_presumed = false
    FROM incoming i
   WHERE g.siren = i.siren AND g.siret_presumed AND NOT i.siret_presumed
     AND (SELECT count(*) FROM incoming WHERE siren = g.siren) = 1
     AND (SELECT count(*) FROM organisations WHERE siren = g.siren) = 1`;

function confirmTyped(now: Date): Statement {
  return sql`
    UPDATE organisations g SET confirmed_at = ${now} FROM incoming i
     WHERE g.siret = i.siret AND g.source = 'typed' AND g.confirmed_at IS NULL AND NOT i.siret_presumed`;
}

function noteDifferences(now: Date): Statement {
  return sql`
    INSERT INTO organisation_differences (organisation_id, field, registered, noticed_at)
    SELECT g.id, d.field, d.registered, ${now}
      FROM organisations g
      JOIN incoming i ON i.siret = g.siret AND NOT i.siret_presumed
     CROSS JOIN LATERAL (VALUES
       ('name', g.name, i.name), ('address', g.address, i.address),
       ('postal_code', g.postal_code, i.postal_code), ('city', g.city, i.city)) AS d(field, typed, registered)
     WHERE g.source = 'typed' AND d.registered <> ''
       AND lower(f_unaccent(d.typed)) <> lower(f_unaccent(d.registered))
    ON CONFLICT (organisation_id, field) DO UPDATE SET registered = EXCLUDED.registered, noticed_at = EXCLUDED.noticed_at
     WHERE organisation_differences.registered <> EXCLUDED.registered`;
}

const updateKnown: Statement = sql`
  UPDATE organisations g
     SET name = n.name, short_name = n.short_name, kind = n.kind, address = n.address, postal_code = n.postal_code,
         postal_codes = n.postal_codes, city = n.city, department = n.department, place_presumed = n.place_presumed
    FROM incoming i
    JOIN organisations o ON o.siret = i.siret AND o.source <> 'typed'
   CROSS JOIN LATERAL (SELECT i.name, coalesce(nullif(i.short_name, ''), o.short_name) AS short_name,
           coalesce(i.kind, o.kind) AS kind, coalesce(nullif(i.address, ''), o.address) AS address, i.postal_code,
           coalesce(i.postal_codes, CASE WHEN i.postal_code = ANY (o.postal_codes) THEN o.postal_codes
                                         ELSE o.postal_codes || i.postal_code END) AS postal_codes,
           i.city, i.department, i.place_presumed) AS n
   WHERE g.id = o.id AND NOT i.siret_presumed
     AND (g.name, g.short_name, g.kind, g.address, g.postal_code, g.postal_codes, g.city, g.department, g.place_presumed)
         IS DISTINCT FROM (n.name, n.short_name, n.kind, n.address, n.postal_code, n.postal_codes, n.city,
                           n.department, n.place_presumed)`;

function addUnknown(source: string): Statement {
  return sql`
    INSERT INTO organisations (kind, name, short_name, siren, siret, siret_presumed, address, postal_code, postal_codes,
                               city, department, place_presumed, insee_code, source)
    SELECT coalesce(i.kind, 'other'), i.name, i.short_name, i.siren, i.siret, i.siret_presumed, i.address, i.postal_code,
           coalesce(i.postal_codes, ARRAY[i.postal_code]), i.city, i.department, i.place_presumed, i.insee_code, ${source}
      FROM incoming i
     WHERE NOT i.siret_presumed OR NOT EXISTS (SELECT FROM organisations g WHERE g.siren = i.siren)
    ON CONFLICT (siret) DO NOTHING`;
}
