import { createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { demonstrationRoutes, fillingOf } from '#src/demonstration/index.js';
import { startFilling } from '#src/filling.js';
import { noAuthority } from '#src/no-authority.js';
import { calendar } from '#src/platform/acts/actor.js';
import { clockAhead } from '#src/platform/acts/clock.js';
import { type Config, ConfigError } from '#src/platform/config/config.js';
import type { ConnectedDatabase } from '#src/platform/database/connect.js';
import type { Log } from '#src/platform/log.js';
import { keptSecret } from '#src/platform/sign-in/secret.js';
import { listen } from '#src/platform/web/listen.js';
import { openProofs, type Proofs, SealRefused } from '#src/seals/index.js';
import type { Served } from '#src/serve.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';

/**
 * Opens queues, pages and, in the demonstration, has what it lacks filled behind the pages. Stops in the reverse
 * order: no new request, jobs in hand finished, connections closed, the private database last. Where it can't open,
 * the port being taken for one, what was opened so far is closed the same way before the error goes up.
 */
export async function openService(config: Config, log: Log, database: ConnectedDatabase): Promise<Served> {
  const opened: Close[] = [() => database.close()];
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    return { url: await open({ config, log, database, opened }), stop };
  } catch (error) {
    await stop().catch((failure: unknown) => log.error({ error: failure }, 'what was opened did not close'));
    throw error;
  }
}

type Close = () => Promise<unknown>;

interface Opening {
  readonly config: Config;
  readonly log: Log;
  readonly database: ConnectedDatabase;
  /** How to close what is open so far, the latest last. */
  readonly opened: Close[];
}

/** Opens all of it, and answers the address. */
async function open({ config, log, database, opened }: Opening): Promise<string> {
  const clock = clockAhead(config.clockAhead);
  const { demonstration, baseUrl } = config;
  const { db, pool } = database;
  const configured = await configuredProofs(config);
  const simulated = demonstration ? await openSimulatedAuthority({ db, clock }) : undefined;
  const filling = demonstration ? fillingOf(db, config.demonstrationOrders) : undefined;
  const app = await createApp({
    db,
    pool,
    clock,
    log,
    baseUrl,
    secret: keptSecret(config),
    demonstration,
    mail: { smtpUrl: config.smtpUrl, from: config.mailFrom },
    authority: simulated ?? noAuthority,
    behindProxy: config.behindProxy,
    proofs: simulated?.proofs ?? configured,
    ...(filling ? { extraRoutes: demonstrationRoutes, filling } : {}),
  });
  opened.push(() => app.jobs.stop());
  await app.kernel.transact(calendar, seedDefaults);
  await app.jobs.work(app.kernel);
  const server = await listen(app.http.fetch, { port: config.port, hostname: config.host });
  let filler: ReturnType<typeof startFilling> | undefined;
  opened.push(() => Promise.all([filler?.stop(), server.close()]));
  if (await filling?.()) filler = startFilling(database.url, log);
  return `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${server.port}`;
}

/** A seal that can't be used is a fault of the configuration, said at the start. */
async function configuredProofs(config: Config): Promise<Proofs> {
  try {
    return await openProofs(config);
  } catch (error) {
    if (!(error instanceof SealRefused)) throw error;
    throw new ConfigError([{ variable: error.variable, problem: error.message }]);
  }
}
