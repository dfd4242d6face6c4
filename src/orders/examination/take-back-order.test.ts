import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderPaths } from '#src/orders/paths.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let nolwenn: Visitor;
let gwenola: Visitor;
beforeAll(async () => {
  relay = await openRelay();
  [nolwenn, gwenola] = [await relay.as('Nolwenn Le Test'), await relay.as('Gwenola Achat')];
});
afterAll(() => relay.close());

const asked = (id: string): string => `${orderPaths.order(id)}/demande-de-signature`;

/** An order that its officer sent back for the address of the first holder. */
async function returned(): Promise<string> {
  const { id } = await relay.tell({ stage: 'submitted' });
  const done = await gwenola.post(orderPaths.reasoned(id, 'return'), {
    reason: 'return.field-wrong',
    comment: 'Voyez le titulaire 1.',
    'mend.0.field': 'holders.0.email',
    'mend.0.sentence': 'Cette adresse revient en erreur.',
  });
  expect(done.status, done.words).toBe(303);
  return id;
}

test('whoever was asked to sign by mistake no longer opens the order once it is taken back', async () => {
  const id = await returned();
  const { signatory } = await relay.one(sql<{ signatory: Record<string, string> }>`
    SELECT answers->'signatory' AS signatory FROM orders WHERE id = ${id}`);
  const address = 'inconnu.faux@exemple.fr';
  const wrong = await relay.reading(address);
  const typed = { ...signatory, email: address, addressConfirmed: 'oui' };
  expect((await nolwenn.post(`${orderPaths.order(id)}/signataire`, typed)).status).toBe(303);
  expect((await nolwenn.post(asked(id))).status).toBe(303);
  expect((await wrong.get(orderPaths.order(id))).status).toBe(200);
  const reason = { reason: 'take-back.wrong-signatory', comment: '' };
  expect((await nolwenn.post(orderPaths.reasoned(id, 'take-back'), reason)).status).toBe(303);
  expect((await wrong.get(orderPaths.order(id))).status).toBe(404);
  expect((await wrong.get(orderPaths.document(id, 'annexe-4bis'))).status).toBe(404);
  expect((await wrong.get(orderPaths.list)).html).not.toContain(id);
  await relay.settle();
  expect((await relay.mailTo(address)).text).toContain('reprise avant votre signature');
});

test('what an officer asked to mend is told beside its section, and outlives a signature asked for in vain', async () => {
  const id = await returned();
  for (const reason of ['take-back.to-correct', 'take-back.wrong-signatory']) {
    expect((await nolwenn.post(asked(id))).status).toBe(303);
    const back = await nolwenn.post(orderPaths.reasoned(id, 'take-back'), { reason, comment: 'Je corrige.' });
    expect(back.status, back.words).toBe(303);
  }
  const order = await nolwenn.get(orderPaths.order(id));
  expect(order.words).toContain('« Je corrige. »');
  expect(order.words).toContain('« Voyez le titulaire 1. »');
  const holders = await nolwenn.get(orderPaths.section(id, 'holders'));
  expect(holders.words).toMatch(/Titulaire 1, adresse électronique.: Cette adresse revient en erreur\./);
  const billing = await nolwenn.get(orderPaths.section(id, 'billing'));
  expect(billing.words).not.toContain('Cette adresse revient en erreur');
});

test('a signatory is not written to without end by who asks and takes back', async () => {
  const { id } = await relay.tell({ stage: 'to-sign' });
  const { email } = await relay.one(sql<{ email: string }>`
    SELECT signatory_email AS email FROM orders WHERE id = ${id}`);
  const round = async (): Promise<number> => {
    const reason = { reason: 'take-back.to-correct', comment: '' };
    expect((await nolwenn.post(orderPaths.reasoned(id, 'take-back'), reason)).status).toBe(303);
    const again = await nolwenn.post(asked(id));
    await relay.settle();
    return again.status;
  };
  const seen: number[] = [];
  while (!seen.includes(409) && seen.length < 9) seen.push(await round());
  expect(seen).toEqual([303, 303, 303, 303, 303, 303, 409]);
  const told = await nolwenn.post(asked(id));
  expect(told.words).toContain('bien des fois à cette adresse depuis une heure. Réessayez dans 60 minutes');
  relay.clock.set(new Date(relay.clock().getTime() + 3_600_000));
  expect((await nolwenn.post(asked(id))).status).toBe(303);
  expect(email).toContain('@exemple.fr');
});
