import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Billing, openBilling } from '#test/billing.js';
import { closeVisits } from './close-visits.js';

let relay: Billing;
beforeAll(async () => {
  relay = await openBilling();
});
afterAll(() => relay.close());

test('two keys handed over at one visit make one line of two certificates and one intervention', async () => {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo', 'Yann Exemple']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.handOver(visit, order, 1);
  expect(await relay.lines(order)).toMatchObject([
    { kind: 'certificate', quantity: 2, unit_price: 12_000, issuer: 'Mégalis', state: 'visit-running' },
    { kind: 'intervention', quantity: 1, unit_price: 8_200, issuer: 'CDG 35', state: 'visit-running' },
  ]);
  await relay.hold(visit);
  expect((await relay.lines(order)).map((line) => line.state)).toEqual(['to-issue', 'to-issue']);
});

test('a holder who missed the first visit is invoiced with the second: one and one again', async () => {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo', 'Yann Exemple']);
  const first = await relay.visit([order]);
  await relay.handOver(first, order, 0);
  await relay.handOver(first, order, 1);
  await relay.hold(first);
  const second = await relay.visit([{ ...order, files: [order.files[2] ?? ''] }]);
  await relay.handOver(second, order, 2);
  await relay.hold(second);
  expect((await relay.lines(order)).map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['certificate', 2],
    ['certificate', 1],
    ['intervention', 1],
    ['intervention', 1],
  ]);
});

test('a visit for two orders of an organisation makes an invoice for each, and one intervention', async () => {
  const one = await relay.order(['Maël Fictif']);
  const other = await relay.order(['Rozenn Démo']);
  const visit = await relay.visit([one, other]);
  await relay.handOver(visit, one, 0);
  await relay.handOver(visit, other, 0);
  await relay.hold(visit);
  expect((await relay.lines(one)).map((line) => line.kind)).toEqual(['certificate', 'intervention']);
  expect((await relay.lines(other)).map((line) => line.kind)).toEqual(['certificate']);
});

test('two keys handed over at the same instant by two officers still make one line', async () => {
  const holders = Array.from({ length: 6 }, (_, index) => `Maël Fictif${'abcdef'[index]}`);
  const order = await relay.order(holders);
  const visit = await relay.visit([order]);
  await Promise.all(holders.map((_, index) => relay.handOver(visit, order, index)));
  expect(await relay.lines(order)).toMatchObject([
    { kind: 'certificate', quantity: 6 },
    { kind: 'intervention', quantity: 1 },
  ]);
});

test('a visit that nobody closes is over when its day is', async () => {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await closeVisits.run(relay.kernel);
  expect((await relay.lines(order)).map((line) => line.state)).toEqual(['visit-running', 'visit-running']);
  relay.clock.set(new Date('2026-12-03T00:30:00+01:00'));
  await closeVisits.run(relay.kernel);
  await closeVisits.run(relay.kernel);
  expect((await relay.lines(order)).map((line) => line.state)).toEqual(['to-issue', 'to-issue']);
  relay.clock.set(new Date('2026-12-02T09:00:00Z'));
});

test('a handover told after its visit was closed joins the line while it is not invoiced', async () => {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.hold(visit);
  await relay.handOver(visit, order, 1);
  expect(await relay.lines(order)).toMatchObject([
    { kind: 'certificate', quantity: 2 },
    { kind: 'intervention' },
  ]);
});

test('a handover told after the invoice makes a second line, never a second intervention', async () => {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.hold(visit);
  const [certificate] = await relay.lines(order);
  expect(await relay.megalis.post(`/factures/a-emettre/${certificate?.id}/emission`)).toMatchObject({
    status: 303,
  });
  await relay.handOver(visit, order, 1);
  expect((await relay.lines(order)).map(({ kind, state, quantity }) => [kind, state, quantity])).toEqual([
    ['certificate', 'invoiced', 1],
    ['certificate', 'visit-running', 1],
    ['intervention', 'to-issue', 1],
  ]);
});

test('the price is that of the order, whatever the catalogue says since', async () => {
  const order = await relay.order(['Maël Fictif'], { unitPrice: 9_900 });
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  expect(await relay.lines(order)).toMatchObject([{ unit_price: 9_900 }, { unit_price: 8_200 }]);
});

test('a visit without a handover costs nothing, unless a setting and a reason say so', async () => {
  const order = await relay.order(['Maël Fictif']);
  const visit = await relay.visit([order]);
  await relay.miss(visit);
  expect(await relay.lines(order)).toEqual([]);
  expect((await relay.centre.get('/factures')).words).not.toContain('Déplacements sans remise');
  expect((await relay.centre.get(`/factures/deplacements/${visit}`)).status).toBe(404);
  const refused = await relay.centre.post(`/factures/deplacements/${visit}`, {
    reason: 'fruitless-visit.nobody',
  });
  expect(refused.status).toBe(404);

  await relay.rows(
    sql`UPDATE catalogue_entries SET valid_to = '2026-12-02' WHERE code = 'bill-fruitless-visit'`,
  );
  await relay.rows(sql`INSERT INTO catalogue_entries (kind, code, valid_from, data, position, created_at)
    SELECT kind, code, '2026-12-02', jsonb_set(data, '{on}', 'true'), position, created_at FROM catalogue_entries
     WHERE code = 'bill-fruitless-visit'`);
  expect((await relay.centre.get('/factures')).words).toContain('Déplacements sans remise');
  expect((await relay.megalis.get(`/factures/deplacements/${visit}`)).status).toBe(404);
  expect(await relay.centre.get(`/factures/deplacements/${visit}`)).toMatchObject({
    status: 200,
    words: expect.stringContaining('82,00'),
  });
  const unreasoned = await relay.centre.post(`/factures/deplacements/${visit}`, { reason: '' });
  expect(unreasoned).toMatchObject({ status: 422, words: expect.stringContaining('Choisissez un motif') });
  const done = await relay.centre.post(`/factures/deplacements/${visit}`, {
    reason: 'fruitless-visit.nobody',
    comment: 'Personne en mairie.',
  });
  expect(done.status).toBe(303);
  expect(await relay.lines(order)).toMatchObject([
    { kind: 'fruitless-visit', state: 'to-issue', quantity: 1, unit_price: 8_200, issuer: 'CDG 35' },
  ]);
  // once for ever
  const again = await relay.centre.post(`/factures/deplacements/${visit}`, {
    reason: 'fruitless-visit.nobody',
  });
  expect(again.status).toBe(404);
});

test('the journal knows each line by identifiers and figures only', async () => {
  const lines = await relay.rows(
    sql<{
      text: string;
    }>`SELECT about::text || data::text AS text FROM journal_lines WHERE type LIKE 'billable-line.%'`,
  );
  expect(lines.length).toBeGreaterThan(5);
  for (const { text } of lines) expect(text).not.toMatch(/Fictif|Démo|Exemple|@/);
});
