import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { catalogueRoutes } from './catalogue.routes.js';
import { seedDefaults } from './defaults/defaults.js';
import { entryAt } from './entry/entry.js';
import { kinds } from './kinds/kind-names.js';
import { definitions } from './kinds/kinds.js';

let front: Front;
let soizic: Visitor;
let nolwenn: Visitor;

beforeAll(async () => {
  front = await openFront({ routes: ({ web }) => [catalogueRoutes(web)] });
  await front.kernel.transact(calendar, seedDefaults);
  soizic = await visitor('Soizic Modèle', true);
  nolwenn = await visitor('Nolwenn Le Test', false);
});
afterAll(() => front.close());

async function visitor(name: string, administrator: boolean): Promise<Visitor> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@exemple.fr`;
  const person = await front.kernel.transact({ kind: 'outside', name: 'test' }, async (act) => {
    const found = await findOrNamePerson(act.tx, { email, name });
    if (administrator) await grantRole(act, { personId: found.id, part: 'administrator', body: null });
    return found;
  });
  const browser = front.visitor();
  browser.take(await front.signIn.openSession(person.id));
  return browser;
}

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

const supplier = {
  from: today,
  'data.authority': 'ChamberSign (simulée)',
  'data.reference': '',
  'data.lastOrderOn': '2099-11-30',
  'data.cancelOn': '',
  'data.revocationHelp': '',
};

const product = {
  from: today,
  'data.name': 'Certificat Audacio',
  'data.supplier': 'chambersign-simulee',
  'data.years': '3',
  'data.support': 'clé USB',
  'data.unitPrice': '1 120,50 €',
  'data.vatRate': '5,5',
  'data.usages': 'authentication',
  'data.policyIdentifiers': '1.2.250.1.96.1\r\n\r\n1.2.250.1.96.2',
};

describe('an administrator', () => {
  test('opens every kind, and the form of each of its entries', async () => {
    for (const kind of kinds) {
      const list = await soizic.get(`/catalogue/${definitions[kind].slug}`);
      expect(list.status).toBe(200);
      const links = [...list.html.matchAll(/href="(\/catalogue\/[^/"]+\/[^/"?]+)"/g)].map(
        ([, path]) => path ?? '',
      );
      for (const path of links.slice(0, 3)) expect((await soizic.get(path)).status).toBe(200);
    }
  });

  test('adds a supplier and its product; euros, rates, boxes and lines are stored as they are meant', async () => {
    const added = await soizic.post('/catalogue/fournisseurs/ajout', supplier);
    expect([added.status, added.location]).toEqual([
      303,
      '/catalogue/fournisseurs/chambersign-simulee?fait=oui',
    ]);
    expect((await soizic.post('/catalogue/produits/ajout', product)).status).toBe(303);
    expect((await entryAt(front.database.db, 'product', 'certificat-audacio', new Date()))?.data).toEqual({
      name: 'Certificat Audacio',
      supplier: 'chambersign-simulee',
      years: 3,
      support: 'clé USB',
      unitPrice: 112_050,
      vatRate: 5.5,
      qualified: false,
      handoverByAgent: false,
      usages: ['authentication'],
      policyIdentifiers: ['1.2.250.1.96.1', '1.2.250.1.96.2'],
    });
  });

  test('gets the form back with what was typed, and each complaint beside its field', async () => {
    const answer = await soizic.post('/catalogue/produits/ajout', {
      ...product,
      'data.unitPrice': 'cher',
      'data.name': '',
    });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('value="cher"');
    expect(answer.words).toContain('Indiquez un montant en euros');
    expect(answer.html).toContain('href="#data-name"');
  });

  test('gets the form back also where a field came as a branch', async () => {
    const { 'data.name': _, 'data.unitPrice': __, ...rest } = product;
    const answer = await soizic.post('/catalogue/produits/ajout', {
      ...rest,
      'data.name.x': 'a',
      'data.unitPrice.x': '1',
      'data.policyIdentifiers.x': '1.2',
    });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Indiquez un montant en euros');
  });

  test('changes a price from a day to come and reads what was before', async () => {
    const changed = await soizic.post('/catalogue/produits/certificat-audacio', {
      ...product,
      from: '2099-01-01',
      'data.unitPrice': '130',
    });
    expect(changed.status).toBe(303);
    const page = await soizic.get(changed.location ?? '');
    expect(page.words).toContain('Depuis le 1er janvier 2099');
    expect(page.words).toContain('Soizic Modèle');
    expect(page.words.replaceAll(/[\u202f\u00a0]/g, ' ')).toMatch(/1 120,50 €\s+130,00 €/);
  });

  test('is refused a day gone by, and the form is kept', async () => {
    const answer = await soizic.post('/catalogue/produits/certificat-audacio', {
      ...product,
      from: '2020-01-01',
    });
    expect([answer.status, answer.words.includes('Le passé ne se modifie pas')]).toEqual([409, true]);
  });

  test('ends an entry, but not one that the programme rests on', async () => {
    expect(
      (await soizic.post('/catalogue/fournisseurs/chambersign-simulee/fin', { on: '2099-01-01' })).status,
    ).toBe(303);
    expect((await soizic.post('/catalogue/delais/order-draft/fin', { on: '2099-01-01' })).status).toBe(409);
    expect((await soizic.get('/catalogue/delais/ajout')).status).toBe(404);
  });
});

describe('anybody else', () => {
  test.each(['/catalogue', '/catalogue/produits', '/catalogue/delais/order-draft', '/catalogue/rien'])(
    'finds nothing at %s',
    async (path) => {
      expect((await nolwenn.get(path)).status).toBe(404);
      expect((await front.visitor().get(path)).status).toBe(303);
    },
  );
});
