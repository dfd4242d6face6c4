import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRelay, type Relay } from '#test/relay.js';
import { expireCertificates } from './expire-certificates.js';

let relay: Relay;
beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

test('live, it expires by itself the night after its validity, not before', async () => {
  const other = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'handed-over' });
  const { id: live, end } = await relay.one(sql<{ id: string; end: Date }>`SELECT id, not_after AS end
    FROM certificate_facts WHERE file_id = ${other.files[0]}`);
  const night = async (at: Date): Promise<string> => {
    relay.clock.set(at);
    await expireCertificates.run(relay.kernel);
    return (await relay.one(sql<{ state: string }>`SELECT state FROM certificates WHERE id = ${live}`)).state;
  };
  expect(await night(new Date(end.getTime() - 60_000))).toBe('live');
  expect(await night(new Date(end.getTime() + 24 * 3_600_000))).toBe('expired');
});
