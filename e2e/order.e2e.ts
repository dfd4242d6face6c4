import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served } from './served.js';

const mayor = 'yann.exemple@exemple.fr';
let served: Served;
let order: string;
let secretary: Page;

beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served?.close());

test('a secretary finds her commune, and is told when nothing answers', async () => {
  const stranger = await served.nobody();
  await stranger.goto('/');
  await inspect(stranger, 'anonyme');
  await stranger.getByRole('link', { name: 'Essayer avec un personnage' }).click();
  await inspect(stranger);
  secretary = await served.as('Nolwenn Le Test');
  await secretary.goto('/commandes');
  await inspect(secretary, 'aucune');
  await secretary.getByRole('link', { name: 'Commander des certificats' }).click();
  await inspect(secretary);
  await secretary.getByLabel('Nom, code postal ou SIRET').fill('Atlantide');
  await press(secretary, 'Chercher');
  await inspect(secretary, 'introuvable');
  await secretary.getByLabel('Nom, code postal ou SIRET').fill('acigne');
  await press(secretary, 'Chercher');
  await inspect(secretary, 'trouve');
  await secretary.getByLabel('Commune d’Acigné').check();
  await press(secretary, 'Commencer la commande');
  order = /commandes\/([0-9a-f-]{36})/.exec(secretary.url())?.[1] ?? '';
  expect(order).not.toBe('');
});

test('she answers one question at a time, and what is wrong is said beside the field', async () => {
  const page = secretary;
  const siret = await page.getByLabel('Numéro SIRET').inputValue();
  await page.getByLabel('Numéro SIRET').fill('123');
  await press(page, 'Continuer');
  await inspect(page, 'a-corriger');
  expect(await page.title()).toContain('À corriger');
  await page.getByLabel('Numéro SIRET').fill(siret);
  await page.getByLabel('Adresse', { exact: true }).fill('1 place de la Mairie');
  await page.getByLabel('Code postal').fill('35690');
  await page.getByLabel('Ville').fill('Acigné');
  await press(page, 'Continuer');
  await inspect(page);
  await page.getByLabel('Prénom', { exact: true }).fill('Nolwenn');
  await page.getByLabel('Nom', { exact: true }).fill('Le Test');
  await page.getByLabel('Fonction').fill('Secrétaire générale');
  await page.getByLabel('Téléphone').first().fill('02 61 91 00 12');
  await page.getByLabel('Adresse électronique').first().fill('nolwenn.le-test@exemple.fr');
  await press(page, 'Continuer');
  await inspect(page);
});

test('she adds two holders; a shared address and a usage that wants a better certificate are asked about', async () => {
  const page = secretary;
  await fillHolder(page, 1, { givenName: 'Gwenaëlle', surname: 'Essai', email: 'mairie@exemple.fr' });
  await page.getByRole('button', { name: 'Ajouter un titulaire' }).click();
  await fillHolder(page, 2, { givenName: 'Maël', surname: 'Fictif', email: 'mael.fictif@exemple.fr' });
  const second = page.locator('#titulaire-2');
  await second.getByLabel('Signature des pièces de marché').check();
  await press(page, 'Continuer');
  await inspect(page, 'a-confirmer');
  await page
    .locator('#titulaire-1')
    .getByLabel('Adresse électronique professionnelle')
    .fill('gwenaelle.essai@exemple.fr');
  await second.getByLabel('Signature des pièces de marché').uncheck();
  expect(await page.locator('[data-price]').textContent()).toMatch(/288,00/);
  await press(page, 'Continuer');
  await inspect(page);
  await page.getByLabel('Prénom', { exact: true }).fill('Yann');
  await page.getByLabel('Nom', { exact: true }).fill('Exemple');
  await page.getByLabel('Fonction').fill('Maire');
  await page.getByLabel('Adresse électronique professionnelle').fill(mayor);
  await press(page, 'Continuer');
  await inspect(page);
  await page.getByLabel('Numéro d’engagement').fill('E-2026-12');
  await page.getByRole('button', { name: 'Vérifier la commande' }).click();
  await inspect(page);
  await press(page, 'Demander la signature');
  await inspect(page, 'a-signer');
  expect(await page.textContent('main')).toContain('Yann Exemple');
});

test('the mayor opens the door on a phone, reads, accepts both, and signs with a code', async () => {
  const { door } = await served.mailTo(mayor, 'À signer');
  const phone = await served.nobody({ width: 390, hasTouch: true, isMobile: true });
  await phone.goto(door);
  await inspect(phone);
  await press(phone, 'Recevoir le code');
  await inspect(phone, 'code');
  const code = await served.mailTo(mayor, 'code');
  await phone.getByLabel('Code à 6 chiffres').fill(code.code);
  await press(phone, 'Continuer');
  await inspect(phone);
  await press(phone, 'Recevoir le code de signature');
  await inspect(phone, 'a-accepter');
  for (const box of await phone.getByRole('checkbox').all()) await box.check();
  await press(phone, 'Recevoir le code de signature');
  await inspect(phone, 'code');
  const signing = await served.mailTo(mayor, 'Code de signature');
  await phone.getByLabel('Code à 6 chiffres').fill(signing.code === '000000' ? '000001' : '000000');
  await press(phone, 'Signer les deux documents');
  await inspect(phone, 'code-faux');
  await phone.getByLabel('Code à 6 chiffres').fill(signing.code);
  await press(phone, 'Signer les deux documents');
  expect(new URL(phone.url()).pathname).toContain('faite');
  await inspect(phone);
  await phone.goto(door);
  await inspect(phone, 'apres-signature');
  await phone.context().close();
});

test('the order is on its way: the secretary sees whose turn it is', async () => {
  await served.settle();
  await secretary.goto(`/commandes/${order}`);
  await inspect(secretary, 'signee');
  await secretary.goto('/commandes');
  await inspect(secretary);
  await secretary
    .getByRole('link', { name: /^2026-35-/ })
    .first()
    .click();
  expect(new URL(secretary.url()).pathname).toBe(`/commandes/${order}`);
  await secretary.goto(`/commandes/${order}/retrait`);
  await inspect(secretary);
  await secretary.context().close();
});

test('an order may be taken back before it is signed, and the signatory may decline', async () => {
  const told = await served.tell('to-sign');
  const correspondent = await served.as(told.author);
  await correspondent.goto(`/commandes/${told.id}`);
  await correspondent.getByRole('link', { name: /Reprendre/ }).click();
  await inspect(correspondent);
  await press(correspondent, 'Reprendre la commande');
  await inspect(correspondent, 'sans-motif');
  await correspondent.getByRole('radio').first().check();
  await press(correspondent, 'Reprendre la commande');
  await inspect(correspondent, 'reprise');
  const other = await served.tell('to-sign');
  const signatory = await served.as(other.signatory, { width: 390 });
  await signatory.goto(`/commandes/${other.id}/signature`);
  await signatory.getByRole('link', { name: 'Je ne signe pas cette commande' }).click();
  await inspect(signatory);
  await signatory.getByRole('radio').first().check();
  await press(signatory, 'Ne pas signer');
  await inspect(signatory, 'apres-refus-de-signer');
});

async function fillHolder(
  page: Page,
  number: number,
  who: { givenName: string; surname: string; email: string },
): Promise<void> {
  const card = page.locator(`#titulaire-${number}`);
  await card.getByLabel('Prénom', { exact: true }).fill(who.givenName);
  await card.getByLabel('Nom', { exact: true }).fill(who.surname);
  await card.getByLabel('Fonction').fill('Responsable des finances');
  await card.getByLabel('Adresse électronique professionnelle').fill(who.email);
  await card.getByLabel('Téléphone').fill('06 39 98 00 02');
  await card.getByLabel('Agent').check();
  await card.getByLabel('Authentification').check();
}
