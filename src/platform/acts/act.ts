import { createHmac } from 'node:crypto';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { Actor } from './actor.js';
import type { Clock } from './clock.js';
import { appendToJournal, type Event } from './journal.js';
import { isRefusal, type Refusal } from './refusal.js';

/**
 * All that a use case may touch: the transaction, who acts, when, and the way to say what happened.
 * It holds the transaction, never the pool: nothing escapes its fate.
 */
export interface Act {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  /** Where this installation is reached, without a final slash: links in mails start with it. */
  readonly baseUrl: string;
  /** Whether what is issued here is a test without value, to be marked TEST (RGS, annex A4, II.4). */
  readonly test: boolean;
  /** Whether mails stay here to be read, for want of a server that sends them. */
  readonly keepsMails: boolean;
  /** HMAC-SHA-256 under this installation's secret: what is kept of a short code, so that the database alone tells none. */
  keyed(text: string): Buffer;
  /**
   * Says what happened. Followers run at once, in this transaction; the line of the journal and one job for
   * each reaction are written when the use case ends, in this transaction too.
   */
  publish(event: Event): Promise<void>;
  /** Queues a job of a worker with the outside (mail, certification authority), in this transaction. */
  queue(name: string, data: object): Promise<void>;
}

/** What must be true in the same instant: an order that ends abandons its files. */
export type Follower = (act: Act, event: Event) => Promise<void>;

/** How jobs are written: always through the transaction of the step that causes them. */
export interface JobQueue {
  /** One job for each reaction to a written line of the journal. */
  react(tx: Tx, line: number, event: Event): Promise<void>;
  /** One job of a worker with the outside. */
  send(tx: Tx, queue: string, data: object): Promise<void>;
  /** Wakes the workers of this process after a commit, instead of waiting for their next poll. */
  wake(): void;
}

/** For a kernel beside which nothing runs: what its acts queue is dropped. */
export const noJobs: JobQueue = { react: async () => {}, send: async () => {}, wake: () => {} };

export interface Kernel {
  /**
   * Runs a use case in one transaction. A refusal rolls everything back and is returned;
   * a deadlock or a serialization failure is tried again, three times in all.
   */
  transact<T>(actor: Actor, useCase: (act: Act) => Promise<T>): Promise<T>;
  readonly db: Database;
  readonly clock: Clock;
  readonly baseUrl: string;
  readonly test: boolean;
}

export interface KernelParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly baseUrl: string;
  readonly test: boolean;
  readonly keepsMails?: boolean;
  readonly secret: string;
  readonly followers: ReadonlyMap<string, readonly Follower[]>;
  readonly jobs: JobQueue;
}

const tries = 3;
const worthAnotherTry = new Set(['40001', '40P01']);

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.refused);
  }
}

export function createKernel(parts: KernelParts): Kernel {
  async function attempt<T>(actor: Actor, useCase: (act: Act) => Promise<T>): Promise<T> {
    const now = parts.clock();
    const events: Event[] = [];
    let queued = false;
    const result = await parts.db.transaction().execute(async (tx) => {
      const act: Act = {
        tx,
        actor,
        now,
        baseUrl: parts.baseUrl,
        test: parts.test,
        keepsMails: parts.keepsMails ?? false,
        keyed: (text) => createHmac('sha256', parts.secret).update(text).digest(),
        async publish(event) {
          events.push(event);
          for (const follow of parts.followers.get(event.type) ?? []) await follow(act, event);
        },
        async queue(name, data) {
          queued = true;
          await parts.jobs.send(tx, name, data);
        },
      };
      const outcome = await useCase(act);
      if (isRefusal(outcome)) throw new RolledBack(outcome);
      const lines = await appendToJournal(tx, { actor, now }, events);
      for (const { line, event } of lines) await parts.jobs.react(tx, line, event);
      return outcome;
    });
    if (queued || events.length > 0) parts.jobs.wake();
    return result;
  }

  return {
    db: parts.db,
    clock: parts.clock,
    baseUrl: parts.baseUrl,
    test: parts.test,
    async transact<T>(actor: Actor, useCase: (act: Act) => Promise<T>): Promise<T> {
      for (let round = 1; ; round++) {
        try {
          return await attempt(actor, useCase);
        } catch (error) {
          if (error instanceof RolledBack) return error.refusal as T;
          const code = (error as { code?: string }).code ?? '';
          if (round === tries || !worthAnotherTry.has(code)) throw error;
        }
      }
    },
  };
}
