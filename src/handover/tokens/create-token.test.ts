import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Act } from '#src/platform/acts/act.js';
import { openRelay, type Relay } from '#test/relay.js';
import { createToken, shipToken } from './create-token.js';

let relay: Relay;
let about: { file: string; certificate: string };

beforeAll(async () => {
  relay = await openRelay();
  await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'token-awaited' });
  // The one certificate is issued anew in each test.
  await sql`ALTER TABLE tokens DROP CONSTRAINT tokens_certificate_id_key`.execute(relay.kernel.db);
  about = await relay.one(
    sql<typeof about>`SELECT file_id AS file, certificate_id AS certificate FROM tokens`,
  );
});
afterAll(() => relay.close());

const authority = { kind: 'outside', name: 'Autorité de test' } as const;

/** Runs a step, and commits it only once told. */
function step(run: (act: Act) => Promise<unknown>): {
  done: Promise<void>;
  ready: Promise<void>;
  commit(): void;
} {
  let [commit, begun] = [() => {}, () => {}];
  const told = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = relay.kernel.transact(authority, async (act) => {
    await run(act);
    begun();
    await told;
  });
  return { done, ready, commit };
}

async function stateOf(serial: string): Promise<string> {
  return (await relay.one(sql<{ state: string }>`SELECT state FROM tokens WHERE serial = ${serial}`)).state;
}

const issued = (token: string) => (act: Act) =>
  createToken(act, { type: 'certificate.issued', about, data: { token } });
const shipped = (token: string) => (act: Act) =>
  shipToken(act, { type: 'authority.token-shipped', about: {}, data: { token } });

test('a key is on its way when its shipment is heard after its certificate, or before', async () => {
  await relay.kernel.transact(authority, issued('TEST-AFTER'));
  expect(await stateOf('TEST-AFTER')).toBe('at-authority');
  await relay.kernel.transact(authority, shipped('TEST-AFTER'));
  expect(await stateOf('TEST-AFTER')).toBe('in-transit');
  await relay.kernel.transact(authority, shipped('TEST-BEFORE'));
  await relay.kernel.transact(authority, issued('TEST-BEFORE'));
  expect(await stateOf('TEST-BEFORE')).toBe('in-transit');
});

test.each([
  ['shipment first', 'TEST-SHIPPED', shipped, issued],
  ['certificate first', 'TEST-ISSUED', issued, shipped],
] as const)(
  'both heard at the same instant, the %s: neither misses the other',
  async (_, serial, one, other) => {
    const first = step(one(serial));
    await first.ready;
    const second = step(other(serial));
    second.commit();
    await Promise.race([second.done, new Promise((resolve) => setTimeout(resolve, 300))]);
    first.commit();
    await Promise.all([first.done, second.done]);
    expect(await stateOf(serial)).toBe('in-transit');
  },
);
