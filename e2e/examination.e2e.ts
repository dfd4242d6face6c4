import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '#test/browser.js';
import { inspect } from './inspect.js';
import { openServed, press, type Served, type Told } from './served.js';

let served: Served;
let officer: Page;

beforeAll(async () => {
  served = await openServed();
  officer = await served.as('Gwenola Achat');
});
afterAll(() => served?.close());

test('from the list to the order, read beside its signature, countersigned, and transmitted by itself', async () => {
  const told = await served.tell('submitted');
  await officer.goto('/');
  await inspect(officer, 'gestionnaire');
  await officer.goto('/commandes');
  await inspect(officer, 'gestionnaire');
  await officer.goto('/commandes?etat=refused');
  await inspect(officer, 'aucune-a-ce-filtre');
  await officer.getByLabel('État').selectOption('submitted');
  await press(officer, 'Filtrer');
  await officer.getByRole('row').nth(1).getByRole('link').first().click();
  await inspect(officer, 'a-examiner');
  await officer.getByRole('link', { name: /^Examiner/ }).click();
  await inspect(officer);
  await press(officer, 'Tout est juste');
  await inspect(officer, 'adresse-a-confirmer');
  await officer.getByRole('checkbox').check();
  await press(officer, 'Tout est juste');
  await inspect(officer);
  await press(officer, 'Contresigner les deux documents');
  await served.settle();
  await officer.goto(`/commandes/${told.id}`);
  await inspect(officer, 'transmise');
  expect(await officer.textContent('main')).toContain('Transmise');
  await served.mailTo(told.holders[0]?.email ?? '', '');
});

test('an order is sent back field by field; the organisation reads what to mend', async () => {
  const told = await served.tell('submitted');
  await officer.goto(`/commandes/${told.id}/examen`);
  await officer.getByRole('link', { name: 'Renvoyer à l’organisme' }).click();
  await inspect(officer);
  await press(officer, 'Renvoyer la commande');
  await inspect(officer, 'sans-motif');
  await officer.getByRole('radio').first().check();
  await officer.getByText(/^Titulaire 1\s:/).click();
  await officer.getByLabel(/Titulaire 1, téléphone/).fill('Ce numéro est celui du standard.');
  await officer.getByLabel(/Commentaire/).fill('Merci de rappeler si besoin.');
  await press(officer, 'Renvoyer la commande');
  await inspect(officer, 'renvoyee');
  await served.settle();
  const secretary = await served.as(told.author);
  await secretary.goto(`/commandes/${told.id}`);
  await inspect(secretary, 'a-reprendre');
  await secretary.getByRole('link', { name: 'Corriger la commande' }).click();
  await inspect(secretary, 'demande-au-renvoi');
  expect(await secretary.textContent('main')).toContain('Ce numéro est celui du standard.');
  await secretary.goto(`/commandes/${told.id}/verification`);
  await inspect(secretary, 'renvoyee');
  await press(secretary, 'Renvoyer sans nouvelle signature');
  expect(await secretary.textContent('main')).toContain('En attente de Mégalis Bretagne');
});

test('an order is refused, another cancelled; each says why to everybody', async () => {
  const refused = await served.tell('submitted');
  await giveReason(refused, 'refus', 'Refuser la commande');
  await inspect(officer, 'refusee');
  const cancelled = await served.tell('examined');
  await giveReason(cancelled, 'annulation', 'Annuler la commande');
  await inspect(officer, 'annulee');
});

test('the delivery centre accepts its mission, or declines it', async () => {
  const told = await served.tell('examined');
  const centre = await served.as('Bleuenn Remise');
  await centre.goto('/');
  await inspect(centre, 'centre');
  await centre.goto(`/commandes/${told.id}`);
  await inspect(centre, 'mission');
  const decline = centre.getByRole('link', { name: /Décliner/ });
  if (await decline.isVisible()) {
    await decline.click();
    await inspect(centre);
    await centre.getByRole('radio').first().check();
    await press(centre, 'Décliner la mission');
    await inspect(centre, 'mission-declinee');
  }
});

test('what is not one’s own does not exist, in words that help', async () => {
  const told = await served.tell('draft');
  const holder = await served.as('Katell Démo');
  const answer = await holder.goto(`/commandes/${told.id}`);
  expect(answer?.status()).toBe(404);
  await inspect(holder, 'introuvable');
  const nobody = await served.nobody();
  await nobody.goto(`/commandes/${told.id}`);
  expect(new URL(nobody.url()).pathname).toBe('/connexion');
});

async function giveReason(told: Told, slug: string, button: string): Promise<void> {
  await officer.goto(`/commandes/${told.id}/${slug}`);
  await inspect(officer);
  await officer.getByRole('radio').first().check();
  await officer.getByLabel(/Commentaire/).fill('Vu avec la mairie.');
  await press(officer, button);
}
