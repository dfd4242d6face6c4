import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { publishedStatus } from '#test/published-status.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let handed: ToldOrder;
const mayor = 'maire.dessai@exemple.fr';

beforeAll(async () => {
  relay = await openRelay();
  handed = await tell('handed-over');
});
afterAll(() => relay.close());

async function tell(visit: 'handed-over' | 'to-propose'): Promise<ToldOrder> {
  const order = await relay.tell({ stage: 'transmitted', files: ['validated'], visit });
  await sql`UPDATE orders SET signatory_email = ${mayor} WHERE id = ${order.id}`.execute(relay.database.db);
  return order;
}

interface Row {
  readonly id: string;
  readonly serial: string;
  readonly state: string;
  readonly email: string;
  readonly file_state: string;
}

function certificateOf(order: ToldOrder, index = 0): Promise<Row> {
  return relay.one(sql<Row>`SELECT id, serial, state, email, file_state FROM certificate_facts
    WHERE file_id = ${order.files[index]} ORDER BY not_before DESC, id DESC LIMIT 1`);
}

const lost = { reason: 'revocation.key-lost', comment: 'Perdue dans un train.', understood: 'oui' };

function published(): Map<string, number> {
  return publishedStatus(relay.authority, relay.clock());
}

test('the holder reads what it means, must confirm, and the authority publishes it with its reason', async () => {
  const { id, serial, email } = await certificateOf(handed);
  const holder = await relay.reading(email);
  expect((await holder.get(`/mon-dossier/${handed.files[0]}`)).html).toContain(`/certificats/${id}`);
  const page = await holder.get(`/certificats/${id}`);
  expect(page.words).toContain(serial);
  expect(page.words).toContain('Le certificat est actif.');
  const form = await holder.get(`/certificats/${id}/revocation`);
  expect(form.words).toContain('pour toujours');
  expect(form.html).toContain(`/certificats/${id}/suspension`);
  const unconfirmed = await holder.post(`/certificats/${id}/revocation`, { ...lost, understood: '' });
  expect([unconfirmed.status, unconfirmed.html]).toEqual([422, expect.stringContaining('understood-erreur')]);
  const mute = await holder.post(`/certificats/${id}/revocation`, {
    ...lost,
    reason: 'revocation.other',
    comment: '',
  });
  expect([mute.status, mute.html]).toEqual([409, expect.stringContaining('comment-erreur')]);

  const done = await holder.post(`/certificats/${id}/revocation`, lost);
  expect(done.status, done.words).toBe(303);
  expect((await holder.get(`/certificats/${id}`)).words).toContain('n’a pas encore confirmé');
  await relay.settle();
  const after = await holder.get(`/certificats/${id}`);
  expect(after.words).toContain('Le certificat est révoqué.');
  expect(after.words).not.toContain('n’a pas encore confirmé');
  expect(published().get(serial)).toBe(1);
  expect(await certificateOf(handed)).toMatchObject({ state: 'revoked', file_state: 'handed-over' });
  const lines = await sql<{
    type: string;
    data: Record<string, unknown>;
  }>`SELECT type, data FROM journal_lines
    WHERE about->>'certificate' = ${id} ORDER BY id DESC LIMIT 2`.execute(relay.database.db);
  expect(lines.rows).toEqual([
    { type: 'certificate.revocation-confirmed', data: {} },
    { type: 'certificate.revoked', data: { by: 'holder', reason: 'revocation.key-lost' } },
  ]);
});

test('the holder, who signed, who prepared and who bought are told, with somebody to reach', async () => {
  const { id, email } = await certificateOf(handed);
  const { rows } = await sql<{ recipient: string; text: string }>`SELECT recipient, text_body AS text
    FROM mails WHERE kind = 'certificate-revoked' AND about->>'certificate' = ${id}`.execute(
    relay.database.db,
  );
  const buyer = await relay.one(
    sql<{ email: string }>`SELECT contact_email AS email FROM operators WHERE kind = 'purchasing-body'`,
  );
  expect(rows.map((row) => row.recipient).sort()).toEqual(
    [email, mayor, inventedAddress('Nolwenn Le Test'), buyer.email].sort(),
  );
  for (const { text } of rows) {
    expect(text).toContain('Perdue dans un train.');
    expect(text).toMatch(/0\d(.\d\d){4}/);
  }
});

test('who presses twice, or after another, is refused in a sentence: one revocation, one call', async () => {
  const order = await tell('handed-over');
  const { id, email } = await certificateOf(order);
  const visitors = [await relay.reading(email), await relay.as('Gwenola Achat')];
  const answers = await Promise.all(visitors.map((each) => each.post(`/certificats/${id}/revocation`, lost)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
  const loser = answers.find((answer) => answer.status === 409);
  expect(loser?.words).toContain('n’est plus possible');
  await relay.settle();
  const calls = await relay.one(
    sql<{ count: number }>`SELECT count(*)::int AS count FROM certificate_calls WHERE certificate_id = ${id}`,
  );
  expect(calls.count).toBe(1);
});

test('a correspondent sees it without a button; whoever has no part in it does not find it', async () => {
  const { id } = await certificateOf(handed);
  const author = await relay.as('Nolwenn Le Test');
  const seen = await author.get(`/certificats/${id}`);
  expect(seen.status).toBe(200);
  const strangers: Visitor[] = [
    await relay.as('Perrine Brouillon'),
    await relay.as('Bleuenn Remise'),
    await relay.reading('quelquun@exemple.fr'),
  ];
  for (const each of strangers) expect((await each.get(`/certificats/${id}`)).status).toBe(404);
  for (const each of [author, ...strangers]) {
    expect((await each.get(`/certificats/${id}/revocation`)).status).toBe(404);
    expect((await each.post(`/certificats/${id}/revocation`, lost)).status).toBe(404);
  }
});

test.each([
  ['revocation.key-stolen', 'validated', 2, 'une autre est préparée'],
  ['revocation.data-changed', 'to-correct', 1, 'à corriger par le titulaire'],
  ['revocation.left', 'abandoned', 1, 'le dossier est abandonné'],
])(
  'before the handover, %s leaves the file %s, told in one mail',
  async (reason, state, certificates, words) => {
    const order = await tell('to-propose');
    const { id, serial, email } = await certificateOf(order);
    const signatory = await relay.reading(mayor);
    expect((await signatory.get(`/commandes/${order.id}`)).html).toContain(`/certificats/${id}`);
    const done = await signatory.post(`/certificats/${id}/revocation`, { ...lost, reason });
    expect(done.status, done.words).toBe(303);
    await relay.settle();
    expect(published().has(serial)).toBe(true);
    const found = await relay.one(sql<{ state: string; count: number }>`SELECT f.state,
    (SELECT count(*)::int FROM certificates c WHERE c.file_id = f.id) AS count
    FROM holder_files f WHERE f.id = ${order.files[0]}`);
    expect(found).toEqual({ state, count: certificates });
    const told = await sql<{ kind: string; text: string }>`SELECT kind, text_body AS text FROM mails
    WHERE recipient = ${email} AND about->>'file' = ${order.files[0]}
      AND kind IN ('certificate-revoked', 'token-lost', 'file-reopened', 'file-ended')`.execute(
      relay.database.db,
    );
    expect(told.rows.map(({ kind }) => kind)).toEqual(['certificate-revoked']);
    expect(told.rows[0]?.text.replaceAll(/\s+/g, ' ')).toContain(words);
  },
);

test('a call that fails is repeated under its key, and those decided since wait their turn', async () => {
  const order = await tell('handed-over');
  const { id, serial, email } = await certificateOf(order);
  const holder = await relay.reading(email);
  const { suspend } = relay.authority;
  const keys: string[] = [];
  relay.authority.suspend = async (request) => {
    keys.push(request.key);
    if (keys.length === 1) throw new Error('the authority is out of reach');
    return suspend(request);
  };
  await holder.post(`/certificats/${id}/suspension`, { reason: 'suspension.key-mislaid', comment: '' });
  await holder.post(`/certificats/${id}/revocation`, lost);
  await relay.settle();
  relay.authority.suspend = suspend;
  const { rows } = await sql<{ kind: string; told: boolean }>`SELECT DISTINCT kind,
      text_body LIKE '%Perdue dans un train.%' AS told
    FROM mails WHERE about->>'certificate' = ${id} AND kind LIKE 'certificate-%' ORDER BY kind`.execute(
    relay.database.db,
  );
  expect(rows).toEqual([
    { kind: 'certificate-revoked', told: true },
    { kind: 'certificate-suspended', told: false },
  ]);
  expect(new Set(keys).size).toBe(1);
  expect(keys.length).toBeGreaterThan(1);
  expect(published().get(serial)).toBe(1);
});
