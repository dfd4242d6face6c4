import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

let served: Served;
let first: Told;
let second: Told;
let officer: Page;

beforeAll(async () => {
  served = await openServed();
  first = await served.tell('transmitted', { files: ['submitted', 'submitted', 'submitted'] });
  second = await served.tell('transmitted', { files: ['submitted', 'submitted', 'submitted'] });
  officer = await served.as('Katell Démo');
});
afterAll(() => served?.close());

test('the list: oldest first, found by name, nothing found, all of them', async () => {
  await officer.goto('/');
  await inspect(officer, 'enregistrement');
  await officer.goto('/controle');
  await inspect(officer);
  await officer.goto('/controle?liste=tous&q=personne');
  await inspect(officer, 'introuvable');
  await officer.goto('/controle');
  const [holder] = first.holders;
  await officer
    .getByRole('link', { name: holder?.surname ?? '' })
    .first()
    .click();
  expect(new URL(officer.url()).pathname).toMatch(/^\/controle\/[0-9a-f-]{36}$/);
});

test('on arrival, on a screen of 1280 by 800, a piece is accepted or refused without scrolling', async () => {
  const before = officer.viewportSize();
  await officer.setViewportSize({ width: 1280, height: 800 });
  await officer.goto(`/controle/${first.files[0]}`);
  const reasons = officer.getByRole('radio');
  for (const control of [
    officer.getByRole('button', { name: 'Accepter' }),
    reasons.first(),
    reasons.nth(3),
  ]) {
    const box = await control.boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
  }
  if (before) await officer.setViewportSize(before);
});

test('keys 1 to 9 choose a reason, R asks for another document, C sends the corrections', async () => {
  await officer.goto(`/controle/${first.files[0]}`);
  await inspect(officer);
  await officer.keyboard.press('1');
  expect(await officer.getByRole('radio').first().isChecked()).toBe(true);
  await inspect(officer, 'motif-choisi');
  await stroke(officer, 'r');
  await judgeAll(officer);
  await inspect(officer, 'a-corriger');
  await stroke(officer, 'c');
  await officer.goto(`/controle/${first.files[0]}`);
  await inspect(officer, 'corrections-demandees');
  await served.mailTo(first.holders[0]?.email ?? '', 'remplacer');
});

test('a request for another document without a reason is refused beside the form', async () => {
  await officer.goto(`/controle/${second.files[0]}`);
  await stroke(officer, 'r');
  await inspect(officer, 'sans-motif');
});

test('A accepts each piece, V validates, S goes to the next file: no mouse', async () => {
  await officer.goto(`/controle/${second.files[0]}`);
  await judgeAll(officer);
  await inspect(officer, 'a-valider');
  await stroke(officer, 'v');
  await served.settle();
  await officer.goto(`/controle/${second.files[0]}`);
  await inspect(officer, 'valide');
  await served.mailTo(second.holders[0]?.email ?? '', '');
});

test('typing a precision presses nothing, and the keys can be turned off', async () => {
  const third = await served.tell('transmitted', { files: ['submitted'] });
  await officer.goto(`/controle/${third.files[0]}`);
  const note = officer.getByLabel('Précision pour le titulaire');
  await note.fill('');
  await note.press('a');
  await note.press('1');
  expect(await note.inputValue()).toBe('a1');
  expect(await officer.getByRole('radio').first().isChecked()).toBe(false);
  await officer.getByLabel('Raccourcis clavier').uncheck();
  await officer.keyboard.press('1');
  expect(await officer.getByRole('radio').first().isChecked()).toBe(false);
  await officer.getByLabel('Raccourcis clavier').check();
});

test('a file is rejected, or opened again, each with its reason', async () => {
  await officer.goto(`/controle/${second.files[0]}/reouverture`);
  await inspect(officer);
  await officer.getByRole('radio').first().check();
  await press(officer, /Rouvrir/);
  await inspect(officer, 'rouvert');
  const third = await served.tell('transmitted', { files: ['submitted'] });
  await officer.goto(`/controle/${third.files[0]}/rejet`);
  await inspect(officer);
  await officer.getByRole('radio').first().check();
  await press(officer, /Rejeter/);
  await inspect(officer, 'rejete');
});

test('the purchasing officer records a certificate by hand, and reads why a file is no certificate', async () => {
  const told = await served.tell('transmitted', { files: ['submitted'] });
  // the authority gives no certificate by itself from here on
  await served.app.jobs.stop();
  await officer.goto(`/controle/${told.files[0]}`);
  await judgeAll(officer);
  await stroke(officer, 'v');
  const buyer = await served.as('Gwenola Achat');
  await buyer.goto(`/dossiers/${told.files[0]}`);
  await inspect(buyer, 'valide');
  await buyer.getByRole('link', { name: 'Noter le certificat' }).click();
  await buyer.getByLabel('Certificat', { exact: true }).setInputFiles({
    name: 'cle.cer',
    mimeType: 'application/pkix-cert',
    buffer: Buffer.from('rien'),
  });
  await buyer.getByLabel('Numéro de série de la clé').fill('T-77');
  await press(buyer, 'Noter ce certificat');
  await inspect(buyer, 'certificat-refuse');
});

/** Presses a key that sends a form, and waits for the page that answers. */
async function stroke(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)]);
}

/** Accepts, under the key, each piece that waits for its verdict. */
async function judgeAll(page: Page): Promise<void> {
  while (await page.getByText('à juger', { exact: false }).first().isVisible()) await stroke(page, 'a');
}
