import { Worker } from 'node:worker_threads';

/** Limits of one job, which may be about hostile bytes. */
interface IsolationLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const isolationLimits: IsolationLimits = { milliseconds: 10_000, megabytes: 256 };

/** What came of a job: its result, or the limit that ended it. */
type Isolated<Result> =
  | { readonly result: Result }
  | { readonly limit: 'time-limit' | 'memory-limit' | 'crashed' };

interface Job {
  readonly message: unknown;
  settle(outcome: Isolated<never>): void;
}

/**
 * A thread that does one job at a time under limits; a job that exceeds them ends the thread, and the next
 * job gets a new one. The caller's memory and event loop don't notice.
 */
export class IsolatedThread<Message, Result> {
  private worker: Worker | undefined;
  private readonly waiting: Job[] = [];
  private current: Job | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: URL,
    private readonly limits: IsolationLimits = isolationLimits,
  ) {}

  run(message: Message): Promise<Isolated<Result>> {
    return new Promise((resolve) => {
      this.waiting.push({ message, settle: resolve });
      this.next();
    });
  }

  /** Ends the thread; a later job starts another. */
  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private next(): void {
    if (this.current) return;
    this.current = this.waiting.shift();
    if (!this.current) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref();
    this.timer = setTimeout(() => this.end('time-limit'), this.limits.milliseconds);
    this.worker.postMessage(this.current.message);
  }

  private start(): Worker {
    const fromSource = this.file.pathname.endsWith('.ts');
    const worker = new Worker(this.file, {
      execArgv: fromSource ? ['--conditions=source', '--import', 'tsx'] : [],
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor(this.limits.megabytes * 0.6),
        maxYoungGenerationSizeMb: Math.ceil(this.limits.megabytes / 8),
      },
    });
    worker.on('message', (result: unknown) => {
      if (worker === this.worker) this.settle({ result: result as never });
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker === this.worker)
        this.end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory-limit' : 'crashed');
    });
    return worker;
  }

  private end(limit: 'time-limit' | 'memory-limit' | 'crashed'): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
    this.settle({ limit });
  }

  private settle(outcome: Isolated<never>): void {
    clearTimeout(this.timer);
    const job = this.current;
    this.current = undefined;
    job?.settle(outcome);
    this.next();
  }
}

/** A thread's file beside the module that asks for it, in the sources; beside all code, in the build. */
export function threadFile(name: string, beside: string): URL {
  const extension = beside.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${extension}`, beside);
}
