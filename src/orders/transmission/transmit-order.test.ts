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
        const { key, order } = request;
        const first = heard.length === 1;
        answers.push(
          first
            ? { id: `refused:${key}`, kind: 'order-refused', order, sentence: 'Un SIRET nous est inconnu.' }
            : { id: `taken:${key}`, kind: 'order-acknowledged', order, reference: 'AC-77' },
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
  const state = async (): Promise<{ state: string; reference: string | null }> =>
    relay.one(
      sql<{ state: string; reference: string | null }>`SELECT state, authority_reference AS reference
        FROM orders WHERE id = ${id}`,
    );
  const countersign = async (): Promise<void> => {
    const page = await gwenola.get(`/commandes/${id}/contreseing`);
    const documents = /name="documents" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    const done = await gwenola.post(`/commandes/${id}/contreseing`, { documents });
    expect(done.status, done.words).toBe(303);
    await relay.settle();
  };
  authority.play();
  await countersign();
  expect(await state()).toMatchObject({ state: 'examined' });
  expect((await gwenola.get(`/commandes/${id}`)).words).toContain('Un SIRET nous est inconnu.');
  await countersign();
  expect(await state()).toEqual({ state: 'transmitted', reference: 'AC-77' });
  const [first, second] = authority.heard;
  expect([first?.order, second?.order]).toEqual([id, id]);
  expect(second?.key).not.toBe(first?.key);
});

test('an answer that names no order here, or cannot be kept, holds up none of those behind it', async () => {
  const { id } = await relay.tell({ stage: 'examined' });
  await sql`UPDATE orders SET state = 'sent' WHERE id = ${id}`.execute(relay.database.db);
  const answers: AuthorityAnswer[] = [
    { id: 'odd:1', kind: 'order-acknowledged', order: 'not an order', reference: 'AC-0' },
    { id: 'odd:2', kind: 'order-acknowledged', order: id, reference: 'AC-\u00000' },
    { id: 'late:1', kind: 'order-refused', order: '00000000-0000-7000-8000-000000000000', sentence: 'Non.' },
    { id: 'right:1', kind: 'order-acknowledged', order: id, reference: 'AC-78' },
    { id: 'late:2', kind: 'order-acknowledged', order: id, reference: 'AC-79' },
  ];
  const heard: string[] = [];
  relay.authority.answers = async () => answers.filter((answer) => !heard.includes(answer.id));
  relay.authority.heard = async (answer) => void heard.push(answer);
  await expect(hearAuthority(relay.kernel, relay.authority)).rejects.toThrow();
  expect(heard).toEqual(['odd:1', 'late:1', 'right:1', 'late:2']);
  const kept = await relay.one(
    sql<{ state: string; reference: string }>`SELECT state, authority_reference AS reference
      FROM orders WHERE id = ${id}`,
  );
  expect(kept).toEqual({ state: 'transmitted', reference: 'AC-78' });
  const { rows } = await sql<{ data: unknown }>`SELECT data FROM journal_lines
    WHERE type = 'authority.answer-too-late' ORDER BY id`.execute(relay.database.db);
  expect(rows.map((row) => row.data)).toEqual([
    { answer: 'order-acknowledged', reference: 'AC-0' },
    { answer: 'order-refused' },
    { answer: 'order-acknowledged', reference: 'AC-79' },
  ]);
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
