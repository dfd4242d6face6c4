import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';
import { orderPaths } from './paths.js';
import { lapseOrders } from './transmission/by-itself.js';

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

const tugdual = 'tugdual.nomme@exemple.fr';
const gwenola = inventedAddress('Gwenola Achat');
const named = {
  givenName: 'Tugdual',
  surname: 'Nommé',
  function: 'Secrétaire général',
  phone: '02 61 91 00 14',
  email: tugdual,
};

async function startedBy(visitor: Visitor): Promise<string> {
  const { location } = await visitor.post(orderPaths.list, { organisation: relay.communes.noyal });
  return /commandes\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '';
}

/** Who heard what of an order, in a mail whose button they can press. */
async function heard(order: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string; recipient: string; text: string }>`SELECT kind, recipient,
    text_body AS text FROM mails WHERE about->>'order' = ${order} ORDER BY id`.execute(relay.database.db);
  for (const { kind, recipient, text } of rows) {
    const path = /http:\/\/localhost(\/commandes\/\S*)/.exec(text)?.[1];
    const answer = path && (await (await relay.reading(recipient)).get(path));
    if (answer) expect([kind, recipient, answer.status]).toEqual([kind, recipient, 200]);
  }
  return rows.map(({ kind, recipient }) => `${kind} ${recipient}`);
}

/** The signatory, whom the draft names by address alone, declines. */
async function declined(order: string): Promise<void> {
  const signatory = 'maire.noyal@exemple.fr';
  await sql`UPDATE orders SET state = 'to-sign', signatory_email = ${signatory} WHERE id = ${order}`.execute(
    relay.database.db,
  );
  const no = { reason: 'decline-signing.other', comment: 'Le nombre de titulaires est faux.' };
  const done = await (await relay.reading(signatory)).post(orderPaths.reasoned(order, 'decline-to-sign'), no);
  expect(done.status, done.words).toBe(303);
  await relay.settle();
}

test('a draft that its signatory declines comes back to its author, not to a correspondent whom nobody confirmed', async () => {
  const author = await relay.as('Ewen Auteur');
  const order = await startedBy(author);
  expect((await author.post(orderPaths.section(order, 'correspondent'), named)).status).toBe(303);
  await declined(order);
  expect(await heard(order)).toEqual([`order-signing-declined ${inventedAddress('Ewen Auteur')}`]);
});

test('one entered on behalf comes back to the officers, who find it among what awaits them', async () => {
  const officer = await relay.as('Gwenola Achat');
  const order = await startedBy(officer);
  expect((await officer.get('/')).html).toContain(orderPaths.order(order));
  expect((await (await relay.as('Armelle Facture')).get('/')).html).not.toContain(orderPaths.order(order));
  await officer.post(orderPaths.section(order, 'correspondent'), named);
  await declined(order);
  const perrine = inventedAddress('Perrine Brouillon');
  expect((await heard(order)).sort()).toEqual(
    [`order-signing-declined ${gwenola}`, `order-signing-declined ${perrine}`].sort(),
  );
  expect((await officer.get('/')).html).toContain(orderPaths.order(order));
});

test('returned to an organisation that has no correspondent yet, it is still the officers’ to mend', async () => {
  const officer = await relay.as('Gwenola Achat');
  const { location } = await officer.post(orderPaths.list, { organisation: relay.communes.acigne });
  const order = /commandes\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '';
  await sql`UPDATE orders SET state = 'submitted', submitted_at = now(), signatory_email = 'maire@exemple.fr'
    WHERE id = ${order}`.execute(relay.database.db);
  const returned = { reason: 'return.field-wrong', comment: '' };
  const done = await officer.post(orderPaths.reasoned(order, 'return'), returned);
  expect(done.status, done.words).toBe(303);
  await relay.settle();
  expect(await heard(order)).toEqual([`order-returned ${gwenola}`]);
  expect((await officer.get('/')).html).toContain(orderPaths.order(order));
});

test('both warnings before a draft lapses reach its officers, where no correspondent is typed', async () => {
  const { role } = await relay.one(sql<{ role: string }>`SELECT r.id AS role FROM roles r
    JOIN people p ON p.id = r.person_id WHERE p.email = ${inventedAddress('Perrine Brouillon')}`);
  expect((await (await relay.as('Alan Réglage')).post(`/roles/${role}/fin`)).status).toBe(303);
  const order = await startedBy(await relay.as('Gwenola Achat'));
  relay.clock.set(new Date('2027-03-01T09:00:00Z'));
  await lapseOrders.run(relay.kernel);
  await lapseOrders.run(relay.kernel);
  expect(await heard(order)).toEqual([`order-reminder ${gwenola}`, `order-reminder ${gwenola}`]);
});
