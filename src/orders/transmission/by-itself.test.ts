import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, openApp, type TestApp } from '#test/app.js';
import { lapseOrders } from './by-itself.js';

let app: TestApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const oddly: [string, string][][] = [
  [
    ['email', 'anna.modele@exemple.fr'],
    ['email', 'anne.modele@exemple.fr'],
  ],
  [['email.x', 'anna.modele@exemple.fr']],
];

test('a draft that is left is recalled to its author, also where an address in it came as a list or a branch', async () => {
  const riwan = await app.visitor('Riwan Essai');
  for (const answers of oddly) {
    const { location } = await riwan.post('/commandes', { organisation: app.communes.acigne });
    const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? '';
    expect((await riwan.post(`/commandes/${id}/correspondant`, new URLSearchParams(answers))).status).toBe(
      422,
    );
    app.clock.set(new Date(app.clock().getTime() + 60 * 86_400_000));
    await lapseOrders.run(app.kernel);
    await app.settle();
    const mail = await app.mailTo(addressOf('Riwan Essai'));
    expect(mail.kind).toBe('order-reminder');
    expect(mail.text).toContain(id);
  }
});
