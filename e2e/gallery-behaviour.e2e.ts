import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, type Browser, openBrowser, openPage, screenshot } from '#test/browser.js';
import { gallery } from '#test/gallery/app.js';
import { judged } from './axe-incomplete.js';

let browser: Browser;
let server: ServerType;
let home: string;
const received: { path: string; body: string }[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const app = gallery();
  const fetch: typeof app.fetch = async (request, ...rest) => {
    if (request.method === 'POST') {
      received.push({ path: new URL(request.url).pathname, body: await request.clone().text() });
    }
    return app.fetch(request, ...rest);
  };
  home = await new Promise((resolve) => {
    server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the first stop of the keyboard leads to the content', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/order`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Aller au contenu');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('contenu');
  await page.context().close();
});

test('on a phone the menu opens and closes without any script', async () => {
  const page = await openPage(browser, { width: 390, noScript: true });
  await page.goto(`${home}/order`);
  expect(await page.getByRole('link', { name: 'Certificats' }).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await page.getByRole('link', { name: 'Certificats' }).isVisible()).toBe(true);
  await page.screenshot({ path: 'out/screenshots/gallery-menu-390.png' });
  await page.getByRole('button', { name: 'Fermer' }).click();
  expect(await page.getByRole('link', { name: 'Certificats' }).isVisible()).toBe(false);
  await page.context().close();
});

test('the person’s menu signs out, and closes with Escape', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/order`);
  await page.getByText('Nolwenn Le Test').click();
  expect(await page.getByRole('button', { name: 'Se déconnecter' }).isVisible()).toBe(true);
  await page.screenshot({ path: 'out/screenshots/gallery-person-1280.png' });
  await axe(page, judged);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: 'Se déconnecter' }).isVisible()).toBe(false);
  await page.context().close();
});

test('a refused form gives the focus to its summary, whose links lead to the fields', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/refused`);
  expect(await page.evaluate<string>('document.activeElement.className')).toBe('ds-error-summary');
  await page.getByRole('link', { name: 'Choisissez un lieu de remise' }).click();
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('livraison');
  await page.context().close();
});

test('what hangs on a choice shows with it, without any script', async () => {
  const page = await openPage(browser, { noScript: true });
  await page.goto(`${home}/form`);
  expect(await page.getByLabel('Lequel ?').isVisible()).toBe(false);
  await page.getByLabel('Un autre usage').check();
  expect(await page.getByLabel('Lequel ?').isVisible()).toBe(true);
  await screenshot(page, 'gallery-form-noscript');
  await page.context().close();
});

test('what is typed is kept as a draft, and the form is sent once', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/form`);
  received.length = 0;
  await page.getByLabel('Nom de famille').fill('Fictif');
  await page.getByText('Brouillon enregistré').waitFor();
  expect(received.at(-1)).toMatchObject({ path: '/brouillon', body: expect.stringContaining('nom=Fictif') });
  received.length = 0;
  await page.route('**/titulaires', async (route) => {
    received.push({ path: '/titulaires', body: '' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.fulfill({ status: 200, body: 'merci' });
  });
  await page.getByRole('button', { name: 'Continuer' }).dblclick();
  await page.getByText('merci').waitFor();
  expect(received).toHaveLength(1);
  await page.context().close();
});

test('a file too heavy is pointed out before it is sent', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/holder`);
  const input = page.getByLabel('Photographier ou choisir le verso');
  await input.evaluate((element) => element.setAttribute('data-max-bytes', '1000000'));
  await input.setInputFiles({ name: 'verso.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(1_200_000) });
  await page.getByText('choisissez un fichier de 1 Mo au plus').waitFor();
  await page.context().close();
});

test('the officer’s keys choose and press, except while typing or when turned off', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/desk`);
  await page.keyboard.press('3');
  expect(await page.getByLabel('Expirée').isChecked()).toBe(true);
  await page.getByLabel('Raccourcis clavier').uncheck();
  await page.keyboard.press('1');
  expect(await page.getByLabel('Illisible ou floue').isChecked()).toBe(false);
  await page.reload();
  expect(await page.getByLabel('Raccourcis clavier').isChecked()).toBe(false);
  await page.context().close();
});

test('one box chooses every row, and the bar says how many', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/list`);
  await page.getByLabel('Choisir toutes les lignes').check();
  await page.getByText('4 lignes choisies').waitFor();
  await page.getByLabel('Choisir Yann Exemple').uncheck();
  await page.getByText('3 lignes choisies').waitFor();
  await axe(page, judged);
  await page.context().close();
});

test('the page is drawn in its own face', async () => {
  const page = await openPage(browser);
  await page.goto(`${home}/list`);
  const faces = `document.fonts.ready.then((fonts) => [...fonts].filter((f) => f.status === 'loaded').map((f) => f.weight).sort())`;
  expect(await page.evaluate<string[]>(faces)).toEqual(expect.arrayContaining(['400', '600', '700']));
  await page.context().close();
});
