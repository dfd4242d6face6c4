import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

let served: Served;
let told: Told;
let accountant: Page;
let invoice: string;

beforeAll(async () => {
  served = await openServed();
  told = await served.tell('transmitted', {
    files: ['validated', 'validated', 'validated'],
    visit: 'handed-over',
  });
  await served.tell('transmitted', { files: ['validated', 'validated', 'validated'], visit: 'handed-over' });
  accountant = await served.as('Armelle Facture');
});
afterAll(() => served?.close());

test('what was handed over waits to be invoiced, and several lines go at one press', async () => {
  await accountant.goto('/');
  await inspect(accountant, 'comptable');
  await accountant.goto('/factures');
  await inspect(accountant);
  await press(accountant, 'Émettre les factures choisies');
  await inspect(accountant, 'rien-de-choisi');
  await accountant.goto('/factures');
  await accountant.locator('tbody th a').first().click();
  await inspect(accountant);
  await accountant.goto('/factures');
  await accountant.getByLabel('Choisir toutes les lignes').check();
  await press(accountant, 'Émettre les factures choisies');
  // the page follows the work by itself
  await accountant.getByRole('heading', { name: /factures émises/ }).waitFor();
  await inspect(accountant);
  await accountant.goto('/factures');
  await inspect(accountant, 'plus-rien');
});

test('an invoice is read, sent, and its payment noted', async () => {
  await accountant.goto('/factures/emises');
  await inspect(accountant);
  await accountant.locator('tbody th a').first().click();
  invoice = new URL(accountant.url()).pathname;
  await inspect(accountant, 'emise');
  await accountant.goto(`${invoice}/envoi`);
  await inspect(accountant);
  await accountant.getByLabel('Aussi à cette adresse').fill('rien');
  await press(accountant, 'Envoyer la facture');
  await inspect(accountant, 'adresse-refusee');
  await accountant.getByLabel('Aussi à cette adresse').fill('compta@exemple.fr');
  await press(accountant, 'Envoyer la facture');
  await inspect(accountant, 'envoyee');
  await served.settle();
  await accountant.goto(`${invoice}/paiement`);
  await accountant.getByLabel('Paiement reçu le').fill('');
  await press(accountant, 'Noter le paiement');
  await inspect(accountant, 'a-corriger');
  await accountant.goto(`${invoice}/paiement`);
  await inspect(accountant);
  await press(accountant, 'Noter le paiement');
  await inspect(accountant, 'payee');
  const pdf = await accountant.request.get(`${invoice}/facture.pdf`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
});

test('another is annulled by a credit note, with its reason; the list exports', async () => {
  await accountant.goto('/factures/emises?etat=issued');
  await accountant.locator('tbody th a').first().click();
  const other = new URL(accountant.url()).pathname;
  await accountant.goto(`${other}/avoir`);
  await inspect(accountant);
  await press(accountant, 'Émettre l’avoir');
  await inspect(accountant, 'a-corriger');
  await accountant.locator('input[name=reason]').first().check();
  await accountant.getByLabel('Oui, elle revient à facturer').check();
  await press(accountant, 'Émettre l’avoir');
  await inspect(accountant, 'avoir');
  const csv = await accountant.request.get('/factures/export.csv');
  expect(csv.headers()['content-type']).toContain('text/csv');
  await accountant.goto('/factures/emises?q=personne');
  await inspect(accountant, 'introuvable');
});

test('the centre’s accountant has the interventions, and the organisation sees its invoices', async () => {
  const centre = await served.as('Soazig Compte');
  await centre.goto('/factures');
  await inspect(centre, 'centre');
  const secretary = await served.as(told.author);
  await secretary.goto(`/commandes/${told.id}`);
  await inspect(secretary, 'facturee');
});

test('without scripts, an intervention of several hours is completed and issued', async () => {
  const centre = await served.as('Soazig Compte', { noScript: true });
  await centre.goto('/factures');
  await centre.locator('tbody th a').first().click();
  await centre.getByLabel('Nombre d’interventions').fill('2');
  await press(centre, 'Enregistrer');
  await inspect(centre, 'sans-script-a-corriger', false);
  await centre.getByLabel('Pourquoi plus d’une').fill('deux heures sur place');
  await press(centre, 'Enregistrer');
  await press(centre, 'Émettre la facture');
  expect(await centre.textContent('main')).toContain('164,00');
});
