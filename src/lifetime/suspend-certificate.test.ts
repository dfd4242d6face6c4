import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedStatus } from '#test/published-status.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let order: ToldOrder;
let id: string;
let serial: string;
let holder: Visitor;
let signatory: Visitor;
let buyer: Visitor;
const mayor = 'maire.dessai@exemple.fr';
const mislaid = { reason: 'suspension.key-mislaid', comment: '' };

beforeAll(async () => {
  relay = await openRelay();
  order = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'handed-over' });
  await sql`UPDATE orders SET signatory_email = ${mayor} WHERE id = ${order.id}`.execute(relay.database.db);
  const found = await relay.one(sql<{ id: string; serial: string; email: string }>`SELECT id, serial, email
    FROM certificate_facts WHERE file_id = ${order.files[0]}`);
  ({ id, serial } = found);
  holder = await relay.reading(found.email);
  signatory = await relay.reading(mayor);
  buyer = await relay.as('Gwenola Achat');
});
afterAll(() => relay.close());

function reason(): number | undefined {
  return publishedStatus(relay.authority, relay.clock()).get(serial);
}

test('a key that is mislaid: its holder suspends the certificate, the authority publishes it on hold', async () => {
  const form = await holder.get(`/certificats/${id}/suspension`);
  expect(form.words).toContain('Clé égarée');
  const done = await holder.post(`/certificats/${id}/suspension`, mislaid);
  expect(done.status, done.words).toBe(303);
  await relay.settle();
  expect(reason()).toBe(6);
  expect((await relay.mailTo(mayor)).subject).toContain('Certificat suspendu');
});

test('suspended, it is the turn of whoever may resume it: on its page, and among what awaits them', async () => {
  const author = await relay.as('Nolwenn Le Test');
  for (const each of [holder, signatory, buyer]) {
    const page = await each.get(`/certificats/${id}`);
    expect(page.words).toContain('C’est à vous');
    expect(page.words).toContain('depuis aujourd’hui');
    expect(page.html).toContain(`action="/certificats/${id}/remise-en-service"`);
    expect((await each.get('/')).html).toContain(`/certificats/${id}`);
  }
  const seen = await author.get(`/certificats/${id}`);
  expect(seen.words).toContain('au représentant légal ou à Mégalis Bretagne d’agir');
  expect(seen.html).not.toContain('remise-en-service');
  expect((await author.get('/')).html).not.toContain(`/certificats/${id}`);
  expect((await author.post(`/certificats/${id}/remise-en-service`)).status).toBe(404);
});

test('found again: resumed once, by the legal representative, and off the authority’s list', async () => {
  expect((await holder.post(`/certificats/${id}/suspension`, mislaid)).status).toBe(409);
  const answers = await Promise.all(
    [signatory, buyer].map((each) => each.post(`/certificats/${id}/remise-en-service`)),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
  expect(answers.find((answer) => answer.status === 409)?.words).toContain('n’est plus possible');
  relay.clock.set(new Date(relay.clock().getTime() + 60_000));
  await relay.settle();
  expect(reason()).toBeUndefined();
  expect((await holder.get(`/certificats/${id}`)).words).toContain('Le certificat est actif.');
  const calls = await sql<{ step: string; done: boolean }>`SELECT step, confirmed_at IS NOT NULL AS done
    FROM certificate_calls WHERE certificate_id = ${id} ORDER BY number`.execute(relay.database.db);
  expect(calls.rows).toEqual([
    { step: 'suspend', done: true },
    { step: 'resume', done: true },
  ]);
});

test('the purchasing officer suspends too; suspended, it may be revoked for good', async () => {
  expect((await buyer.post(`/certificats/${id}/suspension`, mislaid)).status).toBe(303);
  const lost = { reason: 'revocation.key-lost', comment: '', understood: 'oui' };
  expect((await signatory.post(`/certificats/${id}/revocation`, lost)).status).toBe(303);
  relay.clock.set(new Date(relay.clock().getTime() + 60_000));
  await relay.settle();
  expect(reason()).toBe(1);
  expect((await buyer.post(`/certificats/${id}/remise-en-service`)).status).toBe(409);
});
