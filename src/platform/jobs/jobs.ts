import type pg from 'pg';
import { fromKysely, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { JobQueue, Kernel } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import type { Log } from '#src/platform/log.js';
import { type Reaction, react, reactionsTo } from './reactions.js';

/** Work with the outside (SMTP, the certification authority): not in a transaction, hence to be repeated safely. */
export interface Worker {
  readonly queue: string;
  /** Seconds before the first retry; doubled each time. */
  readonly retryDelay: number;
  readonly retryLimit: number;
  /** How many of its jobs run side by side, where the outside may be slow; by default one after the other. */
  readonly hands?: number;
  run(kernel: Kernel, data: unknown): Promise<void>;
  /** Told once when no try is left. */
  gaveUp?(kernel: Kernel, data: unknown, cause: string): Promise<void>;
}

/** What the calendar does: `cron` in Europe/Paris. */
export interface Schedule {
  readonly name: string;
  readonly cron: string;
  run(kernel: Kernel): Promise<void>;
}

interface ReactionJob {
  readonly line: number;
  readonly reaction: string;
  readonly event: Event;
}

export interface JobParts {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly reactions: readonly Reaction[];
  readonly workers: readonly Worker[];
  readonly schedules: readonly Schedule[];
}

export interface Jobs extends JobQueue {
  /** Wakes the workers of this process instead of waiting for their next poll. */
  wake(): void;
  /** Starts the workers; the queues are declared already, so that sending works before. */
  work(kernel: Kernel): Promise<void>;
  /** Runs what waits, and what follows from it, until nothing is left: for tests and for the demonstration's history. */
  drain(kernel: Kernel): Promise<void>;
  stop(): Promise<void>;
  readonly boss: PgBoss;
}

const reactionQueue = 'reaction';
const scheduleQueue = 'schedule';
const paris = 'Europe/Paris';

export async function createJobs(parts: JobParts): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => parts.pool.query(text, values as unknown[]) },
    schema: 'pgboss',
    // What a killed process had in hand is found and given back within seconds of its last heartbeat.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => parts.log.error({ error }, 'jobs'));
  await boss.start();
  const patience = {
    retryLimit: 12,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    heartbeatSeconds: 10,
  };
  // Declared at an earlier start, as a rule: what is written again would wait for the disk again.
  const declareAll = async (): Promise<void> => {
    const queues = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
    const declare = async (name: string, options: object): Promise<void> => {
      if (includes(queues.get(name), options)) return;
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    };
    await Promise.all([
      declare(reactionQueue, patience),
      declare(scheduleQueue, { ...patience, retryLimit: 3 }),
      ...parts.workers.map(({ queue, retryLimit, retryDelay }) =>
        declare(queue, { ...patience, retryLimit, retryDelay }),
      ),
    ]);
  };
  await declareAll().catch(async (error: unknown) => {
    await boss.stop({ graceful: false });
    throw error;
  });

  const reactionsOf = reactionsTo(parts.reactions);
  const reactionNamed = new Map(parts.reactions.map((reaction) => [reaction.name, reaction]));
  const scheduleNamed = new Map(parts.schedules.map((schedule) => [schedule.name, schedule]));
  const handlers: Handler[] = [
    {
      queue: reactionQueue,
      poll: 1,
      run: (kernel, data) => {
        const { reaction, event, line } = data as ReactionJob;
        const named = reactionNamed.get(reaction);
        if (!named) throw new Error(`no reaction is named ${reaction}`);
        return react(kernel, named, event, line);
      },
    },
    ...parts.workers.map((worker) => ({ poll: 1, ...worker })),
    {
      queue: scheduleQueue,
      poll: 10,
      run: async (kernel, data) => scheduleNamed.get((data as { name: string }).name)?.run(kernel),
    },
  ];
  const workerIds: string[] = [];

  return {
    boss,
    async send(tx, queue, data) {
      await boss.send(queue, data, { db: fromKysely(tx) });
    },
    async react(tx, line, event) {
      for (const reaction of reactionsOf(event)) {
        await boss.send(reactionQueue, { line, reaction: reaction.name, event }, { db: fromKysely(tx) });
      }
    },
    wake() {
      for (const id of workerIds) boss.notifyWorker(id);
    },
    async work(kernel) {
      for (const handler of handlers) {
        const { hands = 1 } = handler;
        for (let hand = 0; hand < hands; hand += 1) {
          const options = {
            batchSize: hands > 1 ? 1 : 20,
            perJobResults: true,
            includeMetadata: true,
            pollingIntervalSeconds: hand === 0 ? handler.poll : 5,
          } as const;
          const id = await boss.work(handler.queue, options, async (jobs) => {
            const results: JobResult[] = [];
            for (const job of jobs) results.push(await settle(job, handler, kernel, parts.log));
            // a hand that holds one job at a time takes the next one without sleeping in between
            if (hands > 1) boss.notifyWorker(id);
            return results;
          });
          if (handler.queue !== scheduleQueue) workerIds.push(id);
        }
      }
      const schedules = new Map((await boss.getSchedules(scheduleQueue)).map((each) => [each.key, each]));
      await Promise.all(
        parts.schedules
          .filter(({ name, cron }) => !includes(schedules.get(name), { cron, timezone: paris }))
          .map(({ name, cron }) => boss.schedule(scheduleQueue, cron, { name }, { tz: paris, key: name })),
      );
    },
    async drain(kernel) {
      for (let busy = true; busy; ) {
        busy = false;
        for (const handler of handlers) {
          const jobs = await boss.fetch<unknown>(handler.queue, { batchSize: 100, includeMetadata: true });
          for (const job of jobs) {
            busy = true;
            const result = await settle(job, handler, kernel, parts.log);
            if (result.status === 'completed') await boss.complete(handler.queue, job.id);
            else await boss.fail(handler.queue, job.id, result.output as object);
          }
        }
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** What works on one queue, and how long it sleeps, in seconds, when nobody wakes it. */
interface Handler {
  readonly queue: string;
  readonly poll: number;
  readonly hands?: number;
  run(kernel: Kernel, data: unknown): Promise<void>;
  gaveUp?(kernel: Kernel, data: unknown, cause: string): Promise<void>;
}

async function settle(
  job: JobWithMetadata<unknown>,
  handler: Handler,
  kernel: Kernel,
  log: Log,
): Promise<JobResult> {
  try {
    await handler.run(kernel, job.data);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    log.warn({ job: job.id, queue: job.name, cause }, 'a job failed');
    if (job.retryCount >= job.retryLimit) await handler.gaveUp?.(kernel, job.data, cause);
    return { id: job.id, status: 'failed', output: { cause } };
  }
}

function includes(known: object | undefined, options: object): boolean {
  const values: Partial<Record<string, unknown>> = { ...known };
  return known !== undefined && Object.entries(options).every(([name, value]) => values[name] === value);
}
