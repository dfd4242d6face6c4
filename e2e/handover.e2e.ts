import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

let served: Served;
let told: Told;
let officer: Page;
let visit: string;
let second: string;

beforeAll(async () => {
  served = await openServed();
  told = await served.tell('transmitted', { files: ['validated', 'validated', 'validated'] });
  officer = await served.as('Bleuenn Remise');
});
afterAll(() => served?.close());

test('the centre scans the keys that it received; a wrong number is said', async () => {
  await officer.goto('/');
  await inspect(officer, 'delivrance');
  await officer.goto('/rendez-vous');
  await inspect(officer, 'rien-a-convenir');
  await officer.goto('/cles');
  await inspect(officer);
  await officer.goto('/cles?liste=chemin');
  const serials = await officer.locator('tbody th a').allTextContents();
  expect(serials.length).toBe(told.holders.length);
  await officer.locator('tbody th a').first().click();
  await inspect(officer, 'en-chemin');
  const key = officer.url();
  await officer.goto(`${key}/signalement`);
  await inspect(officer);
  await officer.goto('/cles');
  await officer.getByLabel('Numéros de série').fill(['ABC-0', ...serials].join('\n'));
  await officer.getByRole('form', { name: 'Noter des clés reçues' }).getByRole('button').click();
  await inspect(officer, 'recues');
  await officer.goto(key);
  await inspect(officer, 'au-centre');
  await served.settle();
});

test('times are proposed on the organisation’s premises', async () => {
  await officer.goto('/rendez-vous');
  await inspect(officer, 'a-convenir');
  await press(officer, 'Proposer des horaires');
  await inspect(officer);
  const minutes = await officer.locator('.filters .ds-field').last().boundingBox();
  const button = await officer.getByRole('button', { name: 'Voir les horaires libres' }).boundingBox();
  expect((button?.x ?? 0) - (minutes?.x ?? 0) - (minutes?.width ?? 0)).toBeLessThan(30);
  expect(minutes?.width).toBeLessThan(180);
  for (const box of await officer.getByRole('checkbox').all()) await box.uncheck({ force: true });
  await press(officer, 'Envoyer la proposition');
  await inspect(officer, 'sans-horaire');
  const times = officer.locator('.time label');
  for (const index of [0, 3, 7]) await times.nth(index).click();
  await officer.getByLabel('Lieu').fill('Mairie, salle du conseil');
  await press(officer, 'Envoyer la proposition');
  visit = new URL(officer.url()).pathname;
  await inspect(officer, 'propose');
  await served.settle();
});

test('the holder, on a phone, finds that none suits, says which days would, then picks a time', async () => {
  const { door } = await served.mailTo(email(0), 'hoisi');
  const phone = await served.nobody({ width: 390, hasTouch: true, isMobile: true });
  await phone.goto(door);
  await press(phone, 'Recevoir le code');
  await phone.getByLabel('Code à 6 chiffres').fill((await served.mailTo(email(0), 'code')).code);
  await press(phone, 'Continuer');
  await phone.goto(`/rendez-vous/dossier/${told.files[0]}`);
  await inspect(phone, 'a-choisir');
  await press(phone, 'Aucun horaire ne convient');
  await inspect(phone, 'aucun-ne-convient');
  await press(phone, 'Envoyer ces jours');
  await inspect(phone, 'jours-a-dire');
  await phone.goto(`/rendez-vous/dossier/${told.files[0]}`);
  await press(phone, 'Choisir cet horaire');
  await inspect(phone, 'sans-choix');
  await phone.locator('.time label').first().click();
  await press(phone, 'Choisir cet horaire');
  await inspect(phone, 'convenu');
  await served.settle();
  for (const step of ['deplacement', 'annulation']) {
    await phone.goto(`/rendez-vous/dossier/${told.files[0]}/${step}`);
    await inspect(phone);
  }
  await phone.goto(`/mon-dossier/${told.files[0]}`);
  await inspect(phone, 'rendez-vous-pris');
  await phone.context().close();
});

test('the visit stands in the agenda; it may be moved, or cancelled', async () => {
  await officer.goto(visit);
  await inspect(officer, 'convenu');
  await officer.goto(`${visit}/deplacement`);
  await inspect(officer);
  await officer.goto(`${visit}/annulation`);
  await inspect(officer);
  await officer.goto('/rendez-vous?liste=fixes');
  await inspect(officer, 'fixes');
  await officer.getByRole('link', { name: 'Mon agenda' }).click();
  await inspect(officer);
  const secretary = await served.as(told.author);
  await secretary.goto(`/commandes/${told.id}`);
  await inspect(secretary, 'rendez-vous-pris');
});

test('face to face: identity, key, certificate read and shown, accepted, confirmed', async () => {
  await served.comeTo(visit);
  await officer.goto(visit);
  await inspect(officer, 'le-jour');
  await officer
    .getByRole('link', { name: /Remettre sa clé/ })
    .first()
    .click();
  await inspect(officer);
  expect(await lit(officer)).toEqual(['current', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  // as whoever has no script that asks for every field
  await officer.evaluate(`document.querySelector('.stages').closest('form').submit()`);
  await officer.locator('.ds-error-summary').waitFor();
  await inspect(officer, 'a-corriger');
  await handOver(officer);
  await served.settle();
  await officer.goto(visit);
  await inspect(officer, 'remis');
  await served.mailTo(email(0), 'emis');
  const holder = await served.as(email(0), { width: 390 });
  await holder.goto(`/rendez-vous/dossier/${told.files[0]}`);
  await inspect(holder, 'remis');
  const record = await holder.getByRole('link', { name: /PDF/ }).getAttribute('href');
  const pdf = await holder.request.get(record ?? '');
  expect(pdf.headers()['content-type']).toBe('application/pdf');
});

test('the holder suspends the certificate of a key that is mislaid, resumes it, and has it revoked', async () => {
  const holder = await served.as(email(0), { width: 390 });
  await holder.goto(`/mon-dossier/${told.files[0]}`);
  await inspect(holder, 'remis');
  await holder.getByRole('link', { name: 'Tout le certificat' }).click();
  await inspect(holder, 'actif');
  await holder.getByRole('link', { name: 'Suspendre le certificat' }).click();
  await inspect(holder);
  await holder.getByLabel('Clé égarée').check();
  await press(holder, 'Suspendre le certificat');
  await holder.waitForURL(/\/certificats\/[^/]+$/);
  await served.settle();
  await holder.reload();
  await inspect(holder, 'suspendu');
  await press(holder, 'Remettre en service');
  await holder.getByRole('link', { name: 'Révoquer le certificat' }).click();
  await inspect(holder);
  await press(holder, 'Révoquer le certificat');
  await inspect(holder, 'sans-motif');
  await holder.getByLabel('Clé perdue').check();
  await holder.getByLabel('J’ai compris que la révocation est définitive').check();
  await press(holder, 'Révoquer le certificat');
  await holder.waitForURL(/\/certificats\/[^/]+$/);
  await served.settle();
  await holder.reload();
  await inspect(holder, 'revoque');
  const secretary = await served.as(told.author);
  await secretary.goto(`/commandes/${told.id}`);
  await inspect(secretary, 'certificat-revoque');
});

test('an absence and refused data each have their page and their consequence', async () => {
  const other = await served.tell('transmitted', {
    files: ['validated', 'validated', 'validated'],
    visit: 'scheduled',
  });
  await officer.goto(`/rendez-vous/dossier/${other.files[0]}`);
  await officer.getByRole('link', { name: 'Ouvrir le rendez-vous' }).click();
  second = new URL(officer.url()).pathname;
  await served.comeTo(second);
  await officer.goto(`${second}/refus/${other.files[0]}`);
  await inspect(officer);
  await press(officer, 'Noter le refus');
  await inspect(officer, 'a-corriger');
  await officer.goto(`${second}/absence/${other.files[0]}`);
  await inspect(officer);
  await officer.getByRole('radio').first().check();
  await officer.locator('main form button').last().click();
  await inspect(officer, 'absence-notee');
});

test('and without scripts it is one form', async () => {
  const plain = await served.as('Bleuenn Remise', { noScript: true });
  await plain.goto(second);
  await plain
    .getByRole('link', { name: /Remettre sa clé/ })
    .first()
    .click();
  await inspect(plain, 'sans-script', false);
  await handOver(plain, false);
  await served.settle();
});

function email(index: number): string {
  return told.holders[index]?.email ?? '';
}

/** Goes through the form of the face-to-face, one stage after the other; with scripts, each stage done lights the next. */
async function handOver(page: Page, scripts = true): Promise<void> {
  const title = await page
    .getByText(/^Clé n°/)
    .first()
    .textContent();
  const serial = /Clé n° (\S+)/.exec(title ?? '')?.[1] ?? '';
  await page.getByLabel('4 derniers caractères de son numéro').fill('TEST');
  await page.getByLabel('La personne présente est celle de la photo').check();
  const read = page.getByLabel('Numéro lu sur la clé');
  await read.fill('TEST-00000000');
  if (scripts) expect((await lit(page)).slice(0, 3)).toEqual(['done', 'current', 'waiting']);
  await read.clear();
  await read.pressSequentially(serial);
  // a scanner ends with Enter, which sends nothing
  if (scripts) await page.keyboard.press('Enter');
  if (scripts) expect(await lit(page)).toEqual(['done', 'done', 'current', 'waiting', 'waiting', 'waiting']);
  for (const box of await page.locator('.stages input[type="checkbox"]').all()) await box.check();
  if (scripts) expect(new Set(await lit(page))).toEqual(new Set(['done']));
  const form = page.url();
  await press(page, 'Terminer la remise');
  expect(page.url()).not.toBe(form);
}

/** How each stage of the face-to-face stands. */
function lit(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('li[data-stage]')].map((stage) => stage.dataset.state)`,
  );
}
