import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { presumedSiret } from '#src/directory/index.js';
import { addressOf, openApp, type TestApp } from '#test/app.js';
import type { Visitor } from '#test/visitor.js';

let app: TestApp;
let nolwenn: Visitor;
let yann: Visitor;
let gwenola: Visitor;
let bleuenn: Visitor;
let order: string;

beforeAll(async () => {
  app = await openApp();
  const { operators } = app;
  nolwenn = await app.visitor('Nolwenn Le Test');
  yann = await app.visitor('Yann Exemple');
  gwenola = await app.visitor('Gwenola Achat', {
    part: 'purchasing-officer',
    body: operators.get('Mégalis Bretagne') ?? '',
  });
  bleuenn = await app.visitor('Bleuenn Remise', {
    part: 'delivery-officer',
    body: operators.get('CDG 35') ?? '',
  });
});
afterAll(() => app.close());

const holders = {
  'holders.0.givenName': 'Gwenaëlle',
  'holders.0.surname': 'Essai',
  'holders.0.function': 'Directrice générale des services',
  'holders.0.email': 'gwenaelle.essai@exemple.fr',
  'holders.0.phone': '02 61 91 12 34',
  'holders.0.situation': 'agent',
  'holders.0.usages': 'authentication',
};

test('a secretary finds her commune by a misspelt name and starts a draft', async () => {
  const found = await nolwenn.get('/commandes/nouvelle?q=Acigne');
  expect(found.words).toContain('Commune d’Acigné');
  const started = await nolwenn.post('/commandes', { organisation: app.communes.acigne });
  expect(started.status).toBe(303);
  order = /commandes\/([0-9a-f-]{36})/.exec(started.location ?? '')?.[1] ?? '';
  expect(order).not.toBe('');
});

test('what is typed is kept, even where it is wrong, and comes back with a sentence beside the field', async () => {
  const wrong = await nolwenn.post(`/commandes/${order}/organisme`, {
    siret: '123',
    address: '1 place de la Mairie',
    postalCode: '35690',
    city: 'Acigné',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain('value="123"');
  const again = await nolwenn.get(`/commandes/${order}/organisme`);
  expect(again.html).toContain('value="123"');
});

test('the draft is filled in, section after section', async () => {
  const steps: [string, Record<string, string>][] = [
    [
      'organisme',
      {
        siret: presumedSiret('213500010'),
        address: '1 place de la Mairie',
        postalCode: '35690',
        city: 'Acigné',
      },
    ],
    [
      'correspondant',
      {
        givenName: 'Nolwenn',
        surname: 'Le Test',
        function: 'Secrétaire générale',
        phone: '02 61 91 00 12',
        email: addressOf('Nolwenn Le Test'),
      },
    ],
    ['titulaires', holders],
    [
      'signataire',
      {
        byDelegation: 'non',
        givenName: 'Yann',
        surname: 'Exemple',
        function: 'Maire',
        email: addressOf('Yann Exemple'),
      },
    ],
    ['facturation', { engagementNumber: 'E-2026-12', serviceCode: '' }],
  ];
  for (const [slug, fields] of steps) {
    const answer = await nolwenn.post(`/commandes/${order}/${slug}`, fields);
    expect([slug, answer.status, answer.words.slice(0, 400)]).toEqual([slug, 303, expect.any(String)]);
  }
  const check = await nolwenn.get(`/commandes/${order}/verification`);
  expect(check.words).toContain('Demander la signature');
  expect(check.words).toContain('144,00');
});

test('asking for the signature freezes both forms and mails the signatory a door, not a key', async () => {
  const asked = await nolwenn.post(`/commandes/${order}/demande-de-signature`);
  expect([asked.status, asked.words.slice(0, 300)]).toEqual([303, expect.any(String)]);
  await app.settle();
  const mail = await app.mailTo(addressOf('Yann Exemple'));
  expect(mail.subject).toContain('À signer');
  expect(mail.text).toMatch(/http:\/\/localhost\/porte\/[\w-]{20,}/);
  const pdf = await yann.get(`/commandes/${order}/documents/annexe-4bis.pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
});

test('nobody else may sign: for the correspondent the page does not exist', async () => {
  expect((await nolwenn.get(`/commandes/${order}/signature`)).status).toBe(404);
  expect((await bleuenn.get(`/commandes/${order}`)).status).toBe(404);
});

test('the mayor ticks both acceptances, receives a code and signs', async () => {
  const page = await yann.get(`/commandes/${order}/signature`);
  const documents = /name="documents" value="([0-9a-f]{64})"/.exec(page.html)?.[1] ?? '';
  const half = await yann.post(`/commandes/${order}/signature/code`, { documents, conditions: 'oui' });
  expect(half.status).toBe(422);
  const asked = await yann.post(`/commandes/${order}/signature/code`, {
    documents,
    conditions: 'oui',
    mission: 'oui',
  });
  expect(asked.words).toContain('Code à 6 chiffres');
  const again = await yann.post(`/commandes/${order}/signature/code`, {
    documents,
    conditions: 'oui',
    mission: 'oui',
    code: '123',
  });
  expect([again.status, again.words]).toEqual([409, expect.stringContaining('un autre dans une minute')]);
  expect(again.html).toContain('value="123"');
  const code = /^ *(\d{3}) ?(\d{3})$/m.exec((await app.mailTo(addressOf('Yann Exemple'))).text);
  const digits = `${code?.[1]}${code?.[2]}`;
  const accepted = { documents, conditions: 'oui', mission: 'oui' };
  const wrong = await yann.post(`/commandes/${order}/signature`, {
    ...accepted,
    code: digits === '000000' ? '000001' : '000000',
  });
  expect([wrong.status, wrong.words]).toEqual([409, expect.stringContaining('n’est pas le bon')]);
  const signed = await yann.post(`/commandes/${order}/signature`, { ...accepted, code: digits });
  expect(signed.status).toBe(303);
  const twice = await yann.post(`/commandes/${order}/signature`, { ...accepted, code: digits });
  expect([twice.status, twice.location]).toEqual([303, `/commandes/${order}/signature/faite`]);
});

test('the order goes to the buyer, a copy to the delivery centre, an acknowledgement to the organisation', async () => {
  await app.settle();
  expect((await app.mailTo('achats@exemple.fr')).subject).toContain('À examiner');
  expect((await app.mailTo('cdg35@exemple.fr')).subject).toContain('Mission demandée');
  expect((await app.mailTo(addressOf('Nolwenn Le Test'))).subject).toContain('Bien reçue');
  const sheet = await nolwenn.get(`/commandes/${order}/documents/feuille-de-signature.pdf`);
  expect(sheet.headers.get('content-type')).toBe('application/pdf');
});

test('a purchasing officer confirms the new signatory, examines, and countersigns what she saw', async () => {
  const page = await gwenola.get(`/commandes/${order}/examen`);
  const documents = /name="documents" value="([0-9a-f]{64})"/.exec(page.html)?.[1] ?? '';
  const unconfirmed = await gwenola.post(`/commandes/${order}/examen`, { documents });
  expect([unconfirmed.status, unconfirmed.words]).toEqual([
    409,
    expect.stringContaining('nouvelle ou générique'),
  ]);
  expect(
    (await gwenola.post(`/commandes/${order}/examen`, { documents, signatoryConfirmed: 'oui' })).status,
  ).toBe(303);
  expect((await gwenola.post(`/commandes/${order}/contreseing`, { documents })).status).toBe(303);
});

test('transmitted by itself once the mission is acknowledged, and acknowledged by the authority, which invites the holders', async () => {
  await app.settle();
  const { rows } = await sql<{
    state: string;
    reference: string;
  }>`SELECT state, authority_reference AS reference FROM orders WHERE id = ${order}`.execute(app.database.db);
  expect(rows[0]).toEqual({ state: 'transmitted', reference: expect.stringMatching(/^TEST-\d{6}$/) });
  expect((await app.mailTo('gwenaelle.essai@exemple.fr')).text).toMatch(/\/porte\//);
});

test('every step left a line in a chain that verifies', async () => {
  const { verifyJournal } = await import('#src/platform/acts/verify-journal.js');
  const report = await verifyJournal(app.database.db);
  expect(report.faults).toEqual([]);
  expect(report.lines).toBeGreaterThan(8);
});
