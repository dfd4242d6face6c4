import { fromKysely } from 'pg-boss';
import type { Act } from '#src/platform/acts/act.js';
import { lockFailedJob } from './job-store.js';
import type { Jobs } from './jobs.js';

/**
 * A job that failed for good is tried once more; the journal says who had it tried. One that no longer stands failed is
 * left as it is: pressed twice, it runs once.
 */
export async function runJobAgain(
  act: Act,
  boss: Jobs['boss'],
  job: { readonly queue: string; readonly id: string },
): Promise<void> {
  if (!(await lockFailedJob(act.tx, job))) return;
  await boss.retry(job.queue, job.id, { db: fromKysely(act.tx) });
  await act.publish({ type: 'job.run-again', about: { job: job.id }, data: { queue: job.queue } });
}
