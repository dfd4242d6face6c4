import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderPaths } from '#src/orders/paths.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';
import { signatoryPaths } from './signatory-paths.js';

let relay: Relay;
let nolwenn: Visitor;
let gwenola: Visitor;
let done: ToldOrder;
let mayor: { email: string; person: string; reader: Visitor };
beforeAll(async () => {
  relay = await openRelay();
  [nolwenn, gwenola] = [await relay.as('Nolwenn Le Test'), await relay.as('Gwenola Achat')];
  ({ done } = await relay.tellEnds());
  const { email, person } = await relay.one(sql<{ email: string; person: string }>`
    SELECT email, person_id AS person FROM signatures WHERE order_id = ${done.id} AND kind = 'signature'`);
  mayor = { email, person, reader: await relay.reading(email) };
});
afterAll(() => relay.close());

const end = (): string => signatoryPaths.end(relay.communes.acigne, mayor.person);
const certificate = (): Promise<{ path: string }> =>
  relay.one(sql`SELECT '/certificats/' || id || '/revocation' AS path FROM certificate_facts
    WHERE file_id = ${done.files[0]}`);

/** Each order that is told has a mayor of its own: makes it theirs. */
async function theirs(order: string): Promise<void> {
  await sql`UPDATE orders SET signatory_email = ${mayor.email} WHERE id = ${order}`.execute(
    relay.database.db,
  );
  await sql`UPDATE signatures SET email = ${mayor.email}, person_id = ${mayor.person}
    WHERE order_id = ${order}`.execute(relay.database.db);
}

test('while an order waits for them, it is to be taken back first', async () => {
  const { id } = await relay.tell({ stage: 'to-sign' });
  await theirs(id);
  const refused = await nolwenn.post(end());
  expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('reprenez-la d’abord')]);
  expect((await mayor.reader.get(orderPaths.order(done.id))).status).toBe(200);
  const reason = { reason: 'take-back.wrong-signatory', comment: '' };
  expect((await nolwenn.post(orderPaths.reasoned(id, 'take-back'), reason)).status).toBe(303);
});

test('who signs no more opens no order that they signed and revokes nothing, and a mail tells them', async () => {
  const { path } = await certificate();
  expect((await mayor.reader.get(orderPaths.order(done.id))).status).toBe(200);
  expect((await mayor.reader.get(path)).status).toBe(200);
  const list = await nolwenn.get(signatoryPaths.list(relay.communes.acigne));
  expect(list.words).toContain(mayor.email);
  expect((await nolwenn.get(end())).words).toContain('Ses signatures restent valables');
  expect((await nolwenn.post(end())).location).toContain('fait=termine');
  expect((await mayor.reader.get(orderPaths.order(done.id))).status).toBe(404);
  expect((await mayor.reader.get(path)).status).toBe(404);
  expect((await mayor.reader.get(orderPaths.list)).html).not.toContain(done.id);
  expect((await nolwenn.get(signatoryPaths.list(relay.communes.acigne))).words).not.toContain(mayor.email);
  expect((await nolwenn.get(orderPaths.order(done.id))).status).toBe(200);
  await relay.settle();
  const mail = await relay.mailTo(mayor.email);
  expect(mail.text).toMatch(/vous ne signez\s+plus les commandes de certificats/);
  expect(mail.text).toContain('Nolwenn Le Test');
  const twice = await nolwenn.post(end());
  expect([twice.status, twice.words]).toEqual([409, expect.stringContaining('ne signe déjà plus')]);
});

test('signing again, they are verified as a stranger is, and have a part in that order only', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  await theirs(id);
  const page = await gwenola.get(orderPaths.examine(id));
  expect(page.words).toContain('J’ai vérifié que cette adresse est celle du représentant légal');
  expect((await mayor.reader.get(orderPaths.order(id))).status).toBe(200);
  expect((await mayor.reader.get(orderPaths.order(done.id))).status).toBe(404);
});

test('neither the signatory nor another organisation says who signs', async () => {
  for (const other of [mayor.reader, await relay.as('Perrine Brouillon'), await relay.as('Alan Réglage')]) {
    expect((await other.get(end())).status).toBe(404);
    expect((await other.post(end())).status).toBe(404);
  }
});
