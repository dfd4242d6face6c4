import type { AddressInfo } from 'node:net';
import { serve as listen, type ServerType } from '@hono/node-server';
import { createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { demonstrationRoutes, fillingOf } from '#src/demonstration/index.js';
import { startFilling } from '#src/filling.js';
import { noAuthority } from '#src/no-authority.js';
import { calendar } from '#src/platform/actor.js';
import { clockAhead } from '#src/platform/clock.js';
import type { Config } from '#src/platform/config.js';
import type { ConnectedDatabase } from '#src/platform/connect.js';
import type { Log } from '#src/platform/log.js';
import { keptSecret } from '#src/platform/secret.js';
import type { Served } from '#src/serve.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';

/**
 * Opens queues, pages and, in the demonstration, has it filled behind the pages. Stops in the reverse order: no new
 * request, jobs in hand finished, connections closed, the private database last.
 */
export async function openService(config: Config, log: Log, database: ConnectedDatabase): Promise<Served> {
  const clock = clockAhead(config.clockAhead);
  const { demonstration, baseUrl } = config;
  const { db, pool } = database;
  const app = await createApp({
    db,
    pool,
    clock,
    log,
    baseUrl,
    secret: keptSecret(config),
    demonstration,
    mail: { smtpUrl: config.smtpUrl, from: config.mailFrom },
    authority: demonstration ? await openSimulatedAuthority({ db, clock }) : noAuthority,
    ...(demonstration
      ? { extraRoutes: demonstrationRoutes, filling: fillingOf(db, config.demonstrationOrders) }
      : {}),
  });
  await app.kernel.transact(calendar, seedDefaults);
  await app.jobs.work(app.kernel);
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started: ServerType = listen(
      { fetch: app.http.fetch, port: config.port, hostname: config.host },
      () => resolve(started),
    );
    started.once('error', reject);
  });
  const filling = demonstration ? startFilling(database.url, log) : undefined;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`,
    async stop() {
      await Promise.all([filling?.stop(), new Promise((resolve) => server.close(resolve))]);
      await app.jobs.stop();
      await database.close();
    },
  };
}
