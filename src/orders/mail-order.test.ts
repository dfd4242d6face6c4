import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { openRelay, type Relay } from '#test/relay.js';
import { orderPaths } from './paths.js';

let relay: Relay;
beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

const nolwenn = inventedAddress('Nolwenn Le Test');
const anna = inventedAddress('Anna Modèle');

function mailOf(order: string, kind: string, to: string): Promise<{ replyTo: string; text: string }> {
  return relay.one(sql<{ replyTo: string; text: string }>`SELECT reply_to AS "replyTo", text_body AS text
    FROM mails WHERE kind = ${kind} AND recipient = ${to} AND about->>'order' = ${order}`);
}

test('the organisation is to reach the purchasing body, which is to reach the correspondent that the order names', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  const told = await mailOf(id, 'order-acknowledgement', nolwenn);
  expect(told.replyTo).toBe('achats@exemple.fr');
  const received = await mailOf(id, 'order-received', 'achats@exemple.fr');
  expect(received.replyTo).toBe(nolwenn);
  expect(received.text).toMatch(/Nolwenn Le Test, 0[\d\s]+/);
  expect(received.text).not.toContain('achats@exemple.fr');
});

test('where that correspondent has left, it is to reach who is there now', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  await relay.kernel.transact(calendar, async (act) => {
    const { id: personId } = await findOrNamePerson(act.tx, { name: 'Anna Modèle', email: anna });
    await grantRole(act, { personId, part: 'correspondent', body: relay.communes.acigne });
  });
  const { role } = await relay.one(sql<{ role: string }>`SELECT r.id AS role FROM roles r
    JOIN people p ON p.id = r.person_id WHERE p.email = ${nolwenn}`);
  expect((await (await relay.as('Alan Réglage')).post(`/roles/${role}/fin`)).status).toBe(303);
  const withdrawn = { reason: 'withdraw.no-longer-needed', comment: '' };
  const done = await (await relay.as('Anna Modèle')).post(orderPaths.reasoned(id, 'withdraw'), withdrawn);
  expect(done.status, done.words).toBe(303);
  await relay.settle();
  expect((await mailOf(id, 'order-withdrawn', 'achats@exemple.fr')).replyTo).toBe(anna);
});

test('where no correspondent is left, its mails go to the legal representative who signed', async () => {
  const order = sql<{ id: string; signatory: string }>`SELECT id, signatory_email AS signatory FROM orders
    WHERE state = 'submitted'`;
  const { id, signatory } = await relay.one(order);
  const { role } = await relay.one(sql<{ role: string }>`SELECT r.id AS role FROM roles r
    JOIN people p ON p.id = r.person_id WHERE p.email = ${anna}`);
  expect((await (await relay.as('Alan Réglage')).post(`/roles/${role}/fin`)).status).toBe(303);
  const officer = await relay.as('Gwenola Achat');
  const refused = { reason: 'refusal.not-eligible', comment: '' };
  const done = await officer.post(orderPaths.reasoned(id, 'refuse'), refused);
  expect(done.status, done.words).toBe(303);
  await relay.settle();
  expect((await mailOf(id, 'order-refused', signatory)).replyTo).toBe('achats@exemple.fr');
});
