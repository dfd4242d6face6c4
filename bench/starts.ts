import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { send } from './load.js';
import { residentOf } from './processes.js';

interface Started {
  readonly pid: number;
  /** From the command to the first page, whole. */
  readonly seconds: number;
  /** The status of the answer, once it is read whole. */
  open(path: string): Promise<number>;
  stop(): Promise<void>;
}

export interface Starts {
  /** Seconds from the command to the first page, whole. */
  readonly first: number;
  readonly later: number;
  /** MiB of the process, not of PostgreSQL, after some pages and a rest. */
  readonly resident: number;
}

/** Starts the product as anybody would, on a folder of its own: twice, then leaves it at rest. */
export async function measureStarts(demonstration: boolean, rest: number): Promise<Starts> {
  const folder = emptyFolder();
  try {
    const first = await startOnce(folder, demonstration);
    await first.stop();
    const later = await startOnce(folder, demonstration);
    for (let page = 0; page < 20; page++) await later.open('/');
    await sleep(rest * 1000);
    const resident = residentOf(later.pid);
    await later.stop();
    return { first: first.seconds, later: later.seconds, resident };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for data; under root, the user of PostgreSQL must get through. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cle-bench-start-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** `./cle serve` on that folder, with so many orders told behind its pages. */
export async function startOnce(folder: string, demonstration: boolean, orders = 0): Promise<Started> {
  const port = await freePort();
  const begun = performance.now();
  // `./cle` becomes this very command by exec.
  const child = spawn(fileURLToPath(new URL('../cle', import.meta.url)), ['serve'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder,
      PORT: String(port),
      LOG_LEVEL: 'error',
      DEMONSTRATION: demonstration ? 'oui' : 'non',
      DEMONSTRATION_ORDERS: String(orders),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  const open = async (path: string): Promise<number> =>
    (await send(port, { method: 'GET', path, headers: {} })).status;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`cle serve ended with ${child.exitCode}`);
    const status = await open('/').catch(() => 0);
    if (status === 200) break;
    await sleep(10);
  }
  return {
    pid: child.pid as number,
    seconds: (performance.now() - begun) / 1000,
    open,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
