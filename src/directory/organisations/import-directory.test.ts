import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presumedSiret } from '#src/directory/siret.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Bench, openBench } from '#test/kernel.js';
import { readCsv } from './csv.js';
import { importDirectory } from './import-directory.js';
import { importOrganisations } from './import-organisations.js';
import { searchOrganisations } from './search-organisations.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.drop());

const head = 'SIRET;Nom;Nature;Adresse;Code_postal;Ville\n';

function load(text: string) {
  return importDirectory(bench.kernel, { text, source: 'sirene' });
}

test.each([
  ['a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
  ['\ufeffA;B\n"x;y";"say ""hello"""\n', [{ a: 'x;y', b: 'say "hello"' }]],
  ['a;b\n"two\nlines";\n\n;\n', [{ a: 'two\nlines', b: '' }]],
  ['a;b\n1', [{ a: '1', b: '' }]],
  ['', []],
])('CSV %j is read as %j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows);
});

describe('a file of organisations', () => {
  test('is imported whole, and again changes nothing', async () => {
    const text = `${head}21350238800019;"COMMUNE DE RENNES";commune;"Place de la Mairie";35000;Rennes\n`;
    expect(await load(text)).toMatchObject({ kind: 'imported', lines: 1, outcome: { added: 1 } });
    expect(await load(text)).toMatchObject({ outcome: { added: 0, updated: 0, sirets: 0, differences: 0 } });
    expect(await load(text.replace('Place de la Mairie', '1 place de la Mairie'))).toMatchObject({
      outcome: { added: 0, updated: 1 },
    });
  });

  test('takes the place of a presumed SIRET of the same SIREN', async () => {
    const siren = '213500010';
    const commune = {
      kind: 'commune',
      name: 'Commune d’Acigné',
      postalCode: '35690',
      city: 'Acigné',
      department: '35',
    } as const;
    await bench.kernel.transact(calendar, (act) =>
      importOrganisations(act, 'test', [{ ...commune, siret: presumedSiret(siren), siretPresumed: true }]),
    );
    const moved = presumedSiret(siren, 2);
    expect(await load(`${head}${moved};Commune d’Acigné;commune;;35690;Acigné\n`)).toMatchObject({
      outcome: { sirets: 1, added: 0 },
    });
    const { organisations } = await searchOrganisations(bench.db, siren, calendar);
    expect(organisations).toMatchObject([{ siret: moved, siretPresumed: false }]);
  });

  test('leaves what it does not say as it was known', async () => {
    const siret = presumedSiret('213502404');
    await bench.kernel.transact(calendar, (act) =>
      importOrganisations(act, 'test', [
        {
          kind: 'commune',
          name: 'Commune du Rheu',
          shortName: 'Le Rheu',
          siret,
          address: '1 place de la Mairie',
          postalCode: '35650',
          postalCodes: ['35650', '35651'],
          city: 'Le Rheu',
          department: '35',
        },
      ]),
    );
    await load(`${head}${siret};COMMUNE DU RHEU;;;35650;LE RHEU\n`);
    const { organisations } = await searchOrganisations(bench.db, '35651', calendar);
    expect(organisations).toMatchObject([
      {
        name: 'COMMUNE DU RHEU',
        shortName: 'Le Rheu',
        kind: 'commune',
        address: '1 place de la Mairie',
        city: 'LE RHEU',
      },
    ]);
  });

  test('with wrong lines is refused whole, and says each line, column and what to do', async () => {
    const outcome = await load(
      `${head}123;Un;commune;;35000;Rennes\n21350238800019;;commune;;99999;Rennes\n`,
    );
    expect(outcome).toMatchObject({
      kind: 'wrong',
      problems: [
        { line: 2, column: 'siret', sentence: expect.stringContaining('14 chiffres') },
        { line: 3, column: 'nom' },
        { line: 3, column: 'code_postal' },
      ],
    });
    const twice = `${head}${'21350238800019;Rennes;commune;;35000;Rennes\n'.repeat(2)}`;
    expect(await load(twice)).toMatchObject({ kind: 'wrong', problems: [{ line: 3, column: 'siret' }] });
  });

  test('without lines or columns says so', async () => {
    expect(await load('')).toMatchObject({ refused: 'directory-file-empty' });
    expect(await load('siret;nom\n1;2\n')).toMatchObject({
      refused: 'directory-columns-missing',
      sentence: expect.stringContaining('code_postal, ville'),
    });
  });
});
