import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './postgres-binaries.js';
import { socketPort } from './postgres-init.js';
import { findServer, processIdentity, sendSignal, spawnWatched } from './postgres-process.js';
import type { ServerUser } from './postgres-user.js';

/** Milliseconds that a server may take to recover from a crash, or to stop, before we give up on it. */
export const patience = 60_000;

/** A server log larger than this is set aside at the next start, and replaces the one before. */
const logLimit = 8_000_000;

interface Launch {
  dataDir: string;
  binaries: Binaries;
  user: ServerUser;
  settings: Record<string, string>;
  disposable: boolean;
  /** The port of the server that this one replaces. */
  port: number | undefined;
  onLaunch: (() => void) | undefined;
}

export interface LaunchedServer {
  port: number;
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** Resolves once the server takes connections; undefined when it may be tried again, or another start won the data. */
export async function launch(order: Launch): Promise<LaunchedServer | undefined> {
  const { dataDir, user } = order;
  const port = order.port ?? (fitsSocket(dataDir) ? socketPort : await freePort());
  const settings = {
    listen_addresses: port === socketPort ? '' : '127.0.0.1',
    unix_socket_directories: port === socketPort ? dataDir : '',
    port: String(port),
    // Read back by `findServer`, also in other processes.
    'cle.owner': String(processIdentity(process.pid)),
    ...order.settings,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The data folder's own lock is the one that counts; this one may be held against us by a stranger's number.
  rmSync(join(dataDir, `.s.PGSQL.${socketPort}.lock`), { force: true });
  const log = openLog(dataDir, user);
  const child = spawnWatched(
    [order.binaries.postgres, '-D', dataDir, ...options],
    user,
    log.file,
    order.disposable ? dataDir : undefined,
  );
  closeSync(log.file);
  order.onLaunch?.();
  const exited = once(child, 'exit').catch(() => undefined);
  while (isRunning(child)) {
    const found = findServer(dataDir);
    if (typeof found === 'object' && found.parent === child.pid && found.ready) {
      return { port, exited, stop: () => stop(dataDir, child, exited) };
    }
    await sleep(10);
  }
  if (typeof findServer(dataDir) === 'object') return undefined;
  const lastWords = readFileSync(log.path).subarray(log.start).toString().trim();
  // The last processes of a server killed a moment ago are still ending.
  if (lastWords.includes('is still in use')) return undefined;
  // Killed before it was ready: nothing is wrong with the data.
  if ((child.exitCode ?? 0) > 128) return undefined;
  throw new Error(`PostgreSQL n’a pas démarré sur ${dataDir}.\n${lastWords}`);
}

async function stop(dataDir: string, child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (!isRunning(child)) return;
  child.ref();
  child.stdin?.end();
  const impatience = setTimeout(() => {
    const found = findServer(dataDir);
    if (typeof found === 'object') sendSignal(found.pid, 'SIGQUIT');
  }, patience);
  await exited;
  clearTimeout(impatience);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function openLog(dataDir: string, user: ServerUser): { path: string; file: number; start: number } {
  const path = join(dataDir, 'server.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  if (user.uid !== undefined && user.gid !== undefined) fchownSync(file, user.uid, user.gid);
  return { path, file, start: fstatSync(file).size };
}

/** The address of a Unix socket holds 108 bytes, with the zero that ends it. */
function fitsSocket(dataDir: string): boolean {
  return Buffer.byteLength(join(dataDir, `.s.PGSQL.${socketPort}`)) < 107;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
