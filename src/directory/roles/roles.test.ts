import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { accountRoutes } from './account.routes.js';
import { createAdministrator } from './create-administrator.js';
import { grantRole } from './grant-role.js';
import { correspondentEmails, findOrNamePerson, personByEmail } from './people.js';
import { roleRoutes } from './role.routes.js';

let front: Front;
const bodies: Record<'purchasing' | 'delivery' | 'town', string> = { purchasing: '', delivery: '', town: '' };

beforeAll(async () => {
  front = await openFront({ routes: ({ web }) => [roleRoutes(web), accountRoutes(web)] });
  bodies.purchasing = await organisation('Centrale d’achat de l’Ouest', 'purchasing-body');
  bodies.delivery = await organisation('Centre de gestion du Ponant', 'delivery-centre');
  bodies.town = await organisation('Commune de Saint-Exemple');
  await createAdministrator(front.kernel, 'Soizic.Guillou@exemple.fr', 'Soizic Guillou');
});
afterAll(() => front.close());

async function organisation(name: string, kind?: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO organisations (kind, name, department, source) VALUES ('test', ${name}, '35', 'test')
    RETURNING id`.execute(front.database.db);
  const id = rows[0]?.id ?? '';
  if (kind) {
    await sql`INSERT INTO operators
      (organisation_id, kind, short_name, contact_name, contact_phone, contact_email, hours)
      VALUES (${id}, ${kind}, 'Essai', 'Essai', '02 61 91 00 00', 'essai@exemple.fr', '')`.execute(
      front.database.db,
    );
  }
  return id;
}

async function visitorFor(email: string, name = ''): Promise<Visitor> {
  const person = await front.kernel.transact({ kind: 'outside', name: 'test' }, (act) =>
    findOrNamePerson(act.tx, { email, name }),
  );
  const visitor = front.visitor();
  visitor.take(await front.signIn.openSession(person.id));
  return visitor;
}

async function grant(visitor: Visitor, body: string, role: string, adresse: string, nom = 'Malo Riou') {
  return visitor.post(`/roles/nouveau/${body}`, { role, adresse, nom });
}

async function roleId(email: string, part: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT r.id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE p.email = ${email} AND r.part = ${part} ORDER BY r.granted_at DESC LIMIT 1`.execute(
    front.database.db,
  );
  return rows[0]?.id ?? '';
}

async function journal(): Promise<{ type: string; actor: string; data: unknown }[]> {
  const { rows } = await sql<{ type: string; actor: string; data: unknown }>`
    SELECT type, actor, data FROM journal_lines ORDER BY id DESC`.execute(front.database.db);
  return rows;
}

describe('an administrator of the installation', () => {
  test('is made once on the command line, however often the command is typed', async () => {
    const again = await createAdministrator(front.kernel, 'soizic.guillou@exemple.fr', 'Autre Nom');
    expect(again).toMatchObject({ granted: false });
    expect(await personByEmail(front.database.db, 'soizic.guillou@exemple.fr')).toMatchObject({
      name: 'Soizic Guillou',
    });
    expect((await journal())[0]).toMatchObject({ type: 'role.granted', actor: 'outside:command-line' });
  });

  test('grants a role to an address not known yet, which then acts with it', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const chosen = await soizic.get('/roles/nouveau?mots=saint-exemple');
    expect(chosen.html).toContain(`/roles/nouveau/${bodies.town}`);
    const granted = await grant(soizic, bodies.purchasing, 'purchasing-officer', 'Malo.Riou@exemple.fr');
    expect(granted).toMatchObject({ status: 303, location: '/roles?fait=accorde' });
    const list = await soizic.get(granted.location ?? '');
    expect(list.words).toContain('Malo Riou');
    expect(list.words).toContain('gestionnaire des achats');
    expect(list.words).toContain('par Soizic Guillou');
    const malo = await visitorFor('malo.riou@exemple.fr');
    const cookie = [...malo.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const actor = await front.signIn.actorOf(new Headers({ cookie }));
    expect(actor?.roles).toEqual([{ part: 'purchasing-officer', body: bodies.purchasing }]);
    expect((await journal())[0]).toMatchObject({
      type: 'role.granted',
      data: { part: 'purchasing-officer' },
    });
  });

  test('is told when the role is in force already, and nothing changes', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const lines = (await journal()).length;
    const answer = await grant(soizic, bodies.purchasing, 'purchasing-officer', 'malo.riou@exemple.fr');
    expect(answer.status).toBe(409);
    expect(answer.words).toContain('exerce déjà ce rôle');
    expect(answer.html).toContain('value="malo.riou@exemple.fr"');
    expect((await journal()).length).toBe(lines);
  });

  test.each([
    ['delivery-officer', 'town'],
    ['registration-officer', 'delivery'],
    ['purchasing-officer', 'delivery'],
    ['accountant', 'town'],
  ] as const)('cannot grant %s where that part does not exist (%s)', async (part, body) => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const answer = await grant(soizic, bodies[body], part, 'enora.le-bihan@exemple.fr');
    expect(answer.status).toBe(409);
    expect(answer.words).toContain('n’existe pas dans');
  });

  test('gives an organisation several correspondents', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    for (const email of ['enora.le-bihan@exemple.fr', 'goulven.tanguy@exemple.fr']) {
      expect((await grant(soizic, bodies.town, 'correspondent', email)).status).toBe(303);
    }
    expect(await correspondentEmails(front.database.db, bodies.town)).toEqual([
      'enora.le-bihan@exemple.fr',
      'goulven.tanguy@exemple.fr',
    ]);
  });

  test('ends a role, which is gone at the next request and stays in the list of what ended', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const id = await roleId('goulven.tanguy@exemple.fr', 'correspondent');
    expect((await soizic.get(`/roles/${id}/fin`)).words).toContain('Mettre fin au rôle');
    expect((await soizic.post(`/roles/${id}/fin`)).location).toBe('/roles?fait=termine');
    expect(await correspondentEmails(front.database.db, bodies.town)).toEqual(['enora.le-bihan@exemple.fr']);
    expect((await soizic.get('/roles?etat=termines')).words).toContain('goulven.tanguy@exemple.fr');
    expect((await journal())[0]).toMatchObject({ type: 'role.ended' });
    const twice = await soizic.post(`/roles/${id}/fin`);
    expect(twice.status).toBe(409);
    expect(twice.words).toContain('a déjà pris fin');
  });

  test('may be granted again what has ended', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    expect((await grant(soizic, bodies.town, 'correspondent', 'goulven.tanguy@exemple.fr')).status).toBe(303);
  });

  test('is not the last one to leave', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const id = await roleId('soizic.guillou@exemple.fr', 'administrator');
    const answer = await soizic.post(`/roles/${id}/fin`);
    expect(answer.status).toBe(409);
    expect(answer.words).toContain('dernier administrateur');
  });

  test('finds roles by person, organisation and part', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    const { words } = await soizic.get('/roles?mots=saint-ex&role=correspondent');
    expect(words).toContain('enora.le-bihan@exemple.fr');
    expect(words).not.toContain('gestionnaire des achats de');
    expect((await soizic.get('/roles?mots=personne%25')).words).toContain('Aucun rôle ne répond');
  });
});

describe('an administrator of one body', () => {
  test('grants and sees roles there only', async () => {
    const soizic = await visitorFor('soizic.guillou@exemple.fr');
    await grant(soizic, bodies.delivery, 'administrator', 'gaidig.morvan@exemple.fr', 'Gaïdig Morvan');
    const gaidig = await visitorFor('gaidig.morvan@exemple.fr');
    expect((await grant(gaidig, bodies.delivery, 'delivery-officer', 'yuna.cadiou@exemple.fr')).status).toBe(
      303,
    );
    expect((await grant(gaidig, bodies.purchasing, 'accountant', 'yuna.cadiou@exemple.fr')).status).toBe(404);
    expect((await gaidig.get('/roles/nouveau/installation')).status).toBe(404);
    const list = await gaidig.get('/roles');
    expect(list.words).toContain('yuna.cadiou@exemple.fr');
    expect(list.words).not.toContain('soizic.guillou@exemple.fr');
    const id = await roleId('malo.riou@exemple.fr', 'purchasing-officer');
    expect((await gaidig.post(`/roles/${id}/fin`)).status).toBe(404);
  });
});

test('nobody else grants, ends or sees roles: not an officer, not a correspondent, not a stranger', async () => {
  const id = await roleId('malo.riou@exemple.fr', 'purchasing-officer');
  for (const email of ['malo.riou@exemple.fr', 'enora.le-bihan@exemple.fr', 'inconnu@exemple.fr']) {
    const visitor = await visitorFor(email);
    for (const path of ['/roles', '/roles/nouveau', `/roles/nouveau/${bodies.town}`, `/roles/${id}/fin`]) {
      expect((await visitor.get(path)).status).toBe(404);
    }
    expect((await grant(visitor, bodies.town, 'correspondent', email)).status).toBe(404);
    expect((await visitor.post(`/roles/${id}/fin`)).status).toBe(404);
  }
  expect((await front.visitor().get('/roles')).location).toBe('/connexion?retour=%2Froles');
});

test('a step of the procedure grants once what it is asked for twice', async () => {
  const person = await personByEmail(front.database.db, 'yuna.cadiou@exemple.fr');
  const yuna: Person = {
    kind: 'person',
    id: person?.id ?? '',
    name: 'Yuna Cadiou',
    email: 'yuna.cadiou@exemple.fr',
    roles: [],
    door: null,
  };
  const role = { personId: yuna.id, part: 'correspondent', body: bodies.town } as const;
  const granted = [];
  for (let i = 0; i < 2; i++) granted.push(await front.kernel.transact(yuna, (act) => grantRole(act, role)));
  expect(granted).toEqual([true, false]);
});

describe('one’s own page', () => {
  test('keeps the name and the telephone, and lists the roles', async () => {
    const enora = await visitorFor('enora.le-bihan@exemple.fr');
    const saved = await enora.post('/compte', { nom: '  Enora  Le Bihan ', telephone: '02 61 91 12 34' });
    expect(saved).toMatchObject({ status: 303, location: '/compte?fait=enregistre' });
    const shown = await enora.get(saved.location ?? '');
    expect(shown.words).toContain('Vos coordonnées sont enregistrées');
    expect(shown.html).toContain('value="Enora Le Bihan"');
    expect(shown.words).toContain('Commune de Saint-Exemple');
    expect((await enora.post('/compte', { nom: 'Enora Le Bihan', telephone: '' })).status).toBe(303);
  });

  test('comes back with what was typed when it cannot be kept', async () => {
    const enora = await visitorFor('enora.le-bihan@exemple.fr');
    const answer = await enora.post('/compte', { nom: '', telephone: '12' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('value="12"');
  });
});
