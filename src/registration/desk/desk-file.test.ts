import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSteps, type Steps } from '#test/registration-steps.js';

let steps: Steps;
beforeAll(async () => {
  steps = await openSteps();
});
afterAll(() => steps.desk.close());

test('the desk names usages as they were on sale when the order was made', async () => {
  const { desk } = steps;
  const { file, officer } = await steps.submitted();
  const { rows } = await sql<{ label: string }>`
    SELECT data->>'label' AS label FROM catalogue_entries e JOIN holder_files f ON f.id = ${file}
      JOIN order_holders h ON h.id = f.holder_id WHERE e.kind = 'usage' AND e.code = ANY(h.usages)`.execute(
    desk.database.db,
  );
  const label = rows[0]?.label ?? '';
  expect(label).not.toBe('');
  await sql`UPDATE catalogue_entries SET valid_to = '2026-11-25' WHERE kind = 'usage'`.execute(
    desk.database.db,
  );
  desk.clock.set(new Date('2026-11-26T09:00:00Z'));
  const { words } = await desk.as(officer).get(`/controle/${file}`);
  expect(words.toLowerCase()).toContain(label.toLowerCase());
});
