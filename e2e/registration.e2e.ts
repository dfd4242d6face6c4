import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#src/platform/actor.js';
import { axe, type Browser, fitsPhone, openBrowser, openPage, screenshot } from '#test/browser.js';
import { validHtml } from '#test/html.js';
import { kinds, openSteps, pdf, picture, type Steps } from '#test/registration-steps.js';
import { judged } from './axe-incomplete.js';

let steps: Steps;
let browser: Browser;
let server: ServerType;
let home: string;

beforeAll(async () => {
  [steps, browser] = await Promise.all([openSteps(), openBrowser()]);
  home = await new Promise((resolve) => {
    server = serve({ fetch: steps.desk.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
  await steps.desk.close();
});

async function tabOf(person: Person, width = 1280) {
  const page = await openPage(browser, {
    width,
    extraHTTPHeaders: { 'x-person': steps.desk.keyOf(person) },
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    const refused = / 4(09|22) \(/.test(message.text());
    if (message.type() === 'error' && !refused) complaints.push(message.text());
  });
  /** Looks at the page as it stands: accessible, valid, fit for a phone, without a complaint of the browser. */
  const look = async (name: string): Promise<void> => {
    expect(await validHtml(await page.content())).toEqual([]);
    await screenshot(page, `registration-${name}`);
    await axe(page, judged);
    await fitsPhone(page);
    expect(complaints).toEqual([]);
  };
  return { page, look };
}

describe('the holder, on a phone', () => {
  test('fills in the file, sends the pieces, and hands it in', async () => {
    const { file, holder } = await steps.invited();
    const { page, look } = await tabOf(holder, 390);
    await page.goto(`${home}/mon-dossier/${file}`);
    await look('holder-invited');
    await page.getByRole('link', { name: 'Commencer mon dossier' }).click();
    await page.getByLabel('Tous vos prénoms').fill('Maël, J3an');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await look('holder-identity-refused');
    await page.getByLabel('Tous vos prénoms').fill('Maël, Jean');
    await page.getByLabel('Date de naissance').fill('1988-02-04');
    await page.getByLabel('Lieu de naissance').fill('Rennes (35)');
    await page.getByLabel('Adresse postale').fill('3 rue de l’Essai');
    await page.getByLabel('Code postal').fill('35000');
    await page.getByLabel('Ville').fill('Rennes');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await look('holder-office');
    await page.getByLabel('CCI de Rennes').check();
    await page.getByRole('button', { name: 'Choisir ce bureau' }).click();
    await look('holder-in-progress');
    await page.goto(`${home}/mon-dossier/${file}/pieces`);
    const identity = page.getByRole('form', { name: 'Envoyer : Pièce d’identité' });
    await identity.getByLabel('Fichier ou photo').setInputFiles({
      name: 'carte.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('pas un PDF'),
    });
    await identity.getByLabel('Nature de la pièce').selectOption('passport');
    await identity.getByLabel('4 derniers caractères').fill('12AB');
    await identity.getByLabel('Valable jusqu’au').fill('2027-01-15');
    await identity.getByRole('button', { name: 'Envoyer cette pièce' }).click();
    await look('holder-document-refused');
    for (const kind of kinds) await steps.deposit(file, holder, kind);
    await page.goto(`${home}/mon-dossier/${file}/pieces`);
    await look('holder-documents');
    await page.getByRole('link', { name: 'Vérifier et déposer' }).click();
    await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
    await look('holder-submit-unconfirmed');
    await page.getByLabel('Je confirme').check();
    await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
    await look('holder-submitted');
    await page.context().close();
  });

  test('reads what to replace and how; changes address; gives up', async () => {
    const made = await steps.submitted();
    const { file, holder, officer } = made;
    const reasons = await steps.desk.as(officer).get(`/controle/${file}?piece=identity`);
    const reason = /name="reason" value="([^"]+)"/.exec(reasons.html)?.[1] ?? '';
    for (const kind of kinds) {
      const verdict = kind === 'identity' ? { outcome: 'to-replace', reason } : { outcome: 'accepted' };
      await steps.judge(officer, file, kind, verdict);
    }
    await steps.desk
      .as(officer)
      .post(`/controle/${file}/corrections`, { version: await steps.version(file) });
    const { page, look } = await tabOf(holder, 390);
    await page.goto(`${home}/mon-dossier/${file}`);
    await look('holder-to-correct');
    await page.getByRole('link', { name: 'Corriger mes pièces' }).click();
    await look('holder-documents-to-replace');
    await page.goto(`${home}/mon-dossier/${file}/adresse`);
    await page.getByLabel('Nouvelle adresse électronique').fill('mairie@gmial.com');
    await page.getByRole('button').last().click();
    await look('holder-address');
    await page.goto(`${home}/mon-dossier/${file}/abandon`);
    await look('holder-give-up');
    await page.context().close();
  });
});

describe('the registration officer', () => {
  test('goes from the list to a file, judges each piece from the keyboard, and validates', async () => {
    const { file, officer, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictîf');
    await steps.deposit(file, holder, 'identity', {
      file: new File([new Uint8Array(picture())], 'passeport.png'),
    });
    await steps.deposit(file, holder, 'mandate', {
      file: new File([new Uint8Array(pdf)], 'mandat-signé.pdf'),
    });
    await steps.desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
    const { page, look } = await tabOf(officer);
    await page.goto(`${home}/controle`);
    await look('desk-queue');
    await page.getByRole('link', { name: 'Maël Fictîf' }).click();
    await look('desk-file');
    await page.keyboard.press('1');
    expect(await page.getByRole('radio').first().isChecked()).toBe(true);
    await page.goto(`${home}/controle/${file}?piece=mandate`);
    await look('desk-file-pdf');
    await page.goto(`${home}/controle/${file}`);
    for (const _ of kinds) {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('a')]);
    }
    await look('desk-file-judged');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('v')]);
    expect(await steps.stateOf(file)).toBe('validated');
    await page.goto(`${home}/controle/${file}`);
    await look('desk-file-validated');
    await page.goto(`${home}/controle/${file}/rejet`);
    await look('desk-reject');
    await page.goto(`${home}/controle?liste=tous&q=personne`);
    await look('desk-queue-empty');
    await page.context().close();
  });
});

describe('the correspondent', () => {
  test('follows a file and prepares its data', async () => {
    const { file } = await steps.invited();
    const { page, look } = await tabOf(steps.desk.author);
    await page.goto(`${home}/dossiers/${file}`);
    await look('followed');
    await page.getByRole('link', { name: 'Préparer les données' }).click();
    await look('prepare');
    await page.context().close();
  });
});

describe('the purchasing officer', () => {
  test('records a certificate by hand, and reads why a file is no certificate', async () => {
    const { file } = await steps.validated();
    const { desk } = steps;
    const buyer = await desk.person('Gwenn Achats', [
      { part: 'purchasing-officer', body: desk.bodies.buyer },
    ]);
    const { page, look } = await tabOf(buyer);
    await page.goto(`${home}/dossiers/${file}`);
    await look('followed-validated');
    await page.getByRole('link', { name: 'Noter le certificat' }).click();
    await page.getByLabel('Certificat', { exact: true }).setInputFiles({
      name: 'cle.cer',
      mimeType: 'application/pkix-cert',
      buffer: Buffer.from('rien'),
    });
    await page.getByLabel('Numéro de série de la clé').fill('T-77');
    await page.getByRole('button', { name: 'Noter ce certificat' }).click();
    await look('record-certificate-refused');
    await page.context().close();
  });
});
