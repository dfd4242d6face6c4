import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '#src/platform/acts/actor.js';
import { createLog } from '#src/platform/log.js';
import { clientOf } from '#src/platform/sign-in/client.js';
import { bareShell, type Front, openFront } from '#test/front.js';
import { formOf } from './form.js';
import { createHttp, signedIn } from './http.js';
import type { Web, WebContext, WebEnv } from './web.js';

let front: Front;
beforeAll(async () => {
  front = await openFront({
    baseUrl: 'https://cle.exemple.fr',
    routes: () => [
      new Hono<WebEnv>()
        .post('/commandes', signedIn, (c) => c.text('gardé'))
        .post('/brouillon', async (c) => c.json([...(await formOf(c as WebContext)).keys()])),
    ],
  });
});
afterAll(() => front.close());

const form = 'application/x-www-form-urlencoded';

function post(headers: Record<string, string>, body = ''): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': form, ...headers }, body };
  return Promise.resolve(front.app.request('http://127.0.0.1:3000/commandes', init));
}

test('a form of our own passes behind a proxy that carries the https, one from elsewhere does not', async () => {
  expect((await post({ origin: 'https://cle.exemple.fr' })).status).toBe(303);
  for (const headers of [
    { origin: 'https://ailleurs.exemple.fr' },
    { origin: 'null' },
    { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'cross-site' },
    {},
  ]) {
    expect((await post(headers)).status).toBe(403);
  }
});

test('a form sent after the session ended leads back to its page, however large it is', async () => {
  const headers = {
    origin: 'https://cle.exemple.fr',
    referer: 'http://127.0.0.1:3000/commandes/nouvelle?type=1',
  };
  for (const size of [10, 300_000]) {
    const answer = await post({ ...headers, 'content-length': String(size) }, 'x'.repeat(size));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/connexion?retour=%2Fcommandes%2Fnouvelle%3Ftype%3D1');
  }
  const foreign = await post({ ...headers, referer: 'https://ailleurs.exemple.fr/piege' });
  expect(foreign.headers.get('location')).toBe('/connexion?retour=%2F');
});

test('a form that was cut on the way is refused, never read as one whose fields were emptied', async () => {
  const part = '--x\r\nContent-Disposition: form-data; name="adresse"\r\n\r\nrue de la';
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('adresse=rue+de+la'));
      controller.error(new Error('aborted'));
    },
  });
  for (const [type, body] of [
    ['multipart/form-data; boundary=x', part],
    ['multipart/form-data', `${part}\r\n--x--\r\n`],
    ['application/json', '{}'],
    [form, cut],
  ] as const) {
    const headers = { origin: 'https://cle.exemple.fr', 'content-type': type, 'content-length': '99' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const answer = await front.app.request('http://127.0.0.1:3000/brouillon', init);
    expect([type, answer.status, await answer.text()]).toEqual([
      type,
      400,
      expect.stringContaining('Cet envoi n’est pas arrivé entier'),
    ]);
  }
  const whole = await front.app.request('http://127.0.0.1:3000/brouillon', {
    method: 'POST',
    headers: { origin: 'https://cle.exemple.fr', 'content-type': `multipart/form-data; boundary=x` },
    body: `${part}\r\n--x--\r\n`,
  });
  expect(await whole.json()).toEqual(['adresse']);
  const none = { method: 'POST', headers: { origin: 'https://cle.exemple.fr' } };
  expect(await (await front.app.request('http://127.0.0.1:3000/brouillon', none)).json()).toEqual([]);
});

test('more fields than any page has are refused before they are read', async () => {
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  const post = (type: string, body: string): Response | Promise<Response> =>
    front.app.request('http://127.0.0.1:3000/brouillon', {
      method: 'POST',
      headers: { origin: 'https://cle.exemple.fr', 'content-type': type },
      body,
    });
  expect((await post(form, 'a&'.repeat(20_001))).status).toBe(413);
  expect((await post('multipart/form-data; boundary=x', `${part.repeat(4000)}--x--\r\n`)).status).toBe(200);
  expect((await post('multipart/form-data; boundary="-"', '---\r\n'.repeat(20_001))).status).toBe(413);
  expect((await post(form, 'a&'.repeat(20_000))).status).toBe(200);
});

test('whose session ends while their form is on its way does nothing with it', async () => {
  const web = { baseUrl: 'https://cle.exemple.fr', log: createLog('silent') } as Web;
  const soizic: Person = {
    kind: 'person',
    id: 'soizic',
    name: 'Soizic Guillou',
    email: 'soizic.guillou@exemple.fr',
    roles: [],
    door: null,
  };
  let arrived = false;
  const app = createHttp({
    web,
    routes: [new Hono<WebEnv>().post('/commandes', signedIn, (c) => c.text(c.get('actor')?.name ?? ''))],
    actorOf: async () => (arrived ? null : soizic),
    shellOf: bareShell,
  });
  const onItsWay = {
    async pull(controller: ReadableStreamDefaultController) {
      await sleep(1100);
      controller.enqueue(new TextEncoder().encode('adresse=rue'));
      arrived = true;
      controller.close();
    },
  };
  const body = new ReadableStream(onItsWay, { highWaterMark: 0 });
  const headers = { origin: 'https://cle.exemple.fr', 'content-type': form, 'content-length': '11' };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  expect((await app.request('http://127.0.0.1:3000/commandes', init)).status).toBe(303);
});

test('while the database is away, a page says so instead of nothing', async () => {
  const away = async (): Promise<never> => {
    throw new Error('connect ECONNREFUSED');
  };
  const web = { baseUrl: 'https://cle.exemple.fr', log: createLog('silent') } as Web;
  const app = createHttp({ web, routes: [], actorOf: away, shellOf: away });
  const answer = await app.request('http://127.0.0.1:3000/');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await answer.text()).toContain('Le service est momentanément indisponible');
});

test('an address with a control character is nobody’s, and nothing fails for it', async () => {
  for (const path of ['/%00', '/connexion%0a', '/porte/%00/code', '/porte/%ED%A0%80', '/%']) {
    const answer = await front.app.request(`http://localhost${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
  }
});

test.each([
  ['198.51.100.7', undefined, false, '198.51.100.7'],
  ['::ffff:198.51.100.7', undefined, false, '198.51.100.7'],
  ['127.0.0.1', '203.0.113.9', false, '127.0.0.1'],
  ['127.0.0.1', '192.0.2.66, 203.0.113.9', true, '203.0.113.9'],
  ['127.0.0.1', undefined, true, '127.0.0.1'],
  ['2001:db8::1', undefined, false, '2001:db8:0:0'],
  ['2001:db8::a:b:c:d', undefined, false, '2001:db8:0:0'],
  ['2001:0db8:0:0:1:2:3:4', undefined, false, '2001:db8:0:0'],
  ['fe80::1%eth0', undefined, false, 'fe80:0:0:0'],
  ['::1', undefined, false, '0:0:0:0'],
])('of %s, forwarded for %s, one counts the client %s', (remoteAddress, forwarded, behindProxy, client) => {
  const c = {
    env: { incoming: { socket: { remoteAddress } } },
    req: { header: () => forwarded },
  } as unknown as WebContext;
  expect(clientOf(c, behindProxy)).toBe(client);
});
