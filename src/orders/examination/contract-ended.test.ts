import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { openRelay, type Relay } from '#test/relay.js';
import { cancelEndedContracts } from './contract-ended.js';

let relay: Relay;

beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

const stateOf = async (order: string): Promise<string> =>
  (await relay.one(sql<{ state: string }>`SELECT state FROM orders WHERE id = ${order}`)).state;

test('the day that a contract ends, its orders without a key in hand are cancelled, the others run on', async () => {
  const submitted = await relay.tell({ stage: 'submitted' });
  const running = await relay.tell({ stage: 'transmitted', files: ['invited'] });
  const delivered = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'handed-over' });
  const draft = await relay.tell({ stage: 'draft' });

  const alan = await relay.as('Alan Réglage');
  const code = (
    await relay.one(sql<{ code: string }>`SELECT code FROM catalogue_entries WHERE kind = 'supplier' LIMIT 1`)
  ).code;
  const changed = await alan.post(`/catalogue/fournisseurs/${code}`, {
    from: '2026-11-24',
    'data.authority': 'ChamberSign (simulée)',
    'data.reference': '',
    'data.lastOrderOn': '2026-11-24',
    'data.cancelOn': '2026-11-25',
    'data.revocationHelp': '',
  });
  expect([changed.status, changed.words.slice(0, 300)]).toEqual([303, expect.any(String)]);
  await cancelEndedContracts.run(relay.kernel);
  expect(await stateOf(submitted.id)).toBe('submitted');
  relay.clock.set(new Date('2026-11-25T06:00:00Z'));
  await cancelEndedContracts.run(relay.kernel);
  await relay.settle();
  expect(await Promise.all([submitted, running, draft].map(({ id }) => stateOf(id)))).toEqual([
    'cancelled',
    'cancelled',
    'draft',
  ]);
  expect(['transmitted', 'completed']).toContain(await stateOf(delivered.id));
  const file = await relay.one(
    sql<{ state: string }>`SELECT state FROM holder_files WHERE id = ${running.files[0] ?? ''}`,
  );
  expect(file.state).toBe('abandoned');
  // Both orders are told, beside the files that end with them: the last mail is any of these.
  const { told } = await relay.one(sql<{ told: number }>`
    SELECT count(*)::integer AS told FROM mails WHERE recipient = ${inventedAddress('Nolwenn Le Test')}
       AND text_body LIKE '%Le contrat avec l’autorité de certification a pris fin%'`);
  expect(told).toBe(2);
});
