import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HandoverApp, hidden, openHandover, timesOn } from '#test/handover.js';
import type { Visitor } from '#test/visitor.js';

let app: HandoverApp;
let megalis: Visitor;
let centre: Visitor;
beforeAll(async () => {
  app = await openHandover();
  megalis = await app.visitor('Armelle Facture', {
    part: 'accountant',
    body: app.operators.get('Mégalis Bretagne') ?? '',
  });
  centre = await app.visitor('Soazig Compte', { part: 'accountant', body: app.centre });
});
afterAll(() => app.close());

const lines = async (): Promise<unknown[]> =>
  (await sql`SELECT kind, state, quantity FROM billable_lines ORDER BY kind`.execute(app.database.db)).rows;

test('two keys handed over on the officer’s pages end as one invoice of each issuer', async () => {
  const two = await app.arrived(['Gwenaëlle Essai', 'Maël Fictif']);
  const [first] = two;
  const form = await app.officer.get(
    `/rendez-vous/proposition?${two.map(({ file }) => `dossier=${file}`).join('&')}`,
  );
  const proposal = new URLSearchParams({
    officer: hidden(form.html, 'officer'),
    minutes: hidden(form.html, 'minutes'),
    place: 'Mairie, 1 place de l’Essai, 35690 Acigné',
  });
  for (const { file } of two) proposal.append('dossier', file);
  for (const time of timesOn(form.html).slice(2, 5)) proposal.append('times', time);
  expect(await app.officer.post('/rendez-vous/proposition', proposal)).toMatchObject({ status: 303 });
  const holder = await app.holder(first as never);
  const page = await holder.get(`/rendez-vous/dossier/${first?.file}`);
  const [time = ''] = timesOn(page.html);
  await holder.post(`/rendez-vous/dossier/${first?.file}/horaire`, {
    time,
    version: hidden(page.html, 'version'),
  });
  app.clock.set(new Date(time));
  const visit = await app.visitOf(first?.file ?? '');

  const handOver = async (index: number): Promise<void> => {
    const path = `/rendez-vous/${visit}/remise/${two[index]?.file}`;
    const desk = await app.officer.get(path);
    const done = await app.officer.post(path, {
      seen: hidden(desk.html, 'seen'),
      present: 'oui',
      identity: 'same',
      lastFour: 'FW46',
      serial: two[index]?.serial ?? '',
      shown: 'oui',
      accepted: 'oui',
      code: 'oui',
      holderConfirms: 'oui',
      officerConfirms: 'oui',
    });
    expect(done.status, done.words).toBe(303);
  };
  await handOver(0);
  expect(await lines()).toEqual([
    { kind: 'certificate', state: 'visit-running', quantity: 1 },
    { kind: 'intervention', state: 'visit-running', quantity: 1 },
  ]);
  await handOver(1);
  expect(await lines()).toEqual([
    { kind: 'certificate', state: 'to-issue', quantity: 2 },
    { kind: 'intervention', state: 'to-issue', quantity: 1 },
  ]);
  for (const [who, total] of [
    [megalis, '288,00'],
    [centre, '82,00'],
  ] as const) {
    const list = await who.get('/factures');
    const [, id] = /\/factures\/a-emettre\/([0-9a-f-]{36})/.exec(list.html) ?? [];
    const issued = await who.post(`/factures/a-emettre/${id}/emission`);
    expect((await who.get(issued.location ?? '')).words).toContain(total);
  }
  const { rows } = await sql`SELECT number FROM invoices ORDER BY number`.execute(app.database.db);
  expect(rows).toEqual([{ number: 'CDG35-2026-00001' }, { number: 'MB-2026-00001' }]);
});
