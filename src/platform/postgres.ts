import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fchownSync, fstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './postgres-binaries.js';
import { databaseName, initialise, passwordFile } from './postgres-init.js';
import { findServer, processIdentity, type RunningServer, spawnWatched } from './postgres-process.js';
import { type ServerUser, serverUser } from './postgres-user.js';

export interface PrivatePostgres {
  /** For `openDatabase`; a Unix socket inside the data folder, or loopback with a generated password. */
  url: string;
  /** False when another living process of ours had already started it: then `stop` leaves it alone. */
  owned: boolean;
  /** Shuts the server down cleanly and waits for it. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  /** Server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Delete the data once the server has stopped, however this process ends. */
  disposable?: boolean;
}

/** How long a server may take to recover from a crash, or to stop, before we give up on it. */
const patience = 60_000;

/**
 * Starts the private PostgreSQL on that data, which is made the first time. The server ends with this process,
 * even a killed one. A server left behind on the data is stopped first; one that a living process of ours runs
 * is shared.
 */
export async function startPostgres(options: PostgresOptions): Promise<PrivatePostgres> {
  const dataDir = resolve(options.dataDir);
  const user = serverUser(dataDir);
  const binaries = await findBinaries(user);
  await initialise(dataDir, binaries, user, options.settings?.fsync !== 'off');
  const deadline = Date.now() + patience;
  let seenOrphanAt: number | undefined;
  while (Date.now() < deadline) {
    const found = findServer(dataDir);
    if (found === 'stale') {
      rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    } else if (!found) {
      const started = await launch(dataDir, binaries, user, options);
      if (started) return started;
    } else if (found.ownerAlive) {
      if (found.ready) return { url: connectionUrl(dataDir, found.port), owned: false, stop: async () => {} };
    } else if (found.ownerAlive === undefined) {
      throw new Error(
        `Un autre PostgreSQL (processus ${found.pid}) tourne déjà sur ${dataDir}. Arrêtez-le d’abord.`,
      );
    } else {
      // Its watcher is about to stop it, unless it was killed as well.
      seenOrphanAt ??= Date.now();
      if (Date.now() - seenOrphanAt > 1_000) signal(found, 'SIGINT');
    }
    await sleep(20);
  }
  throw new Error(`La base de données de ${dataDir} ne répond pas. Voyez ${join(dataDir, 'server.log')}.`);
}

/** Undefined when another start won the race for the data. */
async function launch(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
  options: PostgresOptions,
): Promise<PrivatePostgres | undefined> {
  const bySocket = Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) < 107;
  const port = bySocket ? 5432 : await freePort();
  const settings = {
    listen_addresses: bySocket ? '' : '127.0.0.1',
    unix_socket_directories: bySocket ? dataDir : '',
    port: String(port),
    'cle.owner': String(processIdentity(process.pid)),
    ...options.settings,
  };
  const logFile = join(dataDir, 'server.log');
  const log = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  if (user.uid !== undefined && user.gid !== undefined) fchownSync(log, user.uid, user.gid);
  const command = [
    binaries.postgres,
    '-D',
    dataDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawnWatched(command, user, log, options.disposable ? dataDir : undefined);
  closeSync(log);
  const exited = once(child, 'exit');
  // The server must not keep this process alive: it ends when this process does.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  while (child.exitCode === null && child.signalCode === null) {
    const found = findServer(dataDir);
    if (typeof found === 'object' && found.parent === child.pid && found.ready) {
      return { url: connectionUrl(dataDir, port), owned: true, stop: () => stop(dataDir, child, exited) };
    }
    await sleep(10);
  }
  if (typeof findServer(dataDir) === 'object') return undefined;
  const lastWords = readFileSync(logFile).subarray(logStart).toString().trim();
  // The last processes of a server killed a moment ago are still ending.
  if (lastWords.includes('is still in use')) return undefined;
  throw new Error(`PostgreSQL n’a pas démarré sur ${dataDir}.\n${lastWords}`);
}

async function stop(dataDir: string, child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.stdin?.end();
  const impatience = setTimeout(() => {
    const found = findServer(dataDir);
    if (typeof found === 'object') signal(found, 'SIGQUIT');
  }, patience);
  await exited;
  clearTimeout(impatience);
}

function signal(server: RunningServer, name: NodeJS.Signals): void {
  try {
    process.kill(server.pid, name);
  } catch {
    // It has just ended.
  }
}

function connectionUrl(dataDir: string, port: number): string {
  const socket = `postgresql://${databaseName}@localhost/${databaseName}?host=${encodeURIComponent(dataDir)}`;
  if (port === 5432) return socket;
  const password = readFileSync(join(dataDir, passwordFile), 'utf8');
  return `postgresql://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
