import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { foldStateCounts, stateCounts } from '#src/platform/acts/state-counts.js';
import { plural } from '#src/platform/french/french.js';
import { validHtml } from '#test/html.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import { isNamed } from './journal/event-names.js';

let relay: Relay;
let visit: ToldOrder;
let correcting: ToldOrder;
let handed: ToldOrder;

beforeAll(async () => {
  relay = await openRelay();
  await relay.tell({ stage: 'draft' });
  await relay.tell({ stage: 'submitted' });
  await relay.tell({ stage: 'transmitted', files: ['submitted'] });
  correcting = await relay.tell({ stage: 'transmitted', files: ['to-correct'] });
  visit = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'proposed' });
  await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'to-propose' });
  handed = await relay.tell({
    stage: 'transmitted',
    files: ['validated'],
    visit: 'handed-over',
    invoices: 'to-issue',
  });
}, 120_000);
afterAll(() => relay.close());

test.each([
  ['Nolwenn Le Test', ['Terminer la commande', 'Choisir un horaire', 'Relancer']],
  ['Gwenola Achat', ['Examiner la commande']],
  ['Katell Démo', ['Contrôler le dossier']],
  ['Bleuenn Remise', ['Proposer des horaires']],
  ['Armelle Facture', ['Émettre la facture']],
  ['Soazig Compte', ['Émettre la facture']],
])('%s opens on what awaits them: %j', async (name, wanted) => {
  const home = await (await relay.as(name)).get('/');
  expect(home.status).toBe(200);
  for (const words of wanted) expect(home.words).toContain(words);
  expect(home.words).toMatch(/actions? vous atten/);
  expect(home.html).toContain('class="count"');
  expect(await validHtml(home.html)).toEqual([]);
});

test.each(['Perrine Brouillon', 'Erwan Fictif', 'Rozenn Modèle', 'Maïwenn Regard'])(
  'nothing of it awaits %s, and the page says so kindly',
  async (name) => {
    const home = await (await relay.as(name)).get('/');
    expect(home.words).toContain('Tout est à jour');
    expect(home.html).not.toContain('class="count"');
  },
);

test('a holder who signs in with their address finds their file and certificate, although nothing awaits them', async () => {
  const { email } = await relay.one(
    sql<{ email: string }>`SELECT email FROM holder_files WHERE id = ${handed.files[0]}`,
  );
  const holder = await relay.reading(email);
  const home = await holder.get('/');
  expect(home.words).toContain('Rien ne vous attend');
  expect(home.words).toContain('clos, clé remise');
  expect(await validHtml(home.html)).toEqual([]);
  const menu = /<nav.*?<\/nav>/s.exec(home.html)?.[0] ?? '';
  for (const [label, leads] of [
    ['Mon dossier', 'Votre clé vous a été remise'],
    ['Mon certificat', 'Suspendre'],
  ] as const) {
    const href = new RegExp(`href="([^"]+)"[^>]*>\\s*${label}`).exec(menu)?.[1] ?? `no ${label}`;
    expect([label, (await holder.get(href)).words]).toEqual([label, expect.stringContaining(leads)]);
  }
  for (const name of ['Nolwenn Le Test', 'Gwenola Achat', 'Katell Démo', 'Maïwenn Regard'])
    expect((await (await relay.as(name)).get('/')).words).not.toContain('Mon dossier');
});

test('an officer who is a holder too finds their file on their first page', async () => {
  const address = inventedAddress('Katell Démo');
  await sql`UPDATE holder_files SET email = ${address} WHERE id = ${handed.files[0]}`.execute(
    relay.database.db,
  );
  const home = await (await relay.as('Katell Démo')).get('/');
  expect(home.words).toContain('Votre dossier et votre certificat');
});

test('the menu has the orders for who may have some', async () => {
  const menu = async (name: string): Promise<string> =>
    /<nav.*?<\/nav>/s.exec((await (await relay.as(name)).get('/')).html)?.[0] ?? '';
  for (const name of ['Nolwenn Le Test', 'Gwenola Achat', 'Bleuenn Remise'])
    expect(await menu(name)).toContain('href="/commandes"');
  for (const name of ['Katell Démo', 'Armelle Facture', 'Alan Réglage', 'Maïwenn Regard'])
    expect(await menu(name)).not.toContain('href="/commandes"');
});

test('each link of a first page opens for the person to whom it is shown', async () => {
  for (const name of [
    'Nolwenn Le Test',
    'Gwenola Achat',
    'Katell Démo',
    'Bleuenn Remise',
    'Armelle Facture',
  ]) {
    const person = await relay.as(name);
    const table = /<table.*?<\/table>/s.exec((await person.get('/')).html)?.[0] ?? '';
    const links = [...table.matchAll(/href="([^"]+)"/g)].map((match) =>
      (match[1] ?? '').replaceAll('&amp;', '&'),
    );
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect([name, link, (await person.get(link)).status]).toEqual([name, link, 200]);
  }
});

test('the order’s page tells each holder’s lane, whose turn it is and what happened, without an officer’s name', async () => {
  const nolwenn = await relay.as('Nolwenn Le Test');
  const page = await nolwenn.get(`/commandes/${visit.id}`);
  expect(page.words).toContain('Convocation partie');
  expect(page.words).toContain('Horaire à choisir à vous');
  expect(page.words).toContain('C’est à vous : choisir un horaire');
  expect(page.words).toMatch(/Le CDG 35 propose des horaires à \S+/);
  expect(page.words).toContain('CCI Rennes valide le dossier');
  for (const officer of ['Gwenola', 'Katell', 'Bleuenn']) expect(page.words).not.toContain(officer);
  expect(await validHtml(page.html)).toEqual([]);
  const blocked = await nolwenn.get(`/commandes/${correcting.id}`);
  expect(blocked.words).toContain('À corriger');
  expect(blocked.words).not.toContain('C’est à vous');
});

test('an accountant sees the lanes, and no link to a file that is not theirs to open', async () => {
  const page = await (await relay.as('Armelle Facture')).get(`/commandes/${visit.id}`);
  expect(page.status).toBe(200);
  expect(page.html).not.toMatch(/href="\/(dossiers|controle|mon-dossier)\//);
});

test('the counts kept equal the rows, before and after they are folded', async () => {
  const { db } = relay.database;
  const buyer = relay.operators.get('Mégalis Bretagne') ?? '';
  const { rows } = await sql<{
    state: string;
    count: number;
  }>`SELECT state, count(*)::integer AS count FROM orders
    WHERE purchasing_body_id = ${buyer} AND submitted_at IS NOT NULL GROUP BY state`.execute(db);
  const truth = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  const kept = async () =>
    Object.fromEntries(
      [...(await stateCounts(db, 'bought-order', [buyer]))].filter(([, count]) => count !== 0),
    );
  expect(await kept()).toEqual(truth);
  await foldStateCounts(db);
  expect(await kept()).toEqual(truth);
  expect((await sql`SELECT FROM state_count_changes`.execute(db)).rows).toEqual([]);
});

test('auditor and administrator read the journal, filtered and page by page', async () => {
  const auditor = await relay.as('Maïwenn Regard');
  const all = await auditor.get('/journal');
  expect(all.words).toContain('Les 50 lignes montrées sont intactes');
  expect(await validHtml(all.html)).toEqual([]);
  const next = /href="([^"]+)" rel="next"/.exec(all.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await auditor.get(next);
  expect(second.words).toContain('intactes');
  expect(second.html).toContain('rel="prev"');
  const { rows } = await sql<{ type: string; lines: number }>`
    SELECT type, count(*)::int AS lines FROM journal_lines GROUP BY type`.execute(relay.database.db);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ type }) => !isNamed(type))).toEqual([]);
  const handed = await auditor.get('/journal?type=handover.recorded');
  const lines = rows.find(({ type }) => type === 'handover.recorded')?.lines ?? 0;
  expect(lines).toBeGreaterThan(0);
  expect(handed.words).toContain(plural(lines, 'ligne').replaceAll(/\s/g, ' '));
});

test.each(['/accessibilite', '/donnees-personnelles', '/mentions-legales'])(
  '%s is open to everybody',
  async (path) => {
    const page = await relay.stranger().get(path);
    expect(page.status).toBe(200);
    expect(page.words).toContain('Une question');
    expect(await validHtml(page.html)).toEqual([]);
  },
);
