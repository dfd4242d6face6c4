import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let done: ToldOrder;
let draft: ToldOrder;
let author: Visitor;
let pages: string[];

beforeAll(async () => {
  relay = await openRelay();
  done = await relay.tell({
    stage: 'transmitted',
    files: ['validated'],
    visit: 'handed-over',
    invoices: 'sent',
  });
  draft = await relay.tell({ stage: 'draft' });
  author = await relay.as('Nolwenn Le Test');
  const ids = await relay.one(sql<{ certificate: string; invoice: string }>`SELECT
    (SELECT id FROM certificate_facts WHERE file_id = ${done.files[0]}) AS certificate,
    (SELECT id FROM invoices WHERE order_id = ${done.id} LIMIT 1) AS invoice`);
  pages = [
    `/commandes/${done.id}`,
    `/commandes/${draft.id}`,
    `/commandes/${draft.id}/titulaires`,
    `/dossiers/${done.files[0]}`,
    `/rendez-vous/dossier/${done.files[0]}`,
    `/certificats/${ids.certificate}`,
    `/factures/${ids.invoice}/facture.pdf`,
  ];
});
afterAll(() => relay.close());

test('who wrote an order and is no longer of the organisation finds nothing of it, in the session that is open', async () => {
  for (const each of pages) expect([each, (await author.get(each)).status]).toEqual([each, 200]);
  const administrator = await relay.as('Alan Réglage');
  const { role } = await relay.one(sql<{ role: string }>`SELECT r.id AS role FROM roles r
    JOIN people p ON p.id = r.person_id WHERE p.email = ${inventedAddress('Nolwenn Le Test')}`);
  expect((await administrator.post(`/roles/${role}/fin`)).status).toBe(303);

  for (const each of pages) expect([each, (await author.get(each)).status]).toEqual([each, 404]);
  for (const path of [`${draft.id}/titulaires`, `${draft.id}/retrait`, `${done.id}/retrait`]) {
    const fields = { reason: 'withdraw.other', comment: 'Je pars.' };
    expect([path, (await author.post(`/commandes/${path}`, fields)).status]).toEqual([path, 404]);
  }
  for (const list of ['/', '/commandes']) {
    const { html } = await author.get(list);
    for (const { id } of [done, draft]) expect(html).not.toContain(id);
  }
});

test('and mails about it go to who remains', async () => {
  const own = inventedAddress('Nolwenn Le Test');
  const before = await relay.one(
    sql<{ count: number }>`SELECT count(*)::int AS count FROM mails WHERE recipient = ${own}`,
  );
  const { certificate } = await relay.one(
    sql<{
      certificate: string;
    }>`SELECT id AS certificate FROM certificate_facts WHERE file_id = ${done.files[0]}`,
  );
  const buyer = await relay.as('Gwenola Achat');
  const mislaid = { reason: 'suspension.key-mislaid', comment: '' };
  expect((await buyer.post(`/certificats/${certificate}/suspension`, mislaid)).status).toBe(303);
  await relay.settle();
  expect(
    await relay.one(
      sql<{ count: number }>`SELECT count(*)::int AS count FROM mails WHERE recipient = ${own}`,
    ),
  ).toEqual(before);
});
