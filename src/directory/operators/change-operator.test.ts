import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliveryCentreFor, operatorsOf } from '#src/directory/organisations/organisations.js';
import { setOperator } from '#src/directory/organisations/set-operator.js';
import { grantRole } from '#src/directory/roles/grant-role.js';
import { findOrNamePerson } from '#src/directory/roles/people.js';
import { presumedSiret } from '#src/directory/siret.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { operatorRoutes } from './operator.routes.js';

const base = '/catalogue/chaine';
let front: Front;
let alan: Visitor;

beforeAll(async () => {
  front = await openFront({ routes: ({ web }) => [operatorRoutes(web)] });
  alan = await visitor('Alan Réglage', null);
});
afterAll(() => front.close());
beforeEach(async () => {
  await sql`TRUNCATE operators`.execute(front.database.db);
});

/** A browser of somebody who administers a body, the installation (null), or nothing. */
async function visitor(name: string, body?: string | null): Promise<Visitor> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@exemple.fr`;
  const person = await front.kernel.transact(calendar, async (act) => {
    const found = await findOrNamePerson(act.tx, { email, name });
    if (body !== undefined) await grantRole(act, { personId: found.id, part: 'administrator', body });
    return found;
  });
  const browser = front.visitor();
  browser.take(await front.signIn.openSession(person.id));
  return browser;
}

let establishments = 100;

function centre(shortName: string, departments: string): Record<string, string> {
  return {
    name: `Centre de gestion ${shortName}`,
    shortName,
    nature: 'management',
    siret: presumedSiret('999999998', establishments++),
    address: 'Village des Collectivités\r\n1 avenue de l’Exemple',
    postalCode: '35000',
    city: 'Rennes',
    contactName: 'Yann Exemple',
    contactPhone: '02 61 91 00 35',
    contactEmail: 'CDG@exemple.fr',
    hours: 'Du lundi au vendredi, de 9 h à 12 h',
    departments,
  };
}

function buyer(name: string): Record<string, string> {
  const { departments: _, ...fields } = centre(name, '');
  return { ...fields, name, nature: 'syndicate' };
}

/** Where the body that was added is changed. */
async function add(slug: string, fields: Record<string, string>): Promise<string> {
  const answer = await alan.post(`${base}/${slug}/ajout`, fields);
  expect([answer.status, answer.words]).toEqual([303, '']);
  return answer.location?.replace('?fait=oui', '') ?? '';
}

async function readOf(path: string): Promise<string> {
  return /name="read" value="([0-9a-f]+)"/.exec((await alan.get(path)).html)?.[1] ?? '';
}

async function lastEvent(): Promise<unknown> {
  const { rows } = await sql`SELECT type, data, actor FROM journal_lines ORDER BY id DESC LIMIT 1`.execute(
    front.database.db,
  );
  return rows[0];
}

describe('an administrator of the installation', () => {
  test('finds what is missing on an empty list, adds a centre, and finds it there', async () => {
    expect((await alan.get(base)).words).toContain('Sans lui, personne ne peut commander');
    const path = await add('centres', centre('CDG 35', '35; 22 35'));
    expect((await alan.get(`${path}?fait=oui`)).words).toContain('C’est enregistré');
    expect((await alan.get(base)).words).toContain('Centre de gestion CDG 35');
    expect(await deliveryCentreFor(front.database.db, '22')).toMatchObject({
      shortName: 'CDG 35',
      address: 'Village des Collectivités\n1 avenue de l’Exemple',
      contactPhone: '+33261910035',
      contactEmail: 'cdg@exemple.fr',
      departments: ['22', '35'],
    });
    expect(await lastEvent()).toMatchObject({
      type: 'operator.set',
      data: { kind: 'delivery-centre', departments: ['22', '35'] },
    });
  });

  test('changes how a body is reached: it is so at once, and the form shows it', async () => {
    const fields = centre('CDG 35', '35');
    const path = await add('centres', fields);
    const read = await readOf(path);
    const moved = { ...fields, read, contactPhone: '02 61 91 00 99', siret: presumedSiret('999999998', 99) };
    expect((await alan.post(path, moved)).location).toBe(`${path}?fait=oui`);
    expect(await deliveryCentreFor(front.database.db, '35')).toMatchObject({
      contactPhone: '+33261910099',
      siret: moved.siret,
    });
    expect((await alan.get(path)).html).toContain('02\u00a061\u00a091\u00a000\u00a099');
  });

  test('takes a department from one centre before another serves it, each refusal keeping what was typed', async () => {
    const first = centre('CDG 35', '35, 22');
    const path = await add('centres', first);
    const second = centre('CDG 22', '22');
    const refused = await alan.post(`${base}/centres/ajout`, second);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('dessert déjà 22');
    expect(refused.html).toContain('value="CDG 22"');
    await alan.post(path, { ...first, departments: '35', read: await readOf(path) });
    const other = await add('centres', second);
    const back = await alan.post(path, { ...first, read: await readOf(path) });
    expect([back.status, back.words.includes('dessert déjà 22')]).toEqual([409, true]);
    await alan.post(other, { ...second, departments: '', read: await readOf(other) });
    expect(await deliveryCentreFor(front.database.db, '22')).toBeUndefined();
    expect((await alan.get(base)).words).toContain('aucun');
  });

  test('has one purchasing body, whose departments no form changes', async () => {
    const fields = buyer('Centrale d’achat');
    const path = await add('acheteur', fields);
    const second = await alan.post(`${base}/acheteur/ajout`, buyer('Autre centrale'));
    expect([second.status, second.words.includes('il n’y en a qu’un')]).toEqual([409, true]);
    expect((await alan.get(base)).html).not.toContain(`${base}/acheteur/ajout`);
    await sql`UPDATE operators SET departments = '{35,56}', website = 'www.exemple.fr'`.execute(
      front.database.db,
    );
    await alan.post(path, { ...fields, departments: '75', shortName: 'Achats', read: await readOf(path) });
    expect(await operatorsOf(front.database.db, 'purchasing-body')).toMatchObject([
      { shortName: 'Achats', departments: ['35', '56'], website: 'www.exemple.fr' },
    ]);
  });

  test.each([
    ['siret', '99999999800018', 'intervertis'],
    ['siret', '', 'Indiquez le numéro SIRET'],
    ['departments', '35, Finistère', 'séparés par des virgules'],
    ['contactPhone', '12', 'n’existe pas'],
    ['contactEmail', 'cci', 'n’est pas complète'],
    ['postalCode', '3500', '5 chiffres'],
    ['nature', 'banque', 'Choisissez la nature'],
    ['hours', ' ', 'Indiquez les horaires'],
    ['name', 'x'.repeat(201), 'trop longue'],
    ['address', 'x'.repeat(201), 'trop longue'],
  ])('gets the form of an office back when %s is « %s »', async (field, value, sentence) => {
    const fields = { ...centre('CCI Rennes', '35'), [field]: value };
    const answer = await alan.post(`${base}/bureaux/ajout`, fields);
    expect(answer.status).toBe(422);
    expect(answer.words).toContain(sentence);
    expect(answer.html).toContain('value="Rennes"');
    expect(answer.html).toContain(`href="#${field}"`);
    expect(await operatorsOf(front.database.db)).toEqual([]);
  });

  test('never renames another organisation by a mistaken SIRET; gives its very name to have it', async () => {
    const siret = presumedSiret('999999998', 90);
    const known = { ...centre('Essai', '35'), name: 'Commune d’Exemple', siret };
    await front.kernel.transact(calendar, (act) =>
      setOperator(act, 'register', {
        kind: 'registration-office',
        shortName: 'Exemple',
        contactName: 'Essai',
        contactPhone: '+33261910000',
        contactEmail: 'essai@exemple.fr',
        website: null,
        hours: '',
        departments: ['35'],
        organisation: {
          kind: 'commune',
          name: 'Commune d’Exemple',
          siret,
          postalCode: '35000',
          city: 'Rennes',
          department: '35',
        },
      }),
    );
    const mistaken = await alan.post(`${base}/centres/ajout`, { ...known, name: 'CDG' });
    expect([mistaken.status, mistaken.words.includes('est celui de')]).toEqual([409, true]);
    const path = await add('centres', { ...known, name: "COMMUNE D'EXEMPLE" });
    expect(path).toContain((await operatorsOf(front.database.db, 'registration-office'))[0]?.organisationId);
    const twice = await alan.post(`${base}/centres/ajout`, { ...known, name: "COMMUNE D'EXEMPLE" });
    expect([twice.status, twice.words.includes('déjà dans cette liste')]).toEqual([409, true]);
    const fields = centre('CDG 22', '22');
    const other = await add('centres', fields);
    const taken = await alan.post(other, { ...fields, siret, read: await readOf(other) });
    expect([taken.status, taken.words.includes('deux organismes n’ont pas le même')]).toEqual([409, true]);
  });
});

describe('two administrators at once', () => {
  test('change the same body: one wins, the other is told and keeps what was typed', async () => {
    const fields = centre('CDG 35', '35');
    const path = await add('centres', fields);
    const read = await readOf(path);
    const answers = await Promise.all(
      ['02 61 91 00 01', '02 61 91 00 02'].map((contactPhone) =>
        alan.post(path, { ...fields, contactPhone, read }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.words).toContain('Quelqu’un d’autre vient de modifier');
    expect(loser?.html).toMatch(/value="02 61 91 00 0[12]"/);
    const stands = /name="read" value="([0-9a-f]+)"/.exec(loser?.html ?? '')?.[1] ?? '';
    const again = await alan.post(path, { ...fields, contactPhone: '02 61 91 00 03', read: stands });
    expect(again.status).toBe(303);
  });

  test('add two centres for one department, or two purchasing bodies: one of them is there', async () => {
    for (const [slug, made] of [
      ['centres', (name: string) => centre(name, '35')],
      ['acheteur', buyer],
    ] as const) {
      const answers = await Promise.all(
        ['Un', 'Deux'].map((name) => alan.post(`${base}/${slug}/ajout`, made(name))),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    }
    expect((await operatorsOf(front.database.db)).length).toBe(2);
  });
});

test('for an administrator of one body, and for anybody else, these pages do not exist', async () => {
  const path = await add('centres', centre('CDG 35', '35'));
  const id = path.split('/').at(-1) ?? '';
  for (const each of [await visitor('Gaïdig Morvan', id), await visitor('Malo Riou')]) {
    for (const page of [base, `${base}/centres/ajout`, path]) expect((await each.get(page)).status).toBe(404);
    expect((await each.post(`${base}/centres/ajout`, centre('CDG 22', '22'))).status).toBe(404);
    expect((await each.post(path, { ...centre('Autre', '22'), read: await readOf(path) })).status).toBe(404);
  }
  expect((await alan.get(path.replace('centres', 'bureaux'))).status).toBe(404);
  expect((await alan.get(`${base}/autres/ajout`)).status).toBe(404);
});
