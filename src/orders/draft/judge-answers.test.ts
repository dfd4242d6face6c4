import { afterAll, beforeAll, expect, test } from 'vitest';
import { presumedSiret } from '#src/directory/index.js';
import { addressOf, openApp, type TestApp } from '#test/app.js';
import type { Visitor } from '#test/visitor.js';

let app: TestApp;
let riwan: Visitor;
let gwenola: Visitor;

beforeAll(async () => {
  app = await openApp();
  riwan = await app.visitor('Riwan Essai');
  const body = app.operators.get('Mégalis Bretagne') ?? '';
  gwenola = await app.visitor('Gwenola Achat', { part: 'purchasing-officer', body });
});
afterAll(() => app.close());

const holder = (n: number, more: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      givenName: 'Maël',
      surname: 'Gabarit',
      function: 'Comptable',
      email: `mael.gabarit.${n}@exemple.fr`,
      phone: '06 39 98 11 22',
      situation: 'agent',
      usages: 'authentication',
      ...more,
    }).map(([name, value]) => [`holders.${n}.${name}`, value]),
  );
const correspondent = {
  givenName: 'Anna',
  surname: 'Modèle',
  function: 'Secrétaire',
  phone: '02 61 91 00 12',
  email: 'anna.modele@exemple.fr',
};
const mayor = {
  byDelegation: 'non',
  givenName: 'Yann',
  surname: 'Exemple',
  function: 'Maire',
  email: addressOf('Yann Exemple'),
};

async function drafted(
  by: Visitor,
  answers: { holders?: Record<string, string>; signatory?: Record<string, string> } = {},
): Promise<string> {
  const started = await by.post('/commandes', { organisation: app.communes.acigne });
  const id = /[0-9a-f-]{36}/.exec(started.location ?? '')?.[0] ?? '';
  await by.post(`/commandes/${id}/organisme`, {
    siret: presumedSiret('213500010'),
    address: '1 place de la Mairie',
    postalCode: '35690',
    city: 'Acigné',
  });
  await by.post(`/commandes/${id}/correspondant`, correspondent);
  await by.post(`/commandes/${id}/titulaires`, answers.holders ?? holder(0));
  await by.post(`/commandes/${id}/signataire`, { ...mayor, ...answers.signatory });
  await by.post(`/commandes/${id}/facturation`, { engagementNumber: '', serviceCode: '' });
  return id;
}

test('whoever prepares an order is not its signatory, whatever correspondent they name', async () => {
  const id = await drafted(riwan, { signatory: { email: addressOf('Riwan Essai') } });
  const check = await riwan.get(`/commandes/${id}/verification`);
  expect(check.words).toContain('aussi celle d’un correspondant');
  const asked = await riwan.post(`/commandes/${id}/demande-de-signature`);
  expect([asked.status, asked.words]).toEqual([409, expect.stringContaining('Il manque des réponses')]);
});

test('a draft in which a field came as a list or as a branch is still shown, and lacks these answers', async () => {
  const id = await drafted(riwan);
  const twice = new URLSearchParams(holder(0));
  twice.append('holders.0.phone', '02 61 91 00 99');
  twice.append('holders.0.usages', 'authentication');
  twice.append('holders.0.usages.0', 'x');
  twice.append('holders.0.usages.0', 'y');
  expect((await riwan.post(`/commandes/${id}/titulaires`, twice)).status).toBe(422);
  await riwan.post(`/commandes/${id}/organisme`, { 'siret.x': '1', 'siret.y': '2', city: 'Acigné' });
  const check = await riwan.get(`/commandes/${id}/verification`);
  expect(check.status).toBe(200);
  expect(check.words).toContain('restent à compléter');
});

test('a generic address and an unqualified usage are asked about, also of who skips the page that asks', async () => {
  const doubtful = { email: 'mairie@exemple.fr', usages: 'procurement-signature', powerToSign: 'Arrêté 12' };
  const id = await drafted(riwan, { holders: holder(0, doubtful) });
  const { words } = await riwan.get(`/commandes/${id}/verification`);
  expect(words).toContain('2 points restent à compléter');
  expect(words).toContain('semble lue par plusieurs personnes');
  expect(words).toContain('en connaissance de cause');
  expect((await riwan.post(`/commandes/${id}/demande-de-signature`)).status).toBe(409);
  const confirmed = holder(0, { ...doubtful, addressConfirmed: 'oui', qualifiedConfirmed: 'oui' });
  await riwan.post(`/commandes/${id}/titulaires`, confirmed);
  const read = (await riwan.get(`/commandes/${id}/verification`)).words;
  expect(read).toContain('Pouvoir de signer : Arrêté 12');
  expect(read).toContain('le certificat n’est pas qualifié');
  expect(read).toContain('82,00 €, TVA non applicable');
  expect((await riwan.post(`/commandes/${id}/demande-de-signature`)).status).toBe(303);
});

test('only usages on sale are ordered, and the catalogue says which of them need the power to sign', async () => {
  for (const usages of ['bid-encryption', 'nimporte-quoi']) {
    const id = await drafted(riwan, { holders: holder(0, { usages }) });
    const { words } = await riwan.get(`/commandes/${id}/verification`);
    expect([usages, words]).toEqual([usages, expect.stringContaining('ne peut pas être commandé')]);
    expect((await riwan.post(`/commandes/${id}/demande-de-signature`)).status).toBe(409);
  }
  const signing = holder(0, { usages: 'accounting-signature', qualifiedConfirmed: 'oui' });
  const id = await drafted(riwan, { holders: signing });
  const asked = await riwan.post(`/commandes/${id}/titulaires`, signing);
  expect([asked.status, asked.words]).toEqual([422, expect.stringContaining('le pouvoir de signer, et par')]);
  expect((await riwan.post(`/commandes/${id}/demande-de-signature`)).status).toBe(409);
});

test('a section opened from the check leads back to it, and a draft opens where an answer is missing', async () => {
  const id = await drafted(riwan);
  expect((await riwan.get(`/commandes/${id}/verification`)).html).toContain('?depuis=verification');
  const path = `/commandes/${id}/correspondant`;
  expect((await riwan.post(path, correspondent)).location).toBe(`/commandes/${id}/titulaires`);
  const back = await riwan.post(`${path}?depuis=verification`, correspondent);
  expect(back.location).toBe(`/commandes/${id}/verification`);
  expect((await riwan.get(`/commandes/${id}/titulaires`)).words).toContain('Précédent : Le correspondant');

  expect((await riwan.get(`/commandes/${id}/suite`)).location).toBe(`/commandes/${id}/verification`);
  await riwan.post(`/commandes/${id}/titulaires`, holder(0, { phone: '' }));
  expect((await riwan.get(`/commandes/${id}/suite`)).location).toBe(`/commandes/${id}/titulaires`);
});

test('an address that two people may not share is told beside the field, and kept', async () => {
  const two = { ...holder(0), ...holder(1, { email: 'mael.gabarit.0@exemple.fr', surname: 'Budget' }) };
  const id = await drafted(riwan, { holders: two, signatory: { email: correspondent.email } });
  const holders = await riwan.post(`/commandes/${id}/titulaires`, two);
  expect([holders.status, holders.words]).toEqual([
    422,
    expect.stringContaining('Titulaire 2 : Cette adresse est déjà celle du titulaire 1'),
  ]);
  const signatory = { ...mayor, email: correspondent.email };
  const same = await riwan.post(`/commandes/${id}/signataire`, signatory);
  expect([same.status, same.words]).toEqual([422, expect.stringContaining('aussi celle du correspondant')]);
  expect((await riwan.get(`/commandes/${id}/signataire`)).html).toContain(correspondent.email);
  const asHolder = await riwan.post(`/commandes/${id}/signataire`, {
    ...mayor,
    email: 'mael.gabarit.0@exemple.fr',
  });
  expect([asHolder.status, asHolder.words]).toEqual([
    422,
    expect.stringContaining('Cette adresse est celle du titulaire'),
  ]);
  const check = await riwan.get(`/commandes/${id}/verification`);
  expect(check.words).toContain('Titulaire 2, Maël Budget');
  expect(check.words).toContain('La signature pourra être demandée ici');
});

test('an address that somebody else has in an open order is asked about, and says nothing of them', async () => {
  const shared = { email: 'soazig.unique@exemple.fr', givenName: 'Soazig', surname: 'Unique' };
  const first = await drafted(riwan, { holders: holder(0, shared) });
  expect((await riwan.post(`/commandes/${first}/demande-de-signature`)).status).toBe(303);
  const again = await drafted(riwan, { holders: holder(0, { ...shared, surname: 'Ûnique' }) });
  expect((await riwan.get(`/commandes/${again}/verification`)).words).not.toContain('lettre par lettre');

  const other = holder(0, { email: shared.email });
  const id = await drafted(gwenola, { holders: other });
  const asked = await gwenola.post(`/commandes/${id}/titulaires`, other);
  expect([asked.status, asked.words]).toEqual([422, expect.stringContaining('lettre par lettre')]);
  expect(asked.words).not.toContain('Soazig');
  expect((await gwenola.post(`/commandes/${id}/demande-de-signature`)).status).toBe(409);
  await gwenola.post(`/commandes/${id}/titulaires`, { ...other, 'holders.0.addressConfirmed': 'oui' });
  expect((await gwenola.post(`/commandes/${id}/demande-de-signature`)).status).toBe(303);
});

test('an order has no more holders than the setting allows', async () => {
  const many = Object.assign({}, ...Array.from({ length: 60 }, (_, n) => holder(n)));
  const id = await drafted(riwan, { holders: many });
  const check = await riwan.get(`/commandes/${id}/verification`);
  expect(check.words).toMatch(/Une commande compte \d+ titulaires au plus/);
});

test('an order begun without choosing keeps what was looked for and what was found', async () => {
  const missed = await riwan.post('/commandes', { q: 'Acigné' });
  expect(missed.status).toBe(422);
  expect(missed.words).toContain('Choisissez l’organisme qui commande.');
  expect(missed.words).toContain('Commune d’Acigné');
});

test('an officer who fills an order in for the organisation is said to, and does not examine it', async () => {
  const id = await drafted(gwenola);
  const order = await gwenola.get(`/commandes/${id}`);
  expect(order.words).toContain('Saisie par Mégalis Bretagne pour Commune d’Acigné');
  expect(order.words).toContain('Mégalis Bretagne commence la commande pour l’organisme');
  expect((await gwenola.post(`/commandes/${id}/demande-de-signature`)).status).toBe(303);
  expect((await gwenola.get(`/commandes/${id}`)).words).toContain(`est envoyé à ${mayor.email}`);
  await sign(id);
  const page = await gwenola.get(`/commandes/${id}/examen`);
  const documents = /name="documents" value="([0-9a-f]{64})"/.exec(page.html)?.[1] ?? '';
  const examined = await gwenola.post(`/commandes/${id}/examen`, { documents, signatoryConfirmed: 'oui' });
  expect([examined.status, examined.words]).toEqual([409, expect.stringContaining('Vous avez préparé')]);
});

test('an examined order makes a correspondent of whom the signed forms name', async () => {
  const other = await drafted(riwan);
  const id = await drafted(riwan);
  await riwan.post(`/commandes/${id}/demande-de-signature`);
  const anna = await app.visitor('Anna Modèle');
  await sign(id);
  // anybody may type a mayor: until an officer has examined the order, it opens no other one of the commune
  expect((await anna.get(`/commandes/${id}`)).status).toBe(404);
  const documents = hidden((await gwenola.get(`/commandes/${id}/examen`)).html, 'documents');
  await gwenola.post(`/commandes/${id}/examen`, { documents, signatoryConfirmed: 'oui' });
  expect((await anna.get(`/commandes/${id}`)).status).toBe(200);
  expect((await anna.get(`/commandes/${other}`)).status).toBe(200);
});

test('a correspondent who is also an officer neither examines nor countersigns what they prepared', async () => {
  const body = app.operators.get('Mégalis Bretagne') ?? '';
  const both = await app.visitor('Soizic Double', { part: 'purchasing-officer', body });
  await app.visitor('Soizic Double', { part: 'correspondent', body: app.communes.acigne });
  const id = await drafted(riwan);
  await both.post(`/commandes/${id}/facturation`, { engagementNumber: 'E-1', serviceCode: '' });
  expect((await both.get(`/commandes/${id}`)).words).not.toContain('Complétée par');
  await riwan.post(`/commandes/${id}/demande-de-signature`);
  await sign(id);
  const documents = hidden((await both.get(`/commandes/${id}/examen`)).html, 'documents');
  const examined = await both.post(`/commandes/${id}/examen`, { documents, signatoryConfirmed: 'oui' });
  expect([examined.status, examined.words]).toEqual([409, expect.stringContaining('Vous avez préparé')]);
});

test('pressed again, the request for a signature shows the order as it is now', async () => {
  const id = await drafted(riwan);
  const path = `/commandes/${id}/demande-de-signature`;
  expect((await riwan.post(path)).status).toBe(303);
  expect((await riwan.get(`/commandes/${id}`)).words).toContain(`est envoyé à ${mayor.email}`);
  const again = await riwan.post(path);
  expect([again.status, again.words]).toEqual([409, expect.stringContaining('à signer')]);
});

test('a section sent again as it is saved changes nothing: neither its version nor who prepared it', async () => {
  const id = await drafted(riwan);
  const path = `/commandes/${id}/correspondant`;
  const { html } = await riwan.get(path);
  const version = hidden(html, 'version');
  expect((await riwan.post(path, { ...correspondent, version: '1' })).status).toBe(303);
  expect(hidden((await riwan.get(path)).html, 'version')).toBe(version);
});

function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

async function sign(id: string): Promise<void> {
  await app.settle();
  const yann = await app.visitor('Yann Exemple');
  const page = await yann.get(`/commandes/${id}/signature`);
  expect(page.html).toContain('href="https://www.cdg35.fr"');
  expect(page.words).toContain('Conditions de fourniture des certificats numériques');
  expect(page.words).toContain('l’accès aux guides pratiques');
  const documents = /name="documents" value="([0-9a-f]{64})"/.exec(page.html)?.[1] ?? '';
  const ticked = { documents, conditions: 'oui', mission: 'oui' };
  await yann.post(`/commandes/${id}/signature/code`, ticked);
  const code = /^ *(\d{3}) ?(\d{3})$/m.exec((await app.mailTo(addressOf('Yann Exemple'))).text);
  const signed = await yann.post(`/commandes/${id}/signature`, {
    ...ticked,
    code: `${code?.[1]}${code?.[2]}`,
  });
  expect(signed.status).toBe(303);
}

test('an address cut short leads to no order, and a form of another kind loses nothing: neither is an incident', async () => {
  for (const path of ['examen', 'signature', 'verification', 'organisme', 'documents/annexe-4bis.pdf']) {
    expect([path, (await riwan.get(`/commandes/019df3b1-02/${path}`)).status]).toEqual([path, 404]);
  }
  expect((await riwan.post('/commandes/zzz/demande-de-signature')).status).toBe(404);
  const id = await drafted(riwan);
  const organisation = {
    siret: presumedSiret('213500010'),
    address: '1 place\u0000 de la Mairie',
    postalCode: '35690',
    city: 'Acigné',
  };
  expect((await riwan.post(`/commandes/${id}/organisme`, organisation)).status).toBe(303);
});

test('an organisation that only resembles the ones found can still be added', async () => {
  const found = await riwan.get('/commandes/nouvelle?q=Acigne');
  expect(found.words).toContain('Commune d’Acigné');
  expect(found.html).toContain('href="/organismes/nouveau"');
});
