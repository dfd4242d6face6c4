import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

let served: Served;
let told: Told;

beforeAll(async () => {
  served = await openServed();
  told = await served.tell('examined');
});
afterAll(() => served?.close());

test('an officer, from an order, adds a correspondent to its organisation', async () => {
  const officer = await served.as('Gwenola Achat');
  await officer.goto(`/commandes/${told.id}`);
  await inspect(officer, 'correspondants');
  await officer.getByRole('link', { name: 'Voir les correspondants' }).click();
  await inspect(officer);
  await press(officer, 'Ajouter ce correspondant');
  await inspect(officer, 'a-corriger');
  await officer.getByLabel('Prénom et nom').fill('Tugdual Exemple');
  await officer.getByLabel('Adresse électronique').fill('mairie@exemple.fr');
  await officer.getByLabel('Téléphone professionnel').fill('02 61 91 00 18');
  await press(officer, 'Ajouter ce correspondant');
  await inspect(officer, 'adresse-a-confirmer');
  await officer.getByLabel('Adresse électronique').fill('tugdual.exemple@exemple.fr');
  await press(officer, 'Ajouter ce correspondant');
  await inspect(officer, 'ajoute');
  await served.mailTo('tugdual.exemple@exemple.fr', 'Vous êtes correspondant');
});

test('after an election, a correspondent says who signs no more', async () => {
  const secretary = await served.as(told.author);
  await secretary.goto('/compte');
  await secretary.getByRole('link', { name: /^Correspondants/ }).click();
  await secretary.getByRole('link', { name: 'Voir les signataires' }).click();
  await inspect(secretary);
  await secretary.getByRole('link', { name: /^Ne signe plus/ }).click();
  await inspect(secretary);
  await press(secretary, 'Cette personne ne signe plus');
  await inspect(secretary, 'termine');
  expect(await secretary.textContent('main')).toContain('Aucun signataire');
});

test('a correspondent, from their account, ends another’s role, and reads what follows before their own', async () => {
  const secretary = await served.as(told.author);
  await secretary.goto('/compte');
  await inspect(secretary, 'correspondant');
  await secretary.getByRole('link', { name: /^Correspondants/ }).click();
  await secretary.getByRole('link', { name: /Tugdual Exemple/ }).click();
  await inspect(secretary);
  await press(secretary, 'Mettre fin au rôle');
  await inspect(secretary, 'termine');
  await secretary.getByRole('link', { name: /^Mettre fin/ }).click();
  await inspect(secretary, 'le-dernier');
  await press(secretary, 'Ne plus être correspondant');
  expect(new URL(secretary.url()).pathname).toBe('/compte');
});
