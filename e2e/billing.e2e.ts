import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Billing, type OrderMade, openBilling } from '#test/billing.js';
import { axe, type Browser, fitsPhone, openBrowser, openPage, type Page, screenshot } from '#test/browser.js';
import type { Visitor } from '#test/visitor.js';
import { judged } from './axe-incomplete.js';

let relay: Billing;
let browser: Browser;
let server: ServerType;
let home: string;
const orders: OrderMade[] = [];

beforeAll(async () => {
  relay = await openBilling();
  browser = await openBrowser();
  home = await new Promise((resolve) => {
    server = serve({ fetch: relay.http.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://localhost:${port}`),
    );
  });
  for (const holders of [['Maël Fictif', 'Rozenn Démo'], ['Yann Exemple'], ['Katell Prototype']]) {
    const order = await relay.order(holders, { engagementNumber: 'ENG-2026-0417', serviceCode: 'FINANCES' });
    const visit = await relay.visit([order]);
    for (const index of holders.keys()) await relay.handOver(visit, order, index);
    await relay.hold(visit);
    orders.push(order);
  }
});
afterAll(async () => {
  await browser.close();
  server.close();
  await relay.close();
});

async function as(who: Visitor, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(browser, options);
  const { hostname } = new URL(home);
  await page
    .context()
    .addCookies([...who.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  return page;
}

async function judge(page: Page, name: string): Promise<void> {
  await screenshot(page, `billing-${name}`);
  await axe(page, judged);
  await fitsPhone(page);
}

test('the accountant issues, sends, notes the payment and credits', async () => {
  const page = await as(relay.megalis);
  await page.goto(`${home}/factures`);
  await judge(page, 'to-issue');
  await page.getByRole('link', { name: 'Commune d’Acigné' }).first().click();
  await judge(page, 'line');
  await page.getByRole('button', { name: 'Émettre la facture' }).click();
  await judge(page, 'issued');
  await page.getByRole('link', { name: 'Envoyer la facture' }).click();
  await judge(page, 'send');
  await page.getByLabel('Aussi à cette adresse').fill('rien');
  await page.getByRole('button', { name: 'Envoyer la facture' }).click();
  await judge(page, 'send-refused');
  await page.getByLabel('Aussi à cette adresse').fill('compta@exemple.fr');
  await page.getByRole('button', { name: 'Envoyer la facture' }).click();
  await judge(page, 'sent');
  await page.getByRole('link', { name: 'Noter le paiement' }).click();
  await judge(page, 'payment');
  await page.getByRole('link', { name: 'Revenir' }).click();
  await page.getByRole('link', { name: 'Annuler par un avoir' }).click();
  await judge(page, 'credit');
  await page.getByLabel('Référence manquante').check();
  await page.getByLabel('Oui, elle revient à facturer').check();
  await page.getByRole('button', { name: 'Émettre l’avoir' }).click();
  await judge(page, 'credited');
  await page.context().close();
});

test('several invoices at once: the page follows the work by itself', async () => {
  const page = await as(relay.megalis);
  await page.goto(`${home}/factures`);
  await page.getByLabel('Choisir toutes les lignes').check();
  await page.getByRole('button', { name: 'Émettre les factures choisies' }).click();
  await judge(page, 'batch-working');
  await relay.settle();
  await page.getByRole('heading', { name: /factures émises/ }).waitFor();
  await judge(page, 'batch-done');
  await page.getByRole('link', { name: 'Voir les factures émises' }).click();
  await judge(page, 'list');
  await page.context().close();
});

test('without scripts: an intervention of several hours is completed and issued', async () => {
  const page = await as(relay.centre, { noScript: true });
  await page.goto(`${home}/factures`);
  await page.getByRole('link', { name: 'Commune d’Acigné' }).first().click();
  await page.getByLabel('Nombre d’interventions').fill('2');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await screenshot(page, 'billing-line-refused');
  await page.getByLabel('Pourquoi plus d’une').fill('deux heures sur place');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('button', { name: 'Émettre la facture' }).click();
  expect(await page.content()).toContain('164,00');
  await screenshot(page, 'billing-intervention');
  await page.context().close();
});

test('the organisation finds its invoices on its order', async () => {
  const page = await as(relay.correspondent);
  await page.goto(`${home}/commandes/${orders[0]?.id}`);
  await page.getByRole('heading', { name: 'Factures' }).waitFor();
  await judge(page, 'card');
  await page.context().close();
});
