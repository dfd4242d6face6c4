import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from '#src/directory/roles/grant-role.js';
import { findOrNamePerson } from '#src/directory/roles/people.js';
import { presumedSiret } from '#src/directory/siret.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { importOrganisations } from './import-organisations.js';
import { organisationRoutes } from './organisation.routes.js';
import { setOperator } from './set-operator.js';

let front: Front;
let nolwenn: Visitor;
let yann: Visitor;
let gwenaelle: Visitor;

beforeAll(async () => {
  front = await openFront({ routes: ({ web }) => [organisationRoutes(web)] });
  const buyer = await front.kernel.transact(calendar, async (act) => {
    await importOrganisations(act, 'register', [
      {
        kind: 'commune',
        name: 'Commune d’Acigné',
        shortName: 'Acigné',
        siret: presumedSiret('213500010'),
        siretPresumed: true,
        postalCode: '35690',
        city: 'Acigné',
        department: '35',
      },
    ]);
    const body = {
      contactName: 'Yann Exemple',
      contactPhone: '+33261910035',
      contactEmail: 'yann@exemple.fr',
      website: null,
      hours: '',
      departments: ['35'],
    };
    const organisation = { kind: 'other', postalCode: '35000', city: 'Rennes', department: '35' } as const;
    await setOperator(act, 'test', {
      ...body,
      kind: 'delivery-centre',
      shortName: 'CDG 35',
      organisation: { ...organisation, name: 'Centre de gestion', siret: presumedSiret('999999998', 2) },
    });
    return setOperator(act, 'test', {
      ...body,
      kind: 'purchasing-body',
      shortName: 'Achats',
      organisation: { ...organisation, name: 'Centrale d’achat', siret: presumedSiret('999999998', 1) },
    });
  });
  nolwenn = await visitor('Nolwenn Le Test');
  yann = await visitor('Yann Exemple');
  gwenaelle = await visitor('Gwenaëlle Essai', buyer);
});
afterAll(() => front.close());

async function visitor(name: string, buyer?: string): Promise<Visitor> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@exemple.fr`;
  const person = await front.kernel.transact({ kind: 'outside', name: 'test' }, async (act) => {
    const found = await findOrNamePerson(act.tx, { email, name });
    if (buyer) await grantRole(act, { personId: found.id, part: 'purchasing-officer', body: buyer });
    return found;
  });
  const browser = front.visitor();
  browser.take(await front.signIn.openSession(person.id));
  return browser;
}

const ccas = {
  kind: 'ccas',
  name: 'CCAS d’Acigné',
  siret: presumedSiret('263500019'),
  address: '1 place de la Mairie',
  postalCode: '35690',
  city: 'Acigné',
};

describe('somebody signed in', () => {
  test('searches without a script, and the address keeps what they looked for', async () => {
    const found = await nolwenn.get('/organismes?q=acign%C3%A9');
    expect(found.words).toContain('Commune d’Acigné');
    expect(found.words).toContain('SIRET présumé');
    expect(found.html).toContain('value="acigné"');
  });

  test('is told what to type when it is too little, and how to add what is not found', async () => {
    expect((await nolwenn.get('/organismes?q=a')).words).toContain('au moins deux lettres');
    expect((await nolwenn.get('/organismes?q=xyzzyx')).html).toContain('href="/organismes/nouveau"');
  });

  test('gets back what was typed when a SIRET is wrong, with what to do beside the field', async () => {
    const answer = await nolwenn.post('/organismes/nouveau', { ...ccas, siret: '26350001000019' });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Cherchez un chiffre oublié');
    expect(answer.html).toContain('value="CCAS d’Acigné"');
    expect(answer.html).toContain('href="#siret"');
  });

  test('adds an organisation, which nobody else sees but purchasing officers', async () => {
    const added = await nolwenn.post('/organismes/nouveau', ccas);
    expect(added.status).toBe(303);
    const path = added.location ?? '';
    expect((await nolwenn.get(path)).words).toContain('À confirmer');
    expect((await yann.get(path)).status).toBe(404);
    expect((await gwenaelle.get(path)).words).toContain('Confirmer l’organisme');
    const twice = await nolwenn.post('/organismes/nouveau', ccas);
    expect([twice.status, twice.words.includes('déjà celui de')]).toEqual([409, true]);
  });
});

test('signed out, one is sent to sign in and back', async () => {
  const answer = await front.visitor().get('/organismes?q=35690');
  expect([answer.status, answer.location]).toEqual([303, expect.stringContaining('35690')]);
});

describe('a purchasing officer', () => {
  test('sees where the register differs, keeps one of the two, and everybody finds the organisation', async () => {
    await front.kernel.transact(calendar, (act) =>
      importOrganisations(act, 'register', [
        {
          kind: 'ccas',
          name: 'Centre communal d’action sociale d’Acigné',
          siret: ccas.siret,
          address: '1 place de la mairie',
          postalCode: '35690',
          city: 'Acigne',
          department: '35',
        },
      ]),
    );
    const list = await gwenaelle.get('/organismes/a-confirmer');
    expect(list.words).toContain('régler 1 écart');
    const path = /href="(\/organismes\/[0-9a-f-]{36})"/.exec(list.html)?.[1] ?? '';
    expect((await gwenaelle.get(path)).words).toContain('Centre communal');
    const settled = await gwenaelle.post(`${path}/ecarts`, { field: 'name', keep: 'registered' });
    expect(settled.status).toBe(303);
    expect((await yann.get(path)).words).toContain('Centre communal d’action sociale d’Acigné');
    expect((await gwenaelle.get('/organismes/a-confirmer')).words).toContain(
      'Aucun organisme n’est à confirmer',
    );
  });

  test('alone may: for others the pages do not exist', async () => {
    expect((await nolwenn.get('/organismes/a-confirmer')).status).toBe(404);
    const path = /href="(\/organismes\/[0-9a-f-]{36})"/.exec(
      (await nolwenn.get('/organismes?q=acigne')).html,
    )?.[1];
    expect((await nolwenn.post(`${path}/confirmation`)).status).toBe(404);
    expect((await nolwenn.post(`${path}/ecarts`, { field: 'name', keep: 'typed' })).status).toBe(404);
  });
});

test('an organisation added twice at the same instant is added once; the second reads why', async () => {
  const syndicate = { ...ccas, kind: 'other', name: 'Syndicat d’essai', siret: presumedSiret('263500027') };
  const answers = await Promise.all([nolwenn, yann].map((who) => who.post('/organismes/nouveau', syndicate)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(answers.find(({ status }) => status === 409)?.words).toContain('Syndicat d’essai');
});
