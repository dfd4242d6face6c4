import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Script } from './bare-server.js';
import { cpuOf, residentOf } from './processes.js';
import type { Statement } from './record.js';

/** A server in a process of its own, whose cost can be read. */
export interface Server {
  readonly port: number;
  cpu(): number;
  resident(): number;
  /** Sends a message and waits for the answer to it. */
  tell<T>(message: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** The product on a filled database. */
export function startApp(url: string, secret: string): Promise<Server> {
  return start('app-server.ts', [url, secret]);
}

export function startBare(url: string): Promise<Server> {
  return start('bare-server.ts', [url]);
}

/** The statements that the product sends while `work` goes on. */
export async function record(app: Server, work: () => Promise<unknown>): Promise<readonly Statement[]> {
  await app.tell('record');
  await work();
  return (await app.tell<{ recorded: Statement[] }>('recorded')).recorded;
}

export async function teach(bare: Server, script: Script): Promise<void> {
  await bare.tell(script);
}

async function start(file: string, args: string[]): Promise<Server> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--conditions=source', '--import', 'tsx'],
    serialization: 'advanced',
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}`);
  });
  ended.catch(() => {});
  const tell = async <T>(message: unknown): Promise<T> => {
    const answer = once(child, 'message');
    child.send(message as object);
    const [heard] = (await Promise.race([answer, ended])) as [T];
    return heard;
  };
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  const pid = child.pid as number;
  return {
    port,
    cpu: () => cpuOf(pid),
    resident: () => residentOf(pid),
    tell,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
