import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './postgres-binaries.js';
import { connectionUrl, initialise } from './postgres-init.js';
import { type LaunchedServer, launch, patience } from './postgres-launch.js';
import { findServer, sendSignal } from './postgres-process.js';
import { serverUser } from './postgres-user.js';

export interface PrivatePostgres {
  /** For `openDatabase`; a Unix socket inside the data folder, or loopback with a generated password. */
  url: string;
  /** False when another living process of ours had already started it: then `stop` leaves it alone. */
  owned: boolean;
  /** Shuts the server down cleanly and waits for it. */
  stop(): Promise<void>;
}

interface PostgresOptions {
  dataDir: string;
  /** Server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Delete the data once the server has stopped, however this process ends. */
  disposable?: boolean;
  /** The server died and could not be started again. */
  onLost?(error: unknown): void;
  /** PostgreSQL's own programs are at work: time for what would have held them up before. May be told twice. */
  onLaunch?(): void;
}

/**
 * Starts the private PostgreSQL on that data, which is made the first time. The server ends with this process,
 * even a killed one; if it dies before, it is started again at the same address. A server left behind on the
 * data is stopped first; one that a living process of ours runs is shared.
 */
export async function startPostgres(options: PostgresOptions): Promise<PrivatePostgres> {
  const dataDir = resolve(options.dataDir);
  const user = serverUser(dataDir);
  const binaries = await findBinaries(user);
  const durable = options.settings?.fsync !== 'off';
  await initialise(dataDir, binaries, user, durable, options.onLaunch);
  const { settings = {}, disposable = false, onLaunch } = options;
  const attempt = (port?: number) =>
    launch({ dataDir, binaries, user, settings, disposable, port, onLaunch });
  const outcome = await takeOver(dataDir, attempt);
  if ('shared' in outcome) {
    return { url: connectionUrl(dataDir, outcome.shared), owned: false, stop: async () => {} };
  }
  let current: LaunchedServer | undefined = outcome;
  const watch = async (server: LaunchedServer): Promise<void> => {
    await server.exited;
    if (server !== current || disposable) return;
    const next = await takeOver(dataDir, () => attempt(server.port));
    if ('shared' in next) return;
    if (!current) return next.stop();
    current = next;
    watch(next).catch(lost);
  };
  const lost = (error: unknown): void => (options.onLost ?? console.error)(error);
  watch(outcome).catch(lost);
  return {
    url: connectionUrl(dataDir, outcome.port),
    owned: true,
    stop: async () => {
      const last = current;
      current = undefined;
      await last?.stop();
    },
  };
}

/** Either a server of our own, or the port of one that a living process of ours runs on the same data. */
async function takeOver(
  dataDir: string,
  attempt: () => Promise<LaunchedServer | undefined>,
): Promise<LaunchedServer | { shared: number }> {
  const deadline = Date.now() + patience;
  let orphanSince: number | undefined;
  while (Date.now() < deadline) {
    const found = findServer(dataDir);
    if (found === 'stale') {
      rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    } else if (!found) {
      const started = await attempt();
      if (started) return started;
    } else if (found.ownerAlive) {
      if (found.ready) return { shared: found.port };
    } else if (found.ownerAlive === undefined) {
      throw new Error(
        `Un autre PostgreSQL (processus ${found.pid}) tourne déjà sur ${dataDir}. Arrêtez-le d’abord.`,
      );
    } else {
      // Its watcher is about to stop it, unless it was killed as well.
      orphanSince ??= Date.now();
      if (Date.now() - orphanSince > 1_000) sendSignal(found.pid, 'SIGINT');
    }
    await sleep(20);
  }
  throw new Error(`La base de données de ${dataDir} ne répond pas. Voyez ${join(dataDir, 'server.log')}.`);
}
