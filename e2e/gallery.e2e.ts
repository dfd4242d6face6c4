import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axe, type Browser, fitsPhone, openBrowser, openPage, screenshot } from '#test/browser.js';
import { gallery, pages } from '#test/gallery/app.js';
import { judged } from './axe-incomplete.js';

let browser: Browser;
let server: ServerType;
let home: string;

beforeAll(async () => {
  browser = await openBrowser();
  home = await new Promise((resolve) => {
    server = serve({ fetch: gallery().fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

describe.each(Object.keys(pages))('the page « %s » of the gallery', (name) => {
  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('is clean for axe, in %s at %i pixels', async (scheme, width) => {
    const page = await openPage(browser, { width });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${home}/${name}?scheme=${scheme}`);
    await screenshot(page, `gallery-${name}-${scheme}`, scheme === 'light' ? [1280, 390] : [1280]);
    await axe(page, judged);
    await fitsPhone(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
