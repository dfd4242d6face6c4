import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, type Browser, fitsPhone, openBrowser, openPage, type Page, screenshot } from '#test/browser.js';
import { type Expected, type HandoverApp, openHandover, timesOn } from '#test/handover.js';
import { validHtml } from '#test/html.js';
import type { Visitor } from '#test/visitor.js';
import { judged } from './axe-incomplete.js';

let app: HandoverApp;
let browser: Browser;
let server: ServerType;
let home: string;
beforeAll(async () => {
  [app, browser] = await Promise.all([openHandover(), openBrowser()]);
  home = await new Promise((resolve) => {
    server = serve({ fetch: app.http.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
  await app.close();
});

interface Tab {
  page: Page;
  /** Looks at the page as it stands: accessible, valid, fit for a phone, without a complaint of the browser. */
  look(name: string): Promise<void>;
}

async function tabOf(visitor: Visitor, options: { width?: number; noScript?: boolean } = {}): Promise<Tab> {
  const page = await openPage(browser, options);
  await page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: home })));
  const complaints: string[] = [];
  page.on('console', (message) => {
    const refused = / 4(09|22) \(/.test(message.text());
    if (message.type() === 'error' && !refused) complaints.push(message.text());
  });
  return {
    page,
    async look(name) {
      expect(await validHtml(await page.content())).toEqual([]);
      await screenshot(page, `visits-${name}`);
      if (!options.noScript) await axe(page, judged);
      await fitsPhone(page);
      expect(complaints).toEqual([]);
    },
  };
}

let people: Expected[];

test('the delivery officer scans a parcel of keys and proposes a visit', async () => {
  people = await app.validated(['Gwenaëlle Essai', 'Yann Exemple']);
  const { page, look } = await tabOf(app.officer);
  await page.goto(`${home}/cles`);
  await look('keys');
  const field = page.getByLabel('Numéros de série');
  for (const { serial } of people) {
    await field.pressSequentially(serial);
    await field.press('Enter');
  }
  await field.pressSequentially('TEST-INCONNUE');
  await page.getByRole('button', { name: 'Noter la réception' }).first().click();
  await expect.poll(() => page.getByText('2 clés notées').count()).toBe(1);
  await look('keys-received');
  await app.settle();
  await page.goto(`${home}/cles?liste=centre`);
  await page.getByRole('link', { name: people[0]?.serial ?? '' }).click();
  await look('key');
  await page.getByRole('link', { name: 'Signaler' }).click();
  await look('key-report');

  await page.goto(`${home}/rendez-vous`);
  await look('visits');
  await page.getByRole('button', { name: 'Proposer des horaires' }).click();
  await look('propose');
  const boxes = page.locator('.times input');
  for (const index of [2, 7, 13]) await boxes.nth(index).check();
  await page.getByLabel('À dire à l’organisme').fill('Prévoir une prise de courant.');
  await page.getByRole('button', { name: 'Envoyer la proposition' }).click();
  await look('proposed');
  await app.settle();
});

test('the holder picks a time on a phone, the correspondent moves it', async () => {
  const [, yann] = people as [Expected, Expected];
  const { page, look } = await tabOf(await app.holder(yann), { width: 390 });
  await page.goto(`${home}/rendez-vous/dossier/${yann.file}`);
  await look('pick');
  await page.locator('.time').nth(1).click();
  await page.getByRole('button', { name: 'Choisir cet horaire' }).click();
  await look('agreed');
  await app.settle();

  const other = await tabOf(app.correspondent);
  await other.page.goto(`${home}/rendez-vous/dossier/${yann.file}/deplacement`);
  await other.look('move');
  await other.page.locator('.time').nth(0).click();
  await other.page.getByLabel('Titulaire', { exact: false }).first().check();
  await other.page.getByRole('button', { name: 'Déplacer le rendez-vous' }).click();
  await expect.poll(() => other.page.url()).toContain(`/rendez-vous/dossier/${yann.file}`);
  await app.settle();
  await other.page.goto(`${home}/rendez-vous/dossier/${yann.file}/annulation`);
  await other.look('cancel');
  await page.goto(`${home}/mon-dossier/${yann.file}`);
  await look('my-file');
});

test('the face-to-face lights one stage after the other, under the keyboard and the scanner', async () => {
  const [gwenaelle, yann] = people as [Expected, Expected];
  const visit = await app.visitOf(yann.file);
  const { page, look } = await tabOf(app.officer, { width: 1180 });
  await page.goto(`${home}/rendez-vous/${visit}`);
  await look('visit-to-come');
  await page.goto(`${home}/rendez-vous/${visit}/deplacement`);
  await look('officer-move');
  await page.goto(`${home}/rendez-vous/agenda?agent=tous&semaine=2026-W49`);
  await look('agenda-empty');
  const journal = await app.journal(visit);
  expect(journal.map((line) => line.type)).toContain('appointment.moved');
  app.clock.set(await startOf(visit));
  await page.goto(`${home}/rendez-vous/agenda`);
  await look('agenda');
  await page.goto(`${home}/rendez-vous?liste=fixes`);
  await look('visits-agreed');
  await page.goto(`${home}/rendez-vous/${visit}/remise/${gwenaelle.file}`);
  const lit = () =>
    page
      .locator('li[data-stage]')
      .evaluateAll((nodes) =>
        nodes.map((node) => (node as unknown as { dataset: { state: string } }).dataset.state),
      );
  expect(await lit()).toEqual(['current', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  await look('face-to-face');
  await page.getByLabel('4 derniers caractères de son numéro').fill('FW46');
  await page.getByLabel('La personne présente est celle de la photo').check();
  await page.getByLabel('Numéro lu sur la clé').pressSequentially(gwenaelle.serial);
  await page.keyboard.press('Enter');
  expect(await lit()).toEqual(['done', 'done', 'current', 'waiting', 'waiting', 'waiting']);
  await page.getByText('11 vérifications', { exact: false }).click();
  await page.getByLabel('Montré au titulaire').check();
  await look('face-to-face-midway');
  await page.getByRole('button', { name: 'Terminer la remise' }).click();
  await page.locator('.ds-error-summary').waitFor();
  await look('face-to-face-refused');
  for (const label of [
    'Le titulaire accepte',
    'Le titulaire dit l’avoir reçu',
    'j’ai reçu ma clé',
    'j’ai vérifié son identité',
  ]) {
    await page.getByLabel(label).last().check();
  }
  expect(await lit()).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
  await page.getByRole('button', { name: 'Terminer la remise' }).click();
  await expect.poll(() => page.url()).toContain(`/remise/${yann.file}`);
  await app.settle();
  await look('second');
  await page.getByRole('link', { name: 'Il refuse les données' }).click();
  await look('data-refused');
  await page.goto(`${home}/rendez-vous/${visit}/absence/${yann.file}`);
  await look('absence');
});

test('and without scripts it is one form', async () => {
  const [, yann] = people as [Expected, Expected];
  const visit = await app.visitOf(yann.file);
  const { page, look } = await tabOf(app.officer, { noScript: true });
  await page.goto(`${home}/rendez-vous/${visit}/remise/${yann.file}`);
  await look('no-script');
  await page.getByLabel('4 derniers caractères de son numéro').fill('FW46');
  await page.getByLabel('Numéro lu sur la clé').fill(yann.serial);
  for (const box of await page.locator('.stages input[type="checkbox"]').all()) await box.check();
  await page.getByRole('button', { name: 'Terminer la remise' }).click();
  await expect.poll(() => page.url()).toBe(`${home}/rendez-vous/${visit}`);
  await app.settle();
  await page.reload();
  await look('held');
  const holder = await tabOf(await app.holder(yann), { width: 390 });
  await holder.page.goto(`${home}/rendez-vous/dossier/${yann.file}`);
  await holder.look('handed-over');
});

test('nothing suits: days are offered on a phone', async () => {
  const [one] = (await app.arrived(['Enora Occupée'])) as [Expected];
  const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
  const officer = /name="officer" value="([^"]+)"/.exec(form.html)?.[1] ?? '';
  await app.officer.post('/rendez-vous/proposition', {
    dossier: one.file,
    officer,
    minutes: '60',
    place: 'Mairie, 1 place de l’Essai, 35690 Acigné',
    times: timesOn(form.html)[0] ?? '',
  });
  const { page, look } = await tabOf(await app.holder(one), { width: 390 });
  await page.goto(`${home}/rendez-vous/dossier/${one.file}`);
  await page.getByRole('button', { name: 'Aucun horaire ne convient' }).click();
  await look('offer');
  await page.getByRole('button', { name: 'Envoyer ces jours' }).click();
  await look('offer-refused');
  const officers = await tabOf(app.officer);
  await officers.page.goto(`${home}/rendez-vous?liste=reponse`);
  await officers.look('awaiting');
  await officers.page.goto(`${home}/rendez-vous/telephone?dossier=${one.file}`);
  await officers.look('fix');
});

async function startOf(visit: string): Promise<Date> {
  const answer = await app.officer.get(`/rendez-vous/${visit}/rendez-vous.ics`);
  const [, day = '', time = ''] = /DTSTART;TZID=Europe\/Paris:(\d{8})T(\d{6})/.exec(answer.html) ?? [];
  const local = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:00`;
  return new Date(`${local}+01:00`);
}
