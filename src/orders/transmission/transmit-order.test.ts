import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderPaths } from '#src/orders/paths.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { AuthorityAnswer, AuthorityOrder, CalledOffOrder } from './certification-authority.js';
import { hearAuthority } from './hear-authority.js';

let relay: Relay;
beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

function stateOf(id: string): Promise<{ state: string; reference: string | null }> {
  return relay.one(
    sql<{ state: string; reference: string | null }>`SELECT state, authority_reference AS reference
      FROM orders WHERE id = ${id}`,
  );
}

function hiddenIn(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** An authority that knows a request by its key: the first is refused, a second is taken, a repeated one is no news. */
function hesitant(): { readonly heard: AuthorityOrder[]; play(): void } {
  const heard: AuthorityOrder[] = [];
  const answers: AuthorityAnswer[] = [];
  return {
    heard,
    play() {
      relay.authority.order = async (request) => {
        const known = heard.some(({ key }) => key === request.key);
        heard.push(request);
        if (known) return;
        const { key: sending, order } = request;
        const first = heard.length === 1;
        answers.push(
          first
            ? {
                id: `refused:${sending}`,
                kind: 'order-refused',
                order,
                sending,
                sentence: 'Un SIRET nous est inconnu.',
              }
            : { id: `taken:${sending}`, kind: 'order-acknowledged', order, sending, reference: 'AC-77' },
        );
      };
      relay.authority.answers = async () => answers;
      relay.authority.heard = async () => {};
    },
  };
}

test('an order that the authority refused is sent again under another key, and taken', async () => {
  const authority = hesitant();
  const { id } = await relay.tell({ stage: 'examined' });
  const gwenola = await relay.as('Gwenola Achat');
  const countersign = async (): Promise<void> => {
    const page = await gwenola.get(`/commandes/${id}/contreseing`);
    const documents = hiddenIn(page.html, 'documents');
    const done = await gwenola.post(`/commandes/${id}/contreseing`, { documents });
    expect(done.status, done.words).toBe(303);
    await relay.settle();
  };
  authority.play();
  await countersign();
  expect(await stateOf(id)).toMatchObject({ state: 'examined' });
  expect((await gwenola.get(`/commandes/${id}`)).words).toContain('Un SIRET nous est inconnu.');
  await countersign();
  expect(await stateOf(id)).toEqual({ state: 'transmitted', reference: 'AC-77' });
  const { valid } = await relay.one(
    sql<{ valid: number }>`SELECT count(*)::int AS valid FROM signatures
      WHERE order_id = ${id} AND kind = 'countersignature' AND void_at IS NULL`,
  );
  expect(valid).toBe(1);
  const [first, second] = authority.heard;
  expect([first?.order, second?.order]).toEqual([id, id]);
  expect(second?.key).not.toBe(first?.key);
});

test('an answer that names no order here, or cannot be kept, holds up none of those behind it', async () => {
  const { id } = await relay.tell({ stage: 'examined' });
  const sending = '019df3b1-0200-4000-8000-000000000001';
  await sql`UPDATE orders SET state = 'sent', sending = ${sending} WHERE id = ${id}`.execute(
    relay.database.db,
  );
  const nobody = '00000000-0000-7000-8000-000000000000';
  const answers: AuthorityAnswer[] = [
    { id: 'odd:1', kind: 'order-acknowledged', order: 'not an order', sending: 'none', reference: 'AC-0' },
    { id: 'odd:2', kind: 'order-acknowledged', order: id, sending, reference: 'AC-\u00000' },
    { id: 'late:1', kind: 'order-refused', order: nobody, sending: nobody, sentence: 'Non.' },
    { id: 'right:1', kind: 'order-acknowledged', order: id, sending, reference: 'AC-78' },
    { id: 'late:2', kind: 'order-acknowledged', order: id, sending, reference: 'AC-79' },
  ];
  const heard: string[] = [];
  relay.authority.answers = async () => answers.filter((answer) => !heard.includes(answer.id));
  relay.authority.heard = async (answer) => void heard.push(answer);
  await expect(hearAuthority(relay.kernel, relay.authority)).rejects.toThrow();
  expect(heard).toEqual(['odd:1', 'late:1', 'right:1', 'late:2']);
  expect(await stateOf(id)).toEqual({ state: 'transmitted', reference: 'AC-78' });
  const { rows } = await sql<{ data: unknown }>`SELECT data FROM journal_lines
    WHERE type = 'authority.answer-too-late' ORDER BY id`.execute(relay.database.db);
  expect(rows.map((row) => row.data)).toEqual([
    { answer: 'order-acknowledged', sending: 'none', reference: 'AC-0' },
    { answer: 'order-refused', sending: nobody },
    { answer: 'order-acknowledged', sending, reference: 'AC-79' },
  ]);
});

test('an answer to an earlier sending is not taken for the answer to the present one, heard or noted by hand', async () => {
  const sent: AuthorityOrder[] = [];
  let answers: AuthorityAnswer[] = [];
  relay.authority.order = async (request) => void sent.push(request);
  relay.authority.answers = async () => answers;
  relay.authority.heard = async () => {};
  const { id } = await relay.tell({ stage: 'examined' });
  const gwenola = await relay.as('Gwenola Achat');
  const send = async (): Promise<string> => {
    const page = await gwenola.get(`/commandes/${id}/contreseing`);
    const documents = hiddenIn(page.html, 'documents');
    const done = await gwenola.post(`/commandes/${id}/contreseing`, { documents });
    expect(done.status, done.words).toBe(303);
    await relay.settle();
    return sent.at(-1)?.key ?? '';
  };
  const first = await send();
  const stale = await gwenola.get(orderPaths.authorityAnswer(id));
  expect(hiddenIn(stale.html, 'sending')).toBe(first);
  const refused = { reason: 'authority-refusal.other', comment: 'Par téléphone.' };
  const noted = await gwenola.post(orderPaths.reasoned(id, 'record-refusal'), { ...refused, sending: first });
  expect(noted.status, noted.words).toBe(303);
  const second = await send();
  expect(second).not.toBe(first);
  answers = [
    { id: 'old:1', kind: 'order-acknowledged', order: id, sending: first, reference: 'AC-1' },
    { id: 'old:2', kind: 'order-refused', order: id, sending: first, sentence: 'Non.' },
  ];
  await hearAuthority(relay.kernel, relay.authority);
  const byHand = await gwenola.post(orderPaths.authorityAnswer(id), { reference: 'AC-1', sending: first });
  expect([byHand.status, byHand.words]).toEqual([409, expect.stringContaining('transmise de nouveau')]);
  expect(byHand.html).toContain('value="AC-1"');
  const again = await gwenola.post(orderPaths.reasoned(id, 'record-refusal'), { ...refused, sending: first });
  expect([again.status, hiddenIn(again.html, 'sending')]).toEqual([409, second]);
  expect(await stateOf(id)).toEqual({ state: 'sent', reference: null });
  const { rows } = await sql<{ data: unknown }>`SELECT data FROM journal_lines
    WHERE type = 'authority.answer-too-late' AND about->>'order' = ${id} ORDER BY id`.execute(
    relay.database.db,
  );
  expect(rows.map((row) => row.data)).toEqual([
    { answer: 'order-acknowledged', sending: first, reference: 'AC-1' },
    { answer: 'order-refused', sending: first },
  ]);
  const now = await gwenola.post(orderPaths.authorityAnswer(id), { reference: 'AC-2', sending: second });
  expect(now.status, now.words).toBe(303);
  expect(await stateOf(id)).toEqual({ state: 'transmitted', reference: 'AC-2' });
});

test('an authority that has an order is told when it is withdrawn, under the key of its sending', async () => {
  const sent: AuthorityOrder[] = [];
  const calledOff: CalledOffOrder[] = [];
  const answers: AuthorityAnswer[] = [];
  relay.authority.order = async (request) => {
    sent.push(request);
    answers.push({
      id: `taken:${request.key}`,
      kind: 'order-acknowledged',
      order: request.order,
      sending: request.key,
      reference: 'AC-80',
    });
  };
  relay.authority.callOff = async (order) => void calledOff.push(order);
  relay.authority.answers = async () => answers;
  relay.authority.heard = async () => {};
  const told = await relay.tell({ stage: 'transmitted' });
  expect(calledOff).toEqual([]);
  const draft = await relay.tell({ stage: 'submitted' });
  const nolwenn = await relay.as('Nolwenn Le Test');
  for (const { id } of [told, draft]) {
    const done = await nolwenn.post(orderPaths.reasoned(id, 'withdraw'), {
      reason: 'withdraw.no-longer-needed',
      comment: '',
    });
    expect(done.status, done.words).toBe(303);
    await relay.settle();
  }
  const [request] = sent;
  expect(calledOff).toEqual([{ key: request?.key, order: told.id, number: request?.number }]);
});

test('an order that did not leave by itself is transmitted by the button of its page', async () => {
  const { id } = await relay.tell({ stage: 'transmitted', files: ['invited'] });
  await sql`UPDATE orders SET state = 'accepted' WHERE id = ${id}`.execute(relay.database.db);
  const gwenola = await relay.as('Gwenola Achat');
  const page = await gwenola.get(orderPaths.order(id));
  expect(page.words).toContain('C’est à vous : transmettre la commande');
  expect(page.html).toContain(`action="${orderPaths.transmit(id)}"`);
  expect((await gwenola.post(orderPaths.transmit(id))).status).toBe(303);
  expect((await stateOf(id)).state).toBe('sent');
});

test('a delivery centre that has not answered is asked from the signature on', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  await sql`UPDATE missions SET state = 'received' WHERE order_id = ${id}`.execute(relay.database.db);
  const page = await (await relay.as('Bleuenn Remise')).get(orderPaths.order(id));
  expect(page.words).toContain('C’est à vous : répondre à la demande de mission');
  expect(page.html).toContain(`action="${orderPaths.acknowledgeMission(id)}"`);
  expect((await (await relay.as('Gwenola Achat')).get(orderPaths.order(id))).words).toContain(
    'C’est à vous : examiner la commande',
  );
});

test('where no authority is connected, the purchasing body is told to tell it that an order is given up', async () => {
  (relay.authority as { byHand?: boolean }).byHand = true;
  const gwenola = await relay.as('Gwenola Achat');
  const told: boolean[] = [];
  for (const stage of ['transmitted', 'submitted'] as const) {
    const { id } = await relay.tell({ stage });
    const reason = { reason: 'cancel.duplicate', comment: 'Commande faite deux fois.' };
    const done = await gwenola.post(orderPaths.reasoned(id, 'cancel'), reason);
    expect(done.status, done.words).toBe(303);
    await relay.settle();
    const { text } = await relay.one(sql<{ text: string }>`SELECT text_body AS text FROM mails
      WHERE kind = 'order-cancelled' AND recipient = 'achats@exemple.fr' AND about->>'order' = ${id}`);
    told.push(/dites-lui\s+sans\s+attendre/.test(text));
  }
  expect(told).toEqual([true, false]);
});
