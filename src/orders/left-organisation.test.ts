import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';
import { orderPaths } from './paths.js';

let relay: Relay;
let done: ToldOrder;
let draft: ToldOrder;
let signed: ToldOrder;
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
  signed = await relay.tell({ stage: 'submitted' });
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

test('mails about it go to the present correspondents, who hear of an order that names somebody else', async () => {
  const { database, kernel, communes } = relay;
  const successor = inventedAddress('Anna Modèle');
  await kernel.transact(calendar, async (act) => {
    const { id } = await findOrNamePerson(act.tx, { name: 'Anna Modèle', email: successor });
    await grantRole(act, { personId: id, part: 'correspondent', body: communes.acigne });
  });
  const { last } = await relay.one(sql<{ last: string }>`SELECT max(id::text)::uuid AS last FROM mails`);
  const ids = await relay.one(sql<{ certificate: string; invoice: string }>`SELECT
    (SELECT id FROM certificate_facts WHERE file_id = ${done.files[0]}) AS certificate,
    (SELECT id FROM invoices WHERE order_id = ${done.id} LIMIT 1) AS invoice`);
  const buyer = await relay.as('Gwenola Achat');
  const mislaid = { reason: 'suspension.key-mislaid', comment: '' };
  expect((await buyer.post(`/certificats/${ids.certificate}/suspension`, mislaid)).status).toBe(303);
  const returned = { reason: 'return.field-wrong', comment: '' };
  expect((await buyer.post(orderPaths.reasoned(signed.id, 'return'), returned)).status).toBe(303);
  const accountant = await relay.as('Armelle Facture');
  const page = await accountant.get(`/factures/${ids.invoice}/envoi`);
  const sentBefore = /name="sentBefore" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  expect((await accountant.post(`/factures/${ids.invoice}/envoi`, { sentBefore })).status).toBe(303);
  await relay.settle();

  const { rows } = await sql<{ kind: string; recipient: string }>`SELECT kind, recipient FROM mails
    WHERE id > ${last}`.execute(database.db);
  const heard = (email: string): string[] =>
    rows.filter(({ recipient }) => recipient === email).map(({ kind }) => kind);
  expect(heard(inventedAddress('Nolwenn Le Test'))).toEqual([]);
  expect(heard(successor).sort()).toEqual(['certificate-suspended', 'invoice-sent', 'order-returned']);
});
