import { getMigrations } from 'better-auth/db/migration';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import { signedIn } from '#src/platform/web/http.js';
import { usualLimits } from '#src/platform/web/limits.js';
import { personOf, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { openDoor } from './doors.js';

const maelys = 'maelys.le-goff@exemple.fr';

/** A page behind the sign-in, which says who reads it. */
function ownPage(): WebRoutes {
  return new Hono<WebEnv>().get('/commandes', signedIn, (c) => c.json(personOf(c)));
}

let front: Front;
beforeAll(async () => {
  front = await openFront({
    limits: { ...usualLimits, sendsFromClient: 1000, triesFromClient: 1000 },
    routes: () => [ownPage()],
  });
});
afterAll(() => front.close());

async function count(table: 'people' | 'sessions' | 'journal_lines'): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(
    front.database.db,
  );
  return rows[0]?.n ?? 0;
}

async function askCode(visitor: Visitor, email: string): Promise<string> {
  const sent = await visitor.post('/connexion', { adresse: email });
  expect(sent).toMatchObject({ status: 303, location: '/connexion/code' });
  return front.codeFor(email);
}

test('our migrations hold all that better-auth wants', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(front.signIn.auth.options);
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
});

describe('signing in', () => {
  test('goes from the page that was asked for, by address and code, back to it', async () => {
    const visitor = front.visitor();
    const away = await visitor.get('/commandes?etat=brouillon');
    expect(away).toMatchObject({
      status: 303,
      location: '/connexion?retour=%2Fcommandes%3Fetat%3Dbrouillon',
    });
    const asked = await visitor.get(away.location ?? '');
    expect(asked.words).toContain('Votre adresse électronique');
    const sent = await visitor.post('/connexion', {
      adresse: ' Maelys.Le-Goff@exemple.fr ',
      retour: '/commandes?etat=brouillon',
    });
    const codePage = await visitor.get(sent.location ?? '');
    expect(codePage.words).toContain(maelys);
    const code = await front.codeFor(maelys);
    const done = await visitor.post('/connexion/code', {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      retour: '/commandes?etat=brouillon',
    });
    expect(done).toMatchObject({ status: 303, location: '/commandes?etat=brouillon' });
    const own = await visitor.get('/commandes');
    expect(JSON.parse(own.html)).toMatchObject({ email: maelys, roles: [], door: null });
  });

  test('leaves the page at once for whoever is signed in already', async () => {
    const visitor = front.visitor();
    const code = await askCode(visitor, maelys);
    await visitor.post('/connexion/code', { code });
    expect(await visitor.get('/connexion?retour=/commandes')).toMatchObject({
      status: 303,
      location: '/commandes',
    });
  });

  test('ends when one signs out, for that cookie too', async () => {
    const visitor = front.visitor();
    await visitor.post('/connexion/code', { code: await askCode(visitor, maelys) });
    const kept = new Map(visitor.cookies);
    expect(await visitor.post('/deconnexion')).toMatchObject({ status: 303, location: '/' });
    const thief = front.visitor();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await thief.get('/commandes')).status).toBe(303);
  });

  test('refuses a cookie whose token was changed or signed by somebody else', async () => {
    const visitor = front.visitor();
    await visitor.post('/connexion/code', { code: await askCode(visitor, maelys) });
    const [name, value] = [...visitor.cookies].find(([key]) => key.includes('session')) ?? ['', ''];
    for (const changed of [value.replace(/^./, 'é'), value.split('.')[0] ?? '', `${value}x`, '.', '']) {
      const forger = front.visitor();
      forger.cookies.set(name, encodeURIComponent(changed));
      expect((await forger.get('/commandes')).status).toBe(303);
    }
  });

  test('is refused from a page of another site', async () => {
    const visitor = front.visitor();
    expect((await visitor.post('/connexion', { adresse: maelys }, 'https://ailleurs.test')).status).toBe(403);
    expect((await visitor.post('/deconnexion', {}, 'https://ailleurs.test')).status).toBe(403);
  });
});

describe('a code', () => {
  test('serves once', async () => {
    const visitor = front.visitor();
    const code = await askCode(visitor, maelys);
    const again = front.visitor();
    for (const [name, value] of visitor.cookies) again.cookies.set(name, value);
    const answers = await Promise.all([
      visitor.post('/connexion/code', { code }),
      again.post('/connexion/code', { code }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('is refused after five wrong tries, even the right one', async () => {
    const visitor = front.visitor();
    const goulven = 'goulven.tanguy@exemple.fr';
    const code = await askCode(visitor, goulven);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let i = 0; i < 5; i++) {
      const answer = await visitor.post('/connexion/code', { code: wrong });
      expect(answer.status).toBe(409);
      expect(answer.words).toContain('Ce code ne convient pas');
    }
    expect((await visitor.post('/connexion/code', { code })).status).toBe(409);
  });

  test('runs out after ten minutes', async () => {
    const visitor = front.visitor();
    const code = await askCode(visitor, maelys);
    const { rows } = await sql<{ minutes: number }>`
      SELECT round(extract(epoch FROM expires_at - now()) / 60)::int AS minutes FROM verifications
      ORDER BY created_at DESC LIMIT 1`.execute(front.database.db);
    expect(rows[0]?.minutes).toBe(10);
    await sql`UPDATE verifications SET expires_at = now() - interval '1 second'`.execute(front.database.db);
    expect((await visitor.post('/connexion/code', { code })).status).toBe(409);
  });

  test('stands nowhere in the database but in the mail that waits, and not in the journal', async () => {
    const visitor = front.visitor();
    const code = await askCode(visitor, 'enora.le-bihan@exemple.fr');
    const { rows } = await sql<{ value: string }>`SELECT value FROM verifications`.execute(front.database.db);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ value }) => value.includes(code))).toEqual([]);
    expect(await count('journal_lines')).toBe(0);
  });

  test.each(['', '12345', '1234567', 'abcdef'])(
    'typed « %s » is asked for again, with what to do',
    async (code) => {
      const visitor = front.visitor();
      visitor.cookies.set('cle.adresse', encodeURIComponent(maelys));
      const answer = await visitor.post('/connexion/code', { code });
      expect(answer.status).toBe(422);
      expect(answer.words).toContain('Un point est à corriger');
    },
  );
});

describe('nothing tells whether an address is known', () => {
  test('a known and an unknown one get the same pages and the same work', async () => {
    const people = await count('people');
    const seen: string[] = [];
    for (const email of [maelys, 'nouvelle.personne@exemple.fr']) {
      const visitor = front.visitor();
      const sent = await visitor.post('/connexion', { adresse: email });
      const page = await visitor.get(sent.location ?? '');
      const wrong = await visitor.post('/connexion/code', { code: '000000' });
      seen.push(
        [sent.status, sent.location, page.status, page.html, wrong.status, wrong.html]
          .join('\n')
          .replaceAll(email, 'ADRESSE'),
      );
      await front.codeFor(email);
    }
    expect(seen[0]).toBe(seen[1]);
    expect(await count('people')).toBe(people);
  });

  test.each([
    '',
    'pas-une-adresse',
    'a@b',
    `${'a'.repeat(250)}@exemple.fr`,
    'x@exemple.fr\r\nBcc: y@exemple.fr',
  ])('« %s » is no address: the form comes back with it', async (adresse) => {
    const answer = await front.visitor().post('/connexion', { adresse });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Un point est à corriger');
  });
});

describe('the way back', () => {
  test.each([
    'https://ailleurs.test/',
    '//ailleurs.test',
    '/\\ailleurs.test',
    '/\t/ailleurs.test',
    '/.//ailleurs.test',
    '/x/..//ailleurs.test',
    '/%2e//ailleurs.test',
    'javascript:alert(1)',
    'commandes',
    '/deconnexion',
    '/connexion',
  ])('« %s » leads to the first page and nowhere else', async (retour) => {
    const visitor = front.visitor();
    const asked = await visitor.get(`/connexion?retour=${encodeURIComponent(retour)}`);
    expect(asked.html).toContain('name="retour" value="/"');
    await visitor.post('/connexion', { adresse: 'malo.riou@exemple.fr', retour });
    const code = await front.codeFor('malo.riou@exemple.fr');
    await sql`DELETE FROM rate_limits`.execute(front.database.db);
    expect(await visitor.post('/connexion/code', { code, retour })).toMatchObject({
      status: 303,
      location: '/',
    });
  });
});

describe('limits', () => {
  test('stop the mails to one address from one client, known or not, and say for how long', async () => {
    const email = 'trop.souvent@exemple.fr';
    const ask = (client: string) => front.visitor(client).post('/connexion', { adresse: email });
    for (let i = 0; i < usualLimits.sendsToAddress; i++) expect((await ask('198.51.100.1')).status).toBe(303);
    const answer = await ask('198.51.100.1');
    expect(answer.status).toBe(409);
    expect(answer.words).toMatch(/réessayez dans \d+ minutes/);
    const { rows } = await sql<{
      n: number;
    }>`SELECT count(*) AS n FROM mails WHERE recipient = ${email}`.execute(front.database.db);
    expect(rows[0]?.n).toBe(usualLimits.sendsToAddress);
    expect((await ask('198.51.100.2')).status).toBe(303);
  });

  test('leave its owner a code that a stranger neither uses up nor replaces', async () => {
    const email = 'convoitee@exemple.fr';
    const owner = front.visitor('198.51.100.20');
    const mine = await askCode(owner, email);
    const stranger = front.visitor('198.51.100.21');
    const theirs = await askCode(stranger, email);
    for (const code of [mine, '000000', '111111', '222222', '333333', '444444']) {
      if (code !== theirs) expect((await stranger.post('/connexion/code', { code })).status).toBe(409);
    }
    const bare = front.visitor('198.51.100.22');
    bare.cookies.set('cle.adresse', encodeURIComponent(email));
    expect((await bare.post('/connexion/code', { code: mine })).status).toBe(409);
    expect((await stranger.post('/connexion/code', { code: theirs })).status).toBe(409);
    expect((await owner.post('/connexion/code', { code: mine })).status).toBe(303);
  });

  test('keep nobody out of a browser with which they signed in, however many strangers ask in their name', async () => {
    const few = await openFront({ limits: { ...usualLimits, strangersADay: 2, allStrangersADay: 4 } });
    const email = 'connue@exemple.fr';
    const owner = few.visitor('198.51.100.30');
    await owner.post('/connexion', { adresse: email });
    const asked = await owner.post('/connexion/code', { code: await few.codeFor(email) });
    expect(asked.status).toBe(303);
    await owner.post('/deconnexion');
    const statuses: number[] = [];
    for (const client of [31, 31, 31, 32, 33]) {
      const answer = await few.visitor(`198.51.100.${client}`).post('/connexion', { adresse: email });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([303, 303, 409, 303, 409]);
    const barred = await few.visitor('198.51.100.34').post('/connexion', { adresse: email });
    expect(barred.words).toMatch(/réessayez dans \d+ heures/);
    const url = await few.kernel.transact(calendar, (act) =>
      openDoor(act, {
        subject: 'file:1',
        purpose: 'holder',
        email,
        path: '/dossiers/1',
        label: 'Dossier 1',
        name: 'Connue',
      }),
    );
    const door = new URL(url).pathname;
    expect((await few.visitor('198.51.100.36').post(`${door}/code`)).status).toBe(303);
    // a mistyped address does not make it a stranger's
    await owner.post('/connexion', { adresse: 'conue@exemple.fr' });
    expect((await owner.post('/connexion', { adresse: email })).status).toBe(303);
    const forged = few.visitor('198.51.100.35');
    const cookie = owner.cookies.get('cle.navigateur') ?? '';
    forged.cookies.set('cle.navigateur', `AAAAAAAAAAAAAAAAAAAAAA.${cookie.split('.')[1]}`);
    expect((await forged.post('/connexion', { adresse: email })).status).toBe(409);
    expect((await owner.post('/connexion/code', { code: await few.codeFor(email) })).status).toBe(303);
    await few.close();
  });

  test('hold no address in clear', async () => {
    const { rows } = await sql<{ key: string }>`SELECT key FROM rate_limits`.execute(front.database.db);
    expect(rows.filter(({ key }) => key.includes('@') || key.includes('198.51'))).toEqual([]);
  });
});

test('one client is stopped too, however many addresses it asks for', async () => {
  const strict = await openFront({ limits: { ...usualLimits, sendsFromClient: 3 } });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) {
    const answer = await strict.visitor('203.0.113.9').post('/connexion', { adresse: `p${i}@exemple.fr` });
    statuses.push(answer.status);
  }
  const other = await strict.visitor('203.0.113.10').post('/connexion', { adresse: 'p5@exemple.fr' });
  expect([...statuses, other.status]).toEqual([303, 303, 303, 409, 303]);
  await strict.close();
});

test('under https the cookies are marked for it', async () => {
  const secure = await openFront({ baseUrl: 'https://cles.exemple.fr' });
  const visitor = secure.visitor();
  await visitor.post('/connexion', { adresse: maelys });
  const done = await visitor.post('/connexion/code', { code: await secure.codeFor(maelys) });
  const cookie = done.headers.getSetCookie().find((each) => each.includes('session'));
  expect(cookie).toMatch(/^__Host-cle\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  expect((await visitor.get('/connexion')).status).toBe(303);
  await secure.close();
});
