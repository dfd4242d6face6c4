import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type ImportOutcome,
  importOrganisations,
  presumedSiret,
  type RegisteredOrganisation,
} from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { apostrophes, communeName, intercommunalityName } from './names-of-bodies.js';

/** Code of Brittany among the regions (Insee). */
const brittany = '53';

interface Commune {
  readonly code: string;
  readonly nom: string;
  readonly typeLiaison: number;
  readonly departement: string;
  readonly region: string;
  readonly type: string;
  readonly siren: string;
  readonly codesPostaux: readonly string[];
  readonly population: number;
}

interface Intercommunality {
  readonly code: string;
  readonly nom: string;
  readonly membres: readonly { readonly code: string }[];
}

/**
 * The communes of Brittany and the intercommunalities that touch it, from the open data of the French State
 * (Licence Ouverte). Their SIRET are presumed; so is where an intercommunality stands.
 */
export function fillTerritory(act: Act): Promise<ImportOutcome> {
  const communes = read<Commune>('communes').filter(
    (each) => each.region === brittany && each.type === 'commune-actuelle',
  );
  const byCode = new Map(communes.map((each) => [each.code, each]));
  const intercommunalities = read<Intercommunality>('epci').flatMap((each) => {
    const members = each.membres.flatMap((member) => byCode.get(member.code) ?? []);
    const [first, ...others] = members;
    if (!first) return [];
    return ofIntercommunality(
      each,
      others.reduce((most, member) => (member.population > most.population ? member : most), first),
    );
  });
  return importOrganisations(act, 'decoupage-administratif', [
    ...communes.map(ofCommune),
    ...intercommunalities,
  ]);
}

function ofCommune(commune: Commune): RegisteredOrganisation {
  return {
    kind: 'commune',
    name: communeName(commune.nom, commune.typeLiaison),
    shortName: apostrophes(commune.nom),
    siret: presumedSiret(commune.siren),
    siretPresumed: true,
    postalCode: commune.codesPostaux[0] ?? '',
    postalCodes: commune.codesPostaux,
    city: apostrophes(commune.nom),
    department: commune.departement,
    inseeCode: commune.code,
  };
}

function ofIntercommunality(body: Intercommunality, largest: Commune): RegisteredOrganisation {
  return {
    kind: 'epci',
    name: intercommunalityName(body.nom),
    shortName: apostrophes(body.nom),
    siret: presumedSiret(body.code),
    siretPresumed: true,
    postalCode: largest.codesPostaux[0] ?? '',
    postalCodes: largest.codesPostaux,
    city: apostrophes(largest.nom),
    department: largest.departement,
    placePresumed: true,
  };
}

function read<T>(name: string): T[] {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as T[];
}
