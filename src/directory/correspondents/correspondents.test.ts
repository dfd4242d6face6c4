import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, openApp, type TestApp } from '#test/app.js';
import { validHtml } from '#test/html.js';
import type { Visitor } from '#test/visitor.js';
import { correspondentPaths } from './correspondent-paths.js';

let app: TestApp;
let nolwenn: Visitor;
let gwenola: Visitor;
let list: string;
let order: string;

beforeAll(async () => {
  app = await openApp();
  const { acigne } = app.communes;
  nolwenn = await app.visitor('Nolwenn Le Test', { part: 'correspondent', body: acigne });
  const buyer = app.operators.get('Mégalis Bretagne') ?? '';
  gwenola = await app.visitor('Gwenola Achat', { part: 'purchasing-officer', body: buyer });
  list = correspondentPaths.list(acigne);
  const started = await nolwenn.post('/commandes', { organisation: acigne });
  order = started.location?.split('/').slice(0, 3).join('/') ?? '';
});
afterAll(() => app.close());

const anna = {
  name: 'Anna Modèle',
  email: addressOf('Anna Modèle'),
  phone: '02 61 91 00 15',
};

async function endOf(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT r.id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE p.email = ${addressOf(name)} AND r.part = 'correspondent' ORDER BY r.granted_at DESC LIMIT 1`.execute(
    app.database.db,
  );
  return correspondentPaths.end(app.communes.acigne, rows[0]?.id ?? '');
}

async function lastLine(): Promise<{ type: string; actor: string; data: unknown }> {
  const { rows } = await sql<{ type: string; actor: string; data: unknown }>`
    SELECT type, actor, data FROM journal_lines ORDER BY id DESC LIMIT 1`.execute(app.database.db);
  return rows[0] ?? { type: '', actor: '', data: {} };
}

test('a correspondent adds another, who is told by whom and for whom, and opens the orders', async () => {
  const before = await app.visitor('Anna Modèle');
  expect((await before.get(order)).status).toBe(404);
  const added = await nolwenn.post(list, anna);
  expect([added.status, added.location]).toEqual([303, `${list}?fait=ajoute`]);
  const shown = await nolwenn.get(added.location ?? '');
  expect(shown.words).toContain('Anna Modèle');
  expect(shown.words).toContain('02 61 91 00 15');
  expect(await validHtml(shown.html)).toEqual([]);
  expect((await before.get(order)).status).toBe(200);
  expect(await lastLine()).toMatchObject({ type: 'role.granted', data: { part: 'correspondent' } });
  const { text } = await app.mailTo(anna.email);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    'Nolwenn Le Test (nolwenn.le.test@exemple.fr) vous a ajouté',
  );
  expect(text).toContain('Commune d’Acigné');
  expect(text).toContain('http://localhost/commandes');
  expect(text).not.toContain('/porte/');
});

test('twice is refused, a doubtful address is questioned, and what was typed comes back', async () => {
  const twice = await nolwenn.post(list, anna);
  expect([twice.status, twice.words]).toEqual([409, expect.stringContaining('exerce déjà ce rôle')]);
  const doubtful = { ...anna, email: 'mairie@exemple.fr' };
  const asked = await nolwenn.post(list, doubtful);
  expect([asked.status, asked.words]).toEqual([422, expect.stringContaining('plusieurs personnes')]);
  expect(asked.html).toContain('value="mairie@exemple.fr"');
  expect((await nolwenn.post(list, { ...doubtful, sure: 'oui' })).status).toBe(303);
  const wrong = await nolwenn.post(list, { name: '', email: 'anna', phone: '12' });
  expect(wrong.status).toBe(422);
  for (const field of ['name', 'email', 'phone']) expect(wrong.html).toContain(`href="#${field}"`);
});

test('an officer adds the author of a draft, in the name of the purchasing body, and never themself', async () => {
  const goulven = { name: 'Goulven Tanguy', email: addressOf('Goulven Tanguy'), phone: '02 61 91 00 16' };
  expect((await gwenola.post(list, goulven)).status).toBe(303);
  const { text } = await app.mailTo(goulven.email);
  expect(text).toContain('Mégalis Bretagne vous a ajouté');
  expect(text).not.toContain('Gwenola');
  const own = { name: 'Gwenola Achat', email: addressOf('Gwenola Achat'), phone: '02 61 91 00 17' };
  const refused = await gwenola.post(list, own);
  expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('Vous examinez')]);
});

test('one is ended, and finds nothing of the organisation at the next page', async () => {
  const path = await endOf('Goulven Tanguy');
  const goulven = await app.visitor('Goulven Tanguy');
  expect((await goulven.get(order)).status).toBe(200);
  expect((await nolwenn.get(path)).words).toContain('Les messages des commandes iront aux autres');
  expect((await nolwenn.post(path)).location).toBe(`${list}?fait=termine`);
  expect(await lastLine()).toMatchObject({ type: 'role.ended', data: { part: 'correspondent' } });
  for (const page of [order, list, path]) expect((await goulven.get(page)).status).toBe(404);
  const twice = await nolwenn.post(path);
  expect([twice.status, twice.words]).toEqual([409, expect.stringContaining('a déjà pris fin')]);
});

test('nobody else sees who they are: not of another organisation, not another officer, not the author of a draft', async () => {
  const others = [
    await app.visitor('Perrine Brouillon', { part: 'correspondent', body: app.communes.noyal }),
    await app.visitor('Bleuenn Remise', {
      part: 'delivery-officer',
      body: app.operators.get('CDG 35') ?? '',
    }),
    await app.visitor('Ewen Auteur'),
  ];
  await others[2]?.post('/commandes', { organisation: app.communes.acigne });
  const end = await endOf('Nolwenn Le Test');
  for (const other of others) {
    for (const path of [list, end]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await other.post(path, { ...anna, last: 'oui' })).status).toBe(404);
    }
  }
  const elsewhere = end.replace(app.communes.acigne, app.communes.noyal);
  expect((await gwenola.post(elsewhere, { last: 'oui' })).status).toBe(404);
});

test('one may leave, and the last one only after reading what follows', async () => {
  const { rows } = await sql<{ id: string }>`SELECT r.id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE p.email = 'mairie@exemple.fr' AND r.ended_at IS NULL`.execute(app.database.db);
  await nolwenn.post(correspondentPaths.end(app.communes.acigne, rows[0]?.id ?? ''));
  const own = await endOf('Nolwenn Le Test');
  expect((await nolwenn.get(own)).words).toContain('Dès la page suivante, vous n’ouvrirez plus à ce titre');
  const path = await endOf('Anna Modèle');
  expect((await nolwenn.post(path)).status).toBe(303);
  const unread = await nolwenn.post(own);
  expect([unread.status, unread.words]).toEqual([409, expect.stringContaining('maintenant le seul')]);
  const page = await nolwenn.get(own);
  expect(page.words).toContain('Vous êtes le seul correspondant');
  expect(page.html).toContain('name="last"');
  expect(await validHtml(page.html)).toEqual([]);
  expect((await nolwenn.post(own, { last: 'oui' })).location).toBe('/compte');
  expect((await nolwenn.get(list)).status).toBe(404);
  expect((await gwenola.get(list)).words).toContain('Aucun correspondant');
});

test('it is found from the account, the organisation and the order, by who may open it and by nobody else', async () => {
  const enora = await app.visitor('Enora Le Bihan', { part: 'correspondent', body: app.communes.acigne });
  const { acigne } = app.communes;
  for (const path of ['/compte', `/organismes/${acigne}`, order]) {
    expect((await enora.get(path)).html).toContain(`href="${list}"`);
  }
  expect((await gwenola.get(`/organismes/${acigne}`)).html).toContain(`href="${list}"`);
  const ewen = await app.visitor('Ewen Auteur');
  for (const path of ['/compte', `/organismes/${acigne}`, '/commandes']) {
    expect((await ewen.get(path)).html).not.toContain(`href="${list}"`);
  }
});
