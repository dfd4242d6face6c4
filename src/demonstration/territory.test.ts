import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOrganisation, readSiret } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Bench, openBench } from '#test/kernel.js';
import { fillCatalogue } from './catalogue.js';
import { communeName, intercommunalityName } from './names-of-bodies.js';
import { fillOperators } from './operators.js';
import { fillPeople } from './people.js';
import { fillTerritory } from './territory.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.drop());

test('the 1,202 communes and 61 intercommunalities of Brittany arrive once', async () => {
  const first = await bench.kernel.transact(calendar, fillTerritory);
  expect(first).toEqual({ added: 1263, updated: 0, sirets: 0, confirmed: 0, differences: 0 });
  const second = await bench.kernel.transact(calendar, fillTerritory);
  expect(second).toEqual({ added: 0, updated: 0, sirets: 0, confirmed: 0, differences: 0 });
  const { rows } =
    await sql`SELECT kind, count(*) AS number, bool_and(siret_presumed) AS presumed FROM organisations
    GROUP BY kind ORDER BY kind`.execute(bench.db);
  expect(rows).toEqual([
    { kind: 'commune', number: 1202, presumed: true },
    { kind: 'epci', number: 61, presumed: true },
  ]);
});

test('bodies, catalogue and people are written in the journal the first time, and no more', async () => {
  const fill = (): Promise<void> =>
    bench.kernel.transact(calendar, async (act) => {
      await fillOperators(act);
      await fillCatalogue(act);
      await fillPeople(act);
    });
  const lines = async (): Promise<number> => {
    const { rows } = await sql<{
      lines: number;
    }>`SELECT count(*)::integer AS lines FROM journal_lines`.execute(bench.db);
    return rows[0]?.lines ?? 0;
  };
  await fill();
  const once = await lines();
  expect(once).toBeGreaterThan(20);
  await fill();
  expect(await lines()).toBe(once);
});

test('every presumed SIRET passes the checks, and every one has a department of Brittany', async () => {
  const { rows } = await sql<{ siret: string; department: string }>`
    SELECT siret, department FROM organisations`.execute(bench.db);
  expect(rows.filter(({ siret }) => readSiret(siret) !== siret)).toEqual([]);
  expect([...new Set(rows.map(({ department }) => department))].sort()).toEqual(['22', '29', '35', '56']);
});

test('Rennes and its metropolis have their name, SIRET and postal codes', async () => {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisations
    WHERE siren IN ('213502388', '243500139') ORDER BY siren`.execute(bench.db);
  const [rennes, metropolis] = await Promise.all(rows.map(({ id }) => findOrganisation(bench.db, id)));
  expect(rennes).toMatchObject({
    name: 'Commune de Rennes',
    shortName: 'Rennes',
    siret: '21350238800019',
    siretPresumed: true,
    postalCode: '35000',
    placePresumed: false,
  });
  expect(metropolis).toMatchObject({
    name: 'Rennes Métropole',
    siret: '24350013900015',
    city: 'Rennes',
    department: '35',
    placePresumed: true,
  });
});

test('Cap Atlantique, mostly of another region, stands where its largest Breton member does', async () => {
  const { rows } = await sql`SELECT department, city FROM organisations WHERE siren = '244400610'`.execute(
    bench.db,
  );
  expect(rows).toEqual([{ department: '56', city: 'Férel' }]);
});

test.each([
  ['Rennes', 0, 'Commune de Rennes'],
  ['Acigné', 1, 'Commune d’Acigné'],
  ['Le Rheu', 2, 'Commune du Rheu'],
  ['La Chèze', 3, 'Commune de La Chèze'],
  ['Les Iffs', 4, 'Commune des Iffs'],
  ["L'Hermitage", 5, 'Commune de L’Hermitage'],
])('%s (article %i) is the %s', (name, article, expected) => {
  expect(communeName(name, article)).toBe(expected);
});

test.each([
  ["CC du Pays d'Iroise", 'Communauté de communes du Pays d’Iroise'],
  ['CA Vitré Communauté', 'Vitré Communauté'],
  [
    'CA du Pays de Saint Malo Agglomération',
    'Communauté d’agglomération du Pays de Saint Malo Agglomération',
  ],
  ['Brest Métropole', 'Brest Métropole'],
])('%s is written out as %s', (name, expected) => {
  expect(intercommunalityName(name)).toBe(expected);
});
