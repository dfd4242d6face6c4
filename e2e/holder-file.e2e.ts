import { afterAll, beforeAll, expect, test } from 'vitest';
import { specimenPiece } from '#src/demonstration/history/specimen-piece.js';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

const phone = { width: 390, hasTouch: true, isMobile: true };
let served: Served;
let told: Told;
let page: Page;
let mine: string;

beforeAll(async () => {
  served = await openServed();
  told = await served.tell('transmitted');
  mine = `/mon-dossier/${told.files[0]}`;
  page = await served.nobody(phone);
});
afterAll(() => served?.close());

test('a holder comes by the door of the invitation, on a phone', async () => {
  const { door } = await served.mailTo(holder().email, '');
  await page.goto(door);
  await press(page, 'Recevoir le code');
  await page.getByLabel('Code à 6 chiffres').fill((await served.mailTo(holder().email, 'code')).code);
  await press(page, 'Continuer');
  expect(new URL(page.url()).pathname).toBe(mine);
  await inspect(page, 'invite');
});

test('the holder gives their data, is told what to mend, and chooses an office', async () => {
  await page.getByRole('link', { name: 'Commencer mon dossier' }).click();
  await page.getByLabel('Tous vos prénoms').fill('Maël, J3an');
  await press(page, 'Enregistrer');
  await inspect(page, 'a-corriger');
  await page.getByLabel('Tous vos prénoms').fill(holder().givenName);
  await page.getByLabel('Date de naissance').fill('1988-02-04');
  await page.getByLabel('Lieu de naissance').fill('Rennes (35)');
  await page.getByLabel('Adresse postale').fill('3 rue de l’Essai');
  await page.getByLabel('Code postal').fill('35000');
  await page.getByLabel('Ville').fill('Rennes');
  await press(page, 'Enregistrer');
  await inspect(page);
  await page.getByLabel('bureau de Rennes').check();
  await press(page, 'Choisir ce bureau');
  await inspect(page, 'en-cours');
});

test('a file that is no document is refused beside its field; a right one is kept', async () => {
  await page.getByRole('link', { name: 'Continuer mon dossier' }).click();
  const mandate = page.getByRole('form', { name: 'Envoyer : Mandat du titulaire' });
  await mandate.getByLabel('Fichier ou photo').setInputFiles({
    name: 'mandat.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await specimenPiece('mandate', holder(), 'Rennes', served.clock()).arrayBuffer()),
  });
  await mandate.getByLabel('Date de la pièce').fill(day(-3));
  await mandate.getByText('Brouillon enregistré').waitFor();
  const identity = page.getByRole('form', { name: 'Envoyer : Pièce d’identité' });
  await identity.getByLabel('Fichier ou photo').setInputFiles({
    name: 'carte.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('pas un PDF'),
  });
  await identity.getByLabel('Nature de la pièce').selectOption('passport');
  await identity.getByLabel('4 derniers caractères').fill('12AB');
  await identity.getByLabel('Valable jusqu’au').fill(day(900));
  await press(identity as unknown as Page, 'Envoyer cette pièce');
  await inspect(page, 'fichier-refuse');
  expect(await page.getByText('« mandat.pdf » est gardé').count()).toBe(1);
  expect(await page.getByLabel('Date de la pièce').first().inputValue()).toBe(day(-3));
  for (const kind of await kindsLeft(page)) await deposit(page, kind);
  await inspect(page, 'completes');
});

test('the holder reads all once more, confirms, and hands the file in', async () => {
  await page.getByRole('link', { name: 'Vérifier et déposer' }).click();
  await press(page, 'Déposer mon dossier');
  await inspect(page, 'non-confirme');
  await page.getByRole('checkbox').check();
  await press(page, 'Déposer mon dossier');
  await inspect(page, 'depose');
  await served.mailTo(holder().email, '');
});

test('one document is to be replaced: the mail and the page say which and why', async () => {
  const other = await served.tell('transmitted', { files: ['to-correct'] });
  const email = other.holders[0]?.email ?? '';
  const { door } = await served.mailTo(email, '');
  const tab = await served.nobody(phone);
  await tab.goto(door);
  await press(tab, 'Recevoir le code');
  await tab.getByLabel('Code à 6 chiffres').fill((await served.mailTo(email, 'code')).code);
  await press(tab, 'Continuer');
  await tab.goto(`/mon-dossier/${other.files[0]}`);
  await inspect(tab, 'a-corriger');
  await tab.getByRole('link', { name: 'Corriger mes pièces' }).click();
  await inspect(tab, 'a-remplacer');
  const [kind] = await kindsLeft(tab);
  await deposit(tab, kind ?? '', 'Remplacer cette pièce');
  await tab.getByRole('link', { name: 'Vérifier et déposer' }).click();
  await tab.getByRole('checkbox').check();
  await press(tab, 'Déposer mon dossier');
  expect(await tab.textContent('main')).toContain('examine chaque pièce');
});

test('an address may be corrected, and a file given up, with what follows said first', async () => {
  await page.goto(`${mine}/adresse`);
  await page.getByLabel('Nouvelle adresse électronique').fill('mairie@exemple.fr');
  await press(page, 'Recevoir un code à cette adresse');
  await inspect(page, 'a-confirmer');
  await page.getByRole('checkbox').check();
  await press(page, 'Recevoir un code à cette adresse');
  await inspect(page, 'code-a-recopier');
  await page.goto(`${mine}/abandon`);
  await inspect(page);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /Abandonner/ }).click();
  await inspect(page, 'abandonne');
});

test('the correspondent follows the file and prepares its data, without ever seeing a document', async () => {
  const other = await served.tell('transmitted', { files: ['in-progress'] });
  const secretary = await served.as(other.author);
  await secretary.goto(`/commandes/${other.id}`);
  await inspect(secretary, 'dossiers-en-cours');
  await secretary
    .getByRole('link', { name: `${other.holders[0]?.givenName} ${other.holders[0]?.surname}` })
    .click();
  await inspect(secretary);
  await secretary.getByRole('link', { name: 'Préparer les données' }).click();
  await inspect(secretary);
  await secretary.goto(`/dossiers/${other.files[0]}/adresse`);
  await inspect(secretary);
  await secretary.goto(`/dossiers/${other.files[0]}/abandon`);
  await inspect(secretary);
});

function holder(): Told['holders'][number] {
  const [first] = told.holders;
  if (!first) throw new Error('the order has no holder');
  return first;
}

function day(ahead: number): string {
  return new Date(served.clock().getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
}

/** Kinds of the pieces whose form still wants a file. */
async function kindsLeft(from: Page): Promise<string[]> {
  return from.evaluate<string[]>(`[...document.querySelectorAll('form[action*="/pieces/"]')]
    .map((form) => form.getAttribute('action').split('/').at(-1))`);
}

async function deposit(on: Page, kind: string, button = 'Envoyer cette pièce'): Promise<void> {
  const form = on.locator(`form[action$="/pieces/${kind}"]`);
  const file = specimenPiece(kind, holder(), 'Rennes', served.clock());
  await form.locator('input[type=file]').setInputFiles({
    name: file.name,
    mimeType: file.type,
    buffer: Buffer.from(await file.arrayBuffer()),
  });
  const nature = form.getByLabel('Nature de la pièce');
  if (await nature.isVisible()) {
    await nature.selectOption('passport');
    await form.getByLabel('4 derniers caractères').fill('12AB');
  }
  const expires = form.getByLabel('Valable jusqu’au');
  if (await expires.isVisible()) await expires.fill(day(900));
  const dated = form.getByLabel('Date de la pièce');
  if (await dated.isVisible()) await dated.fill(day(-5));
  await form.getByRole('button', { name: button }).click();
}
