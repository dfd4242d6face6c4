import { afterEach, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import { createLog } from '#src/platform/log.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { testKernel } from '#test/kernel.js';
import { createJobs, type Jobs } from './jobs.js';

let database: FreshDatabase;
let jobs: Jobs | undefined;
afterEach(async () => {
  await jobs?.stop();
  await database.drop();
});

test('a job whose outside hangs holds up none of those that run side by side, nor those that come later', async () => {
  database = await freshDatabase();
  const done: string[] = [];
  let release = (): void => {};
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = {
    queue: 'outside',
    retryDelay: 1,
    retryLimit: 1,
    hands: 2,
    async run(_kernel: unknown, data: unknown) {
      const { name } = data as { name: string };
      if (name === 'hangs') await hanging;
      done.push(name);
    },
  };
  const opened = await createJobs({
    pool: database.pool,
    log: createLog('silent'),
    reactions: [],
    workers: [worker],
    schedules: [],
  });
  jobs = opened;
  const kernel = testKernel({ db: database.db, jobs: opened });
  const send = (name: string): Promise<void> =>
    kernel.transact(calendar, (act) => act.queue('outside', { name }));
  for (const name of ['hangs', 'beside', 'after']) await send(name);
  await opened.work(kernel);
  await expect.poll(() => done, { timeout: 10_000 }).toEqual(expect.arrayContaining(['beside', 'after']));
  await send('later');
  await expect.poll(() => done, { timeout: 10_000 }).toContain('later');
  expect(done).not.toContain('hangs');
  release();
  await expect.poll(() => done, { timeout: 10_000 }).toContain('hangs');
});
