import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { createAdministrator, presumedSiret } from '#src/directory/index.js';
import { noAuthority } from '#src/no-authority.js';
import { calendar } from '#src/platform/acts/actor.js';
import { settableClock } from '#src/platform/acts/clock.js';
import { createLog } from '#src/platform/log.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { Visitor } from '#test/visitor.js';

let database: FreshDatabase;
let app: App;

beforeAll(async () => {
  database = await freshDatabase();
  app = await createApp({
    db: database.db,
    pool: database.pool,
    clock: settableClock(new Date('2026-11-24T09:00:00Z')),
    log: createLog('silent'),
    baseUrl: 'http://localhost',
    secret: 'a secret of the tests, long enough to sign with',
    demonstration: false,
    mail: { from: 'Certificats de l’Ouest <certificats@exemple.fr>' },
    authority: noAuthority,
  });
  await app.kernel.transact(calendar, seedDefaults);
});
afterAll(async () => {
  await app.jobs.stop();
  await database.drop();
});

/** Signs in as everybody does: by the code that is mailed. @returns the browser, and the mail */
async function signIn(email: string): Promise<{ visitor: Visitor; mail: string }> {
  const visitor = new Visitor(app.http);
  await visitor.post('/connexion', { adresse: email });
  await app.jobs.drain(app.kernel);
  const { rows } = await sql<{ text: string }>`SELECT text_body AS text FROM mails
    WHERE recipient = ${email} AND kind = 'sign-in-code' ORDER BY id DESC LIMIT 1`.execute(database.db);
  const mail = rows[0]?.text ?? '';
  const [, ...code] = /^ {4}(\d{3}) (\d{3})$/m.exec(mail) ?? [];
  const answer = await visitor.post('/connexion/code', { code: code.join('') });
  expect(answer.status).toBe(303);
  return { visitor, mail };
}

function body(name: string, sequence: number, departments: string): Record<string, string> {
  return {
    name,
    shortName: name,
    nature: 'other',
    siret: presumedSiret('999999998', sequence),
    address: '1 rue de l’Exemple',
    postalCode: '35000',
    city: 'Rennes',
    contactName: `Accueil, ${name}`,
    contactPhone: '02 61 91 00 01',
    contactEmail: 'achats@exemple.fr',
    hours: 'Du lundi au vendredi, de 9 h à 12 h',
    departments,
  };
}

const town = {
  kind: 'commune',
  name: 'Commune d’Essai',
  siret: presumedSiret('213500010'),
  address: '1 place de la Mairie',
  postalCode: '35690',
  city: 'Essai',
};

test('an installation without demonstration is set up from its pages, up to a first order', async () => {
  await createAdministrator(app.kernel, 'alan.reglage@exemple.fr', 'Alan Réglage');
  const { visitor: alan, mail } = await signIn('alan.reglage@exemple.fr');
  expect(mail).toContain('Certificats de l’Ouest');
  expect(mail).toContain('certificats@exemple.fr');

  const { visitor: early } = await signIn('nolwenn.letest@exemple.fr');
  const refused = await early.post('/organismes/nouveau', town);
  expect([refused.status, refused.words.includes('ajouter un centre de délivrance')]).toEqual([409, true]);

  expect((await alan.get('/catalogue')).html).toContain('href="/catalogue/chaine"');
  const made: Record<string, string> = {};
  for (const [slug, fields] of [
    ['acheteur', body('Centrale d’achat', 1, '')],
    ['centres', body('Centre de gestion', 2, '35')],
    ['bureaux', body('Chambre de commerce', 3, '35')],
  ] as const) {
    const added = await alan.post(`/catalogue/chaine/${slug}/ajout`, fields);
    expect([added.status, added.words]).toEqual([303, '']);
    made[slug] = /[0-9a-f-]{36}/.exec(added.location ?? '')?.[0] ?? '';
  }
  expect((await alan.get('/roles/nouveau')).words).toContain('Chambre de commerce');
  for (const [slug, role] of [
    ['acheteur', 'purchasing-officer'],
    ['centres', 'delivery-officer'],
    ['bureaux', 'registration-officer'],
  ] as const) {
    const fields = { role, adresse: `${role}@exemple.fr`, nom: 'Gwenola Achat' };
    expect((await alan.post(`/roles/nouveau/${made[slug]}`, fields)).location).toBe('/roles?fait=accorde');
  }

  const { visitor: nolwenn, mail: later } = await signIn('nolwenn.letest@exemple.fr');
  expect(later).toContain('Accueil, Centrale d’achat');
  const organisation = (await nolwenn.post('/organismes/nouveau', town)).location?.split('/').at(-1) ?? '';
  const started = await nolwenn.post('/commandes', { organisation });
  expect(started.location).toMatch(/^\/commandes\/[0-9a-f-]{36}/);
  const draft = await nolwenn.get(started.location ?? '');
  expect(draft.status).toBe(200);
  expect(draft.words).toContain('Centrale d’achat, 02');

  const { visitor: gwenola } = await signIn('purchasing-officer@exemple.fr');
  expect((await gwenola.get('/commandes')).status).toBe(200);
  expect((await gwenola.get('/organismes/a-confirmer')).words).toContain('Commune d’Essai');
});
