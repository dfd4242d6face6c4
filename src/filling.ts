import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '#src/platform/log.js';

/**
 * Has the demonstration filled by this same program in a process of its own: pages keep theirs, and the memory that it
 * took is given back.
 */
export function startFilling(databaseUrl: string, log: Log): { stop(): Promise<void> } {
  const [, program = ''] = process.argv;
  const child = fork(program, ['demonstration'], { env: { ...process.env, DATABASE_URL: databaseUrl } });
  const ended = once(child, 'exit').then(
    ([code]) => {
      if (code !== 0) log.error({ code }, 'the demonstration could not be filled');
    },
    // a process that could not be made has no end; the listener says why
    () => {},
  );
  child.on('error', (error) => log.error({ error }, 'the demonstration could not be filled'));
  return {
    async stop() {
      if (child.connected) child.send('stop');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(impatience);
    },
  };
}
