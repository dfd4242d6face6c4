import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldStateCounts } from '#src/platform/acts/state-counts.js';
import { validHtml } from '#test/html.js';
import { openRelay, type Relay } from '#test/relay.js';
import { readFigures } from './figures.js';

let relay: Relay;

beforeAll(async () => {
  relay = await openRelay();
  await relay.tell({ stage: 'draft' });
  await relay.tell({ stage: 'submitted' });
  await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'proposed' });
  await relay.tellEnds();
}, 120_000);
afterAll(() => relay.close());

test.each([
  ['bought-order', sql`SELECT 1 FROM orders WHERE submitted_at IS NOT NULL`],
  ['delivered-file', sql`SELECT 1 FROM holder_files`],
  ['token', sql`SELECT 1 FROM tokens`],
  ['appointment', sql`SELECT 1 FROM appointments`],
  ['invoice', sql`SELECT 1 FROM invoices UNION ALL SELECT 1 FROM billable_lines WHERE state = 'to-issue'`],
])('all that is there of « %s » is counted once, folded or not', async (key, rows) => {
  const { db } = relay.database;
  const there = (await rows.execute(db)).rows.length;
  const counted = async () => {
    const of = (await readFigures(db)).find((each) => each.key === key);
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    return [
      sum(of?.rows.map(({ total }) => total) ?? []),
      sum(of?.rows.flatMap(({ counts }) => counts) ?? []),
      sum(of?.shares.map(({ count }) => count) ?? []),
    ];
  };
  expect(there).toBeGreaterThan(0);
  expect(await counted()).toEqual([there, there, there]);
  await foldStateCounts(db);
  expect(await counted()).toEqual([there, there, there]);
});

test('the counts kept of appointments follow each state', async () => {
  const { db } = relay.database;
  const truth = await sql`SELECT state, count(*)::integer AS count FROM appointments
    GROUP BY state ORDER BY state`.execute(db);
  const kept = await sql`SELECT state, sum(count)::integer AS count FROM state_counts_now
    WHERE kind = 'appointment' GROUP BY state HAVING sum(count) <> 0 ORDER BY state`.execute(db);
  expect(kept.rows).toEqual(truth.rows);
});

test('the auditor reads them from the menu, and presses nothing', async () => {
  const auditor = await relay.as('Maïwenn Regard');
  expect((await auditor.get('/')).html).toContain('href="/chiffres"');
  const { status, html, words } = await auditor.get('/chiffres');
  expect(status).toBe(200);
  expect(await validHtml(html)).toEqual([]);
  for (const title of ['Commandes', 'Dossiers des titulaires', 'Clés', 'Rendez-vous', 'Factures'])
    expect(words).toContain(title);
  expect(words).toMatch(/Remise en main propre \d/);
  expect(/<main.*<\/main>/s.exec(html)?.[0]).not.toMatch(/<form|<button|@exemple\.fr/);
});
