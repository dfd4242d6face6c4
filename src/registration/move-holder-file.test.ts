import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSteps, type Steps } from '#test/registration-steps.js';
import type { FileFacts } from './file-facts.js';
import { moveHolderFile } from './move-holder-file.js';
import { lockFile } from './store.js';

let steps: Steps;
beforeAll(async () => {
  steps = await openSteps();
});
afterAll(() => steps.desk.close());

/** True once somebody waits for a row that somebody else holds. */
async function awaited(): Promise<boolean> {
  const { rows } = await sql`SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(steps.desk.database.db);
  return rows.length > 0;
}

test('who waited for a file finds it as the other act left it, its certificate too', async () => {
  const { kernel, author, database } = steps.desk;
  const { file } = await steps.validated();
  const reason = { code: 'abandon.other', label: 'Autre', sentence: 'Autre.', comment: '' };
  let second: Promise<FileFacts | undefined> | undefined;
  const first = await kernel.transact(author, async (act) => {
    const moved = await moveHolderFile(act, file, 'abandon', { reason });
    second = database.db.transaction().execute((tx) => lockFile(tx, file));
    await expect.poll(awaited).toBe(true);
    return moved;
  });
  expect(first).toMatchObject({ state: 'abandoned', reason });
  const found = await second;
  expect(found).toMatchObject({ state: 'abandoned', reason, certificate_state: 'called-off' });
  expect(found?.version).toBe((first as FileFacts).version);
});
