import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served } from './served.js';

let served: Served;
let administrator: Page;

beforeAll(async () => {
  served = await openServed();
  await served.tell('submitted');
  await served.settle();
  administrator = await served.as('Alan Réglage');
});
afterAll(() => served?.close());

test('roles are granted and ended', async () => {
  const page = administrator;
  await page.goto('/');
  await inspect(page, 'administration');
  await page.goto('/roles');
  await inspect(page);
  await page.getByRole('link', { name: 'Accorder un rôle' }).click();
  await inspect(page, 'organisme');
  await page
    .getByRole('link', { name: /Mégalis/ })
    .first()
    .click();
  await press(page, 'Accorder le rôle');
  await inspect(page, 'a-corriger');
  await page.getByLabel('Gestionnaire des achats').check();
  await page.getByLabel('Adresse électronique de la personne').fill('malo.riou@exemple.fr');
  await page.getByLabel('Prénom et nom').fill('Malo Riou');
  await press(page, 'Accorder le rôle');
  await inspect(page, 'accorde');
  await page
    .getByRole('link', { name: /Mettre fin .* Malo Riou/ })
    .first()
    .click();
  await inspect(page);
  await press(page, 'Mettre fin au rôle');
  expect(await page.textContent('main')).toContain('Le rôle a pris fin');
});

test('the catalogue is read, one entry changed, and another added', async () => {
  const page = administrator;
  await page.goto('/catalogue');
  await inspect(page);
  const kinds = await page
    .locator('main a[href^="/catalogue/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const kind of new Set(kinds)) {
    await page.goto(kind);
    await inspect(page);
    const entry = page.locator('tbody th a, main li a[href*="/catalogue/"]').first();
    if (!(await entry.isVisible())) continue;
    await entry.click();
    await inspect(page, 'entree');
  }
});

test('a body of the relay is added and changed', async () => {
  const page = administrator;
  await page.goto('/catalogue');
  await page.getByRole('link', { name: 'Organismes de la chaîne' }).click();
  await inspect(page);
  await page.getByRole('link', { name: 'Ajouter un bureau d’enregistrement' }).click();
  await inspect(page);
  await press(page, 'Ajouter');
  await inspect(page, 'a-corriger');
  const typed = {
    Nom: 'Chambre de commerce et d’industrie, bureau de Fougères',
    'Nom court': 'CCI Fougères',
    'Numéro SIRET': '999 999 998 00993',
    Adresse: '3 rue de l’Exemple',
    'Code postal': '35300',
    Ville: 'Fougères',
    Départements: '35',
    'Personne ou service à joindre': 'Accueil des entreprises',
    Téléphone: '02 61 91 01 35',
    'Adresse électronique': 'cci.fougeres@exemple.fr',
    Horaires: 'Du lundi au vendredi, de 9 h à 12 h',
  };
  for (const [label, text] of Object.entries(typed)) {
    await page.getByLabel(label, { exact: label !== 'Départements' }).fill(text);
  }
  await page.getByLabel('Nature de l’organisme').selectOption('Chambre consulaire');
  await press(page, 'Ajouter');
  await inspect(page, 'ajoute');
  await page.getByLabel('Téléphone', { exact: true }).fill('02 61 91 02 35');
  await press(page, 'Enregistrer');
  expect(await page.textContent('main')).toContain('C’est enregistré');
});

test('organisations, mails, jobs, the account', async () => {
  const page = administrator;
  for (const path of ['/organismes/nouveau', '/courrier', '/travaux', '/compte', '/journal']) {
    const answer = await page.goto(path);
    if (answer?.status() === 404) continue;
    await inspect(page);
  }
  await page.goto('/courrier');
  await page.locator('main tbody a, main li a').first().click();
  await inspect(page, 'message');
  await page.goto('/organismes/nouveau');
  await page.locator('main form button').last().click();
  await inspect(page, 'a-corriger');
});

test('the auditor reads counts and the journal; the pages everybody may read are there', async () => {
  const auditor = await served.as('Maïwenn Regard');
  await auditor.goto('/');
  await inspect(auditor, 'audit');
  for (const path of [
    '/chiffres',
    '/journal',
    '/accessibilite',
    '/donnees-personnelles',
    '/mentions-legales',
  ]) {
    const answer = await auditor.goto(path);
    expect.soft(answer?.status(), path).toBe(200);
    await inspect(auditor);
  }
});

test('signing in and out', async () => {
  const page = await served.nobody();
  await page.goto('/connexion');
  await inspect(page);
  await press(page, 'Recevoir un code');
  await inspect(page, 'a-corriger');
  await page.getByLabel('Votre adresse électronique').fill('alan.reglage@exemple.fr');
  await press(page, 'Recevoir un code');
  await inspect(page, 'code');
  await page.getByLabel('Code à 6 chiffres').fill('12');
  await press(page, 'Continuer');
  await inspect(page, 'code-faux');
  await page.goto('/nulle-part');
  await inspect(page, 'introuvable');
});
