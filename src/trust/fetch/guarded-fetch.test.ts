import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPublicAddress } from './address.js';
import { type FetchRules, guardedFetcher } from './guarded-fetch.js';

let server: Server;
let host: string;
let rules: FetchRules;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/crl') response.end('liste');
    else if (pathname === '/ici') response.writeHead(302, { location: '/crl' }).end();
    else if (pathname === '/ailleurs')
      response.writeHead(302, { location: 'http://autre.exemple.test/' }).end();
    else if (pathname === '/boucle') response.writeHead(302, { location: '/boucle' }).end();
    else if (pathname === '/long') for (let i = 0; i < 100; i++) response.write(Buffer.alloc(10_000));
    else if (pathname !== '/muet') response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  rules = { hosts: [host, 'autre.exemple.test'], allowPrivate: true, timeoutMs: 500, longestAnswer: 50_000 };
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = async (path: string, own: Partial<FetchRules> = {}): Promise<string> =>
  Buffer.from(await guardedFetcher({ ...rules, ...own }).get(`http://${host}${path}`)).toString();

test('a listed host is asked, and a redirect on the same host followed', async () => {
  expect(await get('/crl')).toBe('liste');
  expect(await get('/ici')).toBe('liste');
});

test.each([
  ['/ailleurs', 'another host'],
  ['/boucle', 'in circles'],
  ['/long', 'more than 50000 octets'],
  ['/muet', 'within 500 ms'],
  ['/absent', 'answered 404'],
])('%s is refused: %s', async (path, why) => {
  await expect(get(path)).rejects.toThrow(why);
});

test('a host that is not listed, and another port of one that is, are never asked', async () => {
  await expect(get('/crl', { hosts: ['crl.exemple.fr'] })).rejects.toThrow('not among the hosts');
  await expect(get('/crl', { hosts: ['127.0.0.1'] })).rejects.toThrow('not among the hosts');
});

test('without the switch of tests, loopback is refused by number and by name', async () => {
  await expect(get('/crl', { allowPrivate: false })).rejects.toThrow('private network');
  const { port } = server.address() as AddressInfo;
  const named = guardedFetcher({ hosts: [`localhost:${port}`] }).get(`http://localhost:${port}/crl`);
  await expect(named).rejects.toThrow('private network');
});

test.each(['file:///etc/hosts', 'ldap://exemple.fr/cn=crl', `http://moi:secret@exemple.fr/`, 'rien'])(
  '%s is no address to ask',
  async (address) => {
    await expect(guardedFetcher({ hosts: ['*.exemple.fr', 'exemple.fr'] }).get(address)).rejects.toThrow(
      'no plain http(s) address',
    );
  },
);

test.each([
  ['93.184.216.34', true],
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:93.184.216.34', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['2002:0a00:0001::', false],
  ['2a01:e0a::1', true],
  ['0x7f000001', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
