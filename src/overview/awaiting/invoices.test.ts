import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Billing, openBilling } from '#test/billing.js';

let relay: Billing;
beforeAll(async () => {
  relay = await openBilling();
});
afterAll(() => relay.close());

test('an accountant is told what awaits them: to issue, to send, past its due date; nobody else is', async () => {
  const order = await relay.order(['Maël Fictif']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.hold(visit);
  const home = async (by = relay.megalis): Promise<string[]> =>
    [...(await by.get('/')).html.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)</g)].map(
      ([, words]) => words ?? '',
    );
  expect(await home()).toEqual(['Émettre la facture']);
  expect(await home(relay.centre)).toEqual(['Émettre la facture']);
  const [certificate] = await relay.lines(order);
  const { location } = await relay.megalis.post(`/factures/a-emettre/${certificate?.id}/emission`);
  expect(await home()).toEqual(['Envoyer la facture']);
  await relay.megalis.post(`${location}/envoi`);
  expect(await home()).toEqual([]);
  relay.clock.set(new Date('2027-01-02T09:00:00Z'));
  expect(await home()).toEqual(['Relancer le paiement']);
  expect(await home(relay.correspondent)).not.toContain('Relancer le paiement');
});
