import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Log } from '#src/platform/log.js';

/**
 * Has the demonstration filled by this same program in processes of their own: pages keep theirs, and the memory that
 * was taken is given back. A second one joins once the territory is there, where there is a processor for it.
 */
export function startFilling(databaseUrl: string, log: Log): { stop(): Promise<void> } {
  const tellers: Teller[] = [];
  let stopped = false;
  const begin = (): Teller => {
    const teller = startTeller(databaseUrl, log);
    tellers.push(teller);
    return teller;
  };
  begin().child.once('message', () => {
    if (!stopped && availableParallelism() > 1) begin();
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(tellers.map(stopTeller));
    },
  };
}

interface Teller {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

function startTeller(databaseUrl: string, log: Log): Teller {
  const [, program = ''] = process.argv;
  const child = fork(program, ['demonstration'], { env: { ...process.env, DATABASE_URL: databaseUrl } });
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) log.error({ code }, 'the demonstration could not be filled');
  });
  child.on('error', (error) => log.error({ error }, 'the demonstration could not be filled'));
  return { child, ended };
}

async function stopTeller({ child, ended }: Teller): Promise<void> {
  if (child.connected) child.send('stop');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(impatience);
}
