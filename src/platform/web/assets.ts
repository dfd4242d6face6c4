import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { repositoryRoot } from '#src/platform/repository.js';

const folder = join(repositoryRoot(), 'dist/assets');

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

let manifest: Readonly<Record<string, string>> | undefined;

function names(): Readonly<Record<string, string>> {
  try {
    manifest ??= JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return manifest ?? {};
}

/**
 * URL of a bundled file: `asset('app.css')` → `/assets/app-3F2A….css`. Before `build/pages.mjs` has run
 * (unit tests), the plain name: the page is whole, its style sheet answers 404.
 */
export function asset(name: string): string {
  return `/assets/${names()[name] ?? name}`;
}

/** GET /assets/…: only what the manifest names; kept a year by browsers, since a changed file changes name. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  routes.get('/assets/:file', async (c) => {
    const file = c.req.param('file');
    if (!Object.values(names()).includes(file)) return c.text('Not found', 404);
    const type = types[file.split('.').pop() ?? ''] ?? 'application/octet-stream';
    c.header('content-type', type);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('vary', 'accept-encoding');
    const packed = !file.endsWith('.woff2') && /\bbr\b/.test(c.req.header('accept-encoding') ?? '');
    if (packed) c.header('content-encoding', 'br');
    return c.body(await readFile(join(folder, packed ? `${file}.br` : file)));
  });
  return routes;
}
