import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { asset, assetRoutes } from './assets.js';

beforeAll(() => {
  execFileSync(process.execPath, [join(repositoryRoot(), 'build/pages.mjs')]);
});

test('a bundle is served under the name of its content, for a year, packed for who can unpack', async () => {
  const url = asset('app.css');
  expect(url).toMatch(/^\/assets\/app-[A-Z0-9]{8}\.css$/);
  const answer = await assetRoutes().request(url, { headers: { 'accept-encoding': 'gzip, br' } });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'content-encoding': 'br',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

test('fonts come from us, and nothing else comes out of the folder', async () => {
  const css = await (await assetRoutes().request(asset('app.css'))).text();
  const font = /url\("?\.?\/?([^)"]+\.woff2)"?\)/.exec(css)?.[1] ?? '';
  const answer = await assetRoutes().request(`/assets/${font}`);
  expect(answer.headers.get('content-type')).toBe('font/woff2');
  expect(css).not.toMatch(/url\("?https?:/);
  for (const name of ['manifest.json', '..%2f..%2fpackage.json', 'app.css']) {
    expect((await assetRoutes().request(`/assets/${name}`)).status).toBe(404);
  }
});
