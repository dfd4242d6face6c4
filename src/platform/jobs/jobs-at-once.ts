import type { Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { JobParts, Jobs } from './jobs.js';
import { reactionsTo } from './reactions.js';

/**
 * Jobs done at once, in this process and in their order, whenever `drain` is called: the demonstration writes its
 * history so, each step and what follows from it at the date that its clock shows. Nothing is queued for later, nor
 * run again: what a job did needs no mark.
 */
export function createJobsAtOnce(parts: Omit<JobParts, 'pool'>): Omit<Jobs, 'boss'> {
  const reactionsOf = reactionsTo(parts.reactions);
  const workerOf = new Map(parts.workers.map((worker) => [worker.queue, worker]));
  const waiting: ((kernel: Kernel) => Promise<void>)[] = [];
  return {
    async react(_tx, line, event) {
      for (const reaction of reactionsOf(event)) {
        waiting.push((kernel) => kernel.transact(calendar, (act) => reaction.run(act, event, line)));
      }
    },
    async send(_tx, queue, data) {
      waiting.push(async (kernel) => workerOf.get(queue)?.run(kernel, data));
    },
    wake() {},
    async work() {},
    async drain(kernel) {
      for (let job = waiting.shift(); job; job = waiting.shift()) await job(kernel);
    },
    async stop() {},
  };
}
