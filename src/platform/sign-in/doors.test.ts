import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import { signedIn } from '#src/platform/web/http.js';
import { usualLimits } from '#src/platform/web/limits.js';
import { personOf, type WebEnv } from '#src/platform/web/web.js';
import { type Front, openFront } from '#test/front.js';
import { closeDoor, type NewDoor, openDoor } from './doors.js';

const maelys = 'maelys.le-goff@exemple.fr';
let front: Front;
let nextOrder = 0;

beforeAll(async () => {
  front = await openFront({
    limits: { ...usualLimits, sendsToAddress: 1000 },
    routes: () => [new Hono<WebEnv>().get('/dossiers/:id', signedIn, (c) => c.json(personOf(c)))],
  });
});
afterAll(() => front.close());

/** A door of a file of its own, unless told otherwise; returns its path. */
async function aDoor(more: Partial<NewDoor> = {}): Promise<{ path: string; door: NewDoor }> {
  nextOrder += 1;
  const door: NewDoor = {
    subject: `file:${nextOrder}`,
    purpose: 'holder',
    email: 'Maelys.Le-Goff@exemple.fr',
    path: `/dossiers/${nextOrder}`,
    label: `Dossier ${nextOrder}`,
    name: 'Maëlys Le Goff',
    ...more,
  };
  const url = await front.kernel.transact(calendar, (act) => openDoor(act, door));
  return { path: new URL(url).pathname, door };
}

async function allRows(): Promise<unknown> {
  const { rows } = await sql`SELECT
    (SELECT json_agg(d ORDER BY id) FROM doors d) AS doors, (SELECT count(*) FROM sessions) AS sessions,
    (SELECT count(*) FROM mails) AS mails, (SELECT count(*) FROM verifications) AS codes,
    (SELECT json_agg(l ORDER BY key) FROM rate_limits l) AS limits`.execute(front.database.db);
  return rows;
}

async function lastMail(to: string): Promise<{ subject: string; text_body: string } | undefined> {
  const { rows } = await sql<{ subject: string; text_body: string }>`SELECT subject, text_body FROM mails
    WHERE recipient = ${to} AND kind = 'fresh-link' ORDER BY id DESC LIMIT 1`.execute(front.database.db);
  return rows[0];
}

describe('an open door', () => {
  test('shows a page that names no one and changes nothing, twenty robots later', async () => {
    const { path } = await aDoor();
    const before = await allRows();
    for (let i = 0; i < 20; i++) {
      const answer = await front.visitor(`198.51.100.${i}`).get(path);
      expect(answer.status).toBe(200);
      expect(answer.words).toContain('Un dossier vous attend');
      expect(answer.words).not.toMatch(/Maëlys|Goff|exemple\.fr|Dossier \d/i);
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    }
    await front.visitor().get(`${path}/code`);
    expect(await allRows()).toEqual(before);
  });

  test('mails a code to its own address, and the code opens a session for its subject only', async () => {
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    const sent = await visitor.post(`${path}/code`, { adresse: 'ailleurs@exemple.fr' });
    expect(sent).toMatchObject({ status: 303, location: `${path}/code` });
    const asked = await visitor.get(`${path}/code`);
    expect(asked.words).toContain('Code à 6 chiffres');
    expect(asked.words).not.toContain(maelys);
    const done = await visitor.post(`${path}/session`, { code: await front.codeFor(maelys) });
    expect(done).toMatchObject({ status: 303, location: door.path });
    const { html } = await visitor.get(door.path);
    expect(JSON.parse(html)).toMatchObject({
      name: 'Maëlys Le Goff',
      email: maelys,
      roles: [],
      door: door.subject,
    });
  });

  test('gives no role, even to somebody who has some', async () => {
    await sql`INSERT INTO roles (person_id, part, granted_at)
      SELECT id, 'administrator', now() FROM people WHERE email = ${maelys}`.execute(front.database.db);
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    await visitor.post(`${path}/code`);
    await visitor.post(`${path}/session`, { code: await front.codeFor(maelys) });
    expect(JSON.parse((await visitor.get(door.path)).html)).toMatchObject({ roles: [] });
    await visitor.post('/connexion', { adresse: maelys });
    await visitor.post('/connexion/code', { code: await front.codeFor(maelys) });
    expect(JSON.parse((await visitor.get(door.path)).html)).toMatchObject({
      roles: [{ part: 'administrator', body: null }],
      door: null,
    });
  });

  test('takes back a wrong code with a sentence, and keeps the person out', async () => {
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    await visitor.post(`${path}/code`);
    const code = await front.codeFor(maelys);
    const wrong = await visitor.post(`${path}/session`, { code: code === '000000' ? '111111' : '000000' });
    expect(wrong.status).toBe(409);
    expect(wrong.words).toContain('Ce code ne convient pas');
    expect((await visitor.get(door.path)).status).toBe(303);
  });

  test('refuses a code that was mailed to another address', async () => {
    const { path } = await aDoor();
    const other = await aDoor({ email: 'malo.riou@exemple.fr' });
    const visitor = front.visitor();
    await visitor.post(`${other.path}/code`);
    const answer = await visitor.post(`${path}/session`, {
      code: await front.codeFor('malo.riou@exemple.fr'),
    });
    expect(answer.status).toBe(409);
  });

  test('lets whoever is signed in with its address go on without another code', async () => {
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    await visitor.post('/connexion', { adresse: maelys });
    await visitor.post('/connexion/code', { code: await front.codeFor(maelys) });
    const answer = await visitor.get(path);
    expect(answer.words).toContain('Vous êtes déjà connecté');
    expect(answer.html).toContain(`href="${door.path}"`);
  });

  test('asks for a code where the session is limited to something else', async () => {
    const [first, second] = [await aDoor(), await aDoor()];
    const visitor = front.visitor();
    await visitor.post(`${first.path}/code`);
    await visitor.post(`${first.path}/session`, { code: await front.codeFor(maelys) });
    expect((await visitor.get(second.path)).words).toContain('Recevoir le code');
  });
});

describe('an old door', () => {
  test('says that a newer link was mailed, mails no code and lets its session go on', async () => {
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    await visitor.post(`${path}/code`);
    await visitor.post(`${path}/session`, { code: await front.codeFor(maelys) });
    await aDoor(door);
    const answer = await front.visitor().get(path);
    expect(answer.status).toBe(410);
    expect(answer.words).toContain('Ce lien a été remplacé');
    expect((await front.visitor().post(`${path}/code`)).status).toBe(410);
    expect((await visitor.get(door.path)).status).toBe(200);
  });

  test('has a fresh link mailed to the same address, which opens', async () => {
    const { path, door } = await aDoor();
    await aDoor(door);
    const asked = await front.visitor().post(`${path}/nouveau-lien`);
    expect(asked).toMatchObject({ status: 303, location: '/porte/lien-envoye' });
    expect((await front.visitor().get('/porte/lien-envoye')).words).toContain('Regardez votre messagerie');
    await front.runJobs();
    const mail = await lastMail(maelys);
    expect(mail?.subject).toContain(door.label);
    const fresh = /http:\/\/localhost(\/porte\/\S+)/.exec(mail?.text_body ?? '')?.[1] ?? '';
    expect(await front.visitor().get(fresh)).toMatchObject({ status: 200 });
  });
});

describe('a closed door', () => {
  const reason = 'La commande a été reprise par votre collègue pour être corrigée.';

  test('says why, and neither mails a code nor takes one', async () => {
    const { path, door } = await aDoor();
    await front.kernel.transact(calendar, (act) => closeDoor(act, { ...door, reason }));
    for (const answer of [
      await front.visitor().get(path),
      await front.visitor().post(`${path}/code`),
      await front.visitor().post(`${path}/session`, { code: '123456' }),
    ]) {
      expect(answer.status).toBe(410);
      expect(answer.words).toContain(reason);
    }
  });

  test('ends the sessions opened there when the address was wrong', async () => {
    const { path, door } = await aDoor();
    const visitor = front.visitor();
    await visitor.post(`${path}/code`);
    await visitor.post(`${path}/session`, { code: await front.codeFor(maelys) });
    await front.kernel.transact(calendar, (act) => closeDoor(act, { ...door, reason, endSessions: true }));
    expect((await visitor.get(door.path)).status).toBe(303);
  });

  test('closes for one address and stays open for another', async () => {
    const { path, door } = await aDoor();
    const other = await aDoor({ ...door, email: 'malo.riou@exemple.fr' });
    await front.kernel.transact(calendar, (act) => closeDoor(act, { ...door, reason }));
    expect((await front.visitor().get(path)).status).toBe(410);
    expect((await front.visitor().get(other.path)).status).toBe(200);
  });
});

describe('a link that names no door', () => {
  test.each(['/porte/inconnue', `/porte/${'A'.repeat(43)}`, '/porte/%00', '/porte/..%2Fconnexion'])(
    '%s says so and offers fresh links',
    async (path) => {
      const answer = await front.visitor().get(path);
      expect(answer.status).toBe(404);
      expect(answer.words).toContain('Ce lien n’ouvre rien');
      expect((await front.visitor().post(`${path}/nouveau-lien`)).status).toBe(404);
    },
  );

  test('mails fresh links of all open doors to the address typed, and to no other', async () => {
    const email = 'gaidig.morvan@exemple.fr';
    const doors = [await aDoor({ email }), await aDoor({ email, label: 'Commande à signer' })];
    const sent = await front.visitor().post('/porte/nouveau-lien', { adresse: email });
    await front.runJobs();
    const mail = await lastMail(email);
    expect(mail?.text_body.match(/\/porte\//g)).toHaveLength(doors.length);
    const unknown = await front.visitor().post('/porte/nouveau-lien', { adresse: 'inconnue@exemple.fr' });
    await front.runJobs();
    expect(unknown).toMatchObject({ status: sent.status, location: sent.location });
    expect(await lastMail('inconnue@exemple.fr')).toBeUndefined();
  });
});

test('the door is kept as a hash: the database gives no link away', async () => {
  const { path } = await aDoor();
  const token = path.split('/').at(-1) ?? '';
  const { rows } = await sql<{ row: string }>`SELECT d::text AS row FROM doors d`.execute(front.database.db);
  expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
});
