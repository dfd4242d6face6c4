import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presumedSiret } from '#src/directory/siret.js';
import type { Person } from '#src/platform/acts/actor.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Bench, openBench } from '#test/kernel.js';
import { addOrganisation } from './add-organisation.js';
import { importOrganisations, type RegisteredOrganisation } from './import-organisations.js';
import { organisationsWanted, readWanted, searchOrganisations } from './search-organisations.js';
import { setOperator } from './set-operator.js';

let bench: Bench;
let nolwenn: Person;

const communes = [
  ['Rennes', '213502388', '35000'],
  ['Acigné', '213500010', '35690'],
  ['Thorigné-Fouillard', '213503345', '35235'],
  ['Tinténiac', '213503378', '35190'],
  ['Saint-Méloir-des-Ondes', '213502990', '35350'],
  ['Saint-Malo', '213502883', '35400'],
  ['L’Hermitage', '213501315', '35590'],
] as const;

function commune([name, siren, postalCode]: readonly [string, string, string]): RegisteredOrganisation {
  return {
    kind: 'commune',
    name: `Commune de ${name}`,
    shortName: name,
    siret: presumedSiret(siren),
    siretPresumed: true,
    postalCode,
    city: name,
    department: '35',
  };
}

beforeAll(async () => {
  bench = await openBench();
  nolwenn = await bench.person('Nolwenn Le Test');
  await bench.kernel.transact(calendar, async (act) => {
    await importOrganisations(act, 'test', communes.map(commune));
    await setOperator(act, 'test', {
      kind: 'delivery-centre',
      shortName: 'CDG 35',
      contactName: 'Yann Exemple',
      contactPhone: '+33261910035',
      contactEmail: 'cdg35@exemple.fr',
      website: null,
      hours: '',
      departments: ['35'],
      organisation: {
        kind: 'management',
        name: 'Centre de gestion',
        siret: presumedSiret('999999998', 2),
        postalCode: '35236',
        city: 'Thorigné-Fouillard',
        department: '35',
      },
    });
  });
});
afterAll(() => bench.drop());

async function found(text: string, actor: Person = nolwenn): Promise<string[]> {
  return (await searchOrganisations(bench.db, text, actor)).organisations.map(({ shortName }) => shortName);
}

describe('an organisation is found', () => {
  test.each([
    ['acigne', 'Acigné'],
    ['ACIGNÉ', 'Acigné'],
    ['Mairie d’Acigné', 'Acigné'],
    ['Tinteniak', 'Tinténiac'],
    ['torigné fouillard', 'Thorigné-Fouillard'],
    ['renes', 'Rennes'],
    ['st meloir', 'Saint-Méloir-des-Ondes'],
    ['hermitage', 'L’Hermitage'],
  ])('by name, « %s » first of all gives %s', async (text, name) => {
    expect((await found(text))[0]).toBe(name);
  });

  test.each([
    ['35690', 'Acigné'],
    ['213 502 388', 'Rennes'],
    ['213 502 388 00019', 'Rennes'],
  ])('by number, « %s » gives %s alone', async (text, name) => {
    expect(await found(text)).toEqual([name]);
  });

  test('by a SIRET of another of its establishments', async () => {
    expect(await found('21350238800027')).toEqual(['Rennes']);
  });

  test.each(['', '   ', '!', '%', 'é', '12', 'xyzzyx', '99999'])(
    'but « %s » gives nothing and breaks nothing',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );
});

describe('an organisation typed by hand', () => {
  const typed = {
    kind: 'ccas',
    name: 'CCAS d’Acigné',
    siret: '26350001000018',
    address: '1 place de la Mairie',
    postalCode: '35690',
    city: 'Acigné',
  } as const;

  test('is found by who typed it and by purchasing officers, and by its whole SIRET by anybody', async () => {
    const siret = presumedSiret('263500019');
    const added = await bench.kernel.transact(nolwenn, (act) =>
      addOrganisation(act, nolwenn, { ...typed, siret }),
    );
    expect(added).toMatchObject({ id: expect.any(String) });
    const yann = await bench.person('Yann Exemple');
    const gwenaelle = await bench.person('Gwenaëlle Essai', [
      { part: 'purchasing-officer', body: added as never },
    ]);
    expect(await found('ccas d’acigné', nolwenn)).toContain('CCAS d’Acigné');
    expect(await found('ccas d’acigné', gwenaelle)).toContain('CCAS d’Acigné');
    expect(await found('ccas d’acigné', yann)).not.toContain('CCAS d’Acigné');
    expect(await found(siret, yann)).toEqual(['CCAS d’Acigné']);
  });

  test('is refused when its SIRET is known already, and says whose it is', async () => {
    const twice = await bench.kernel.transact(nolwenn, (act) =>
      addOrganisation(act, nolwenn, { ...typed, siret: '21350238800019' }),
    );
    expect(twice).toMatchObject({
      refused: 'organisation-known',
      sentence: expect.stringContaining('Rennes'),
    });
  });

  test('is refused where no delivery centre goes', async () => {
    const far = await bench.kernel.transact(nolwenn, (act) =>
      addOrganisation(act, nolwenn, { ...typed, siret: presumedSiret('263500027'), postalCode: '75001' }),
    );
    expect(far).toMatchObject({ refused: 'organisation-outside-territory' });
  });
});

describe('among fifty thousand organisations', () => {
  beforeAll(async () => {
    await sql`INSERT INTO organisations (kind, name, siren, siret, department, postal_code, postal_codes, source)
      SELECT 'other', 'Établissement ' || md5(n::text), lpad(n::text, 9, '0'), lpad(n::text, 14, '0'), '35',
             lpad((n % 9000)::text, 5, '4'), ARRAY[lpad((n % 9000)::text, 5, '4')], 'test'
        FROM generate_series(1, 50000) AS n`.execute(bench.db);
    await sql`ANALYZE organisations`.execute(bench.db);
  });

  test.each(['Acigné', '35690', '213502388', '21350238800019'])(
    '« %s » is looked up in an index',
    async (text) => {
      const wanted = readWanted(text);
      if (wanted.by === 'nothing') throw new Error('nothing is looked for');
      const plan = await bench.db.transaction().execute(async (tx) => {
        await sql`SELECT set_config('pg_trgm.word_similarity_threshold', '0.45', true)`.execute(tx);
        return JSON.stringify(await organisationsWanted(tx, wanted, nolwenn).explain('json'));
      });
      expect(plan).toContain('organisations_');
      expect(plan).not.toContain('Seq Scan');
    },
  );
});
