import type { AddressInfo } from 'node:net';
import { serve as listen, type ServerType } from '@hono/node-server';
import { type App, createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { type Demonstration, demonstrationRoutes, openDemonstration } from '#src/demonstration/index.js';
import { noAuthority } from '#src/no-authority.js';
import { calendar } from '#src/platform/actor.js';
import { clockAhead } from '#src/platform/clock.js';
import type { Config } from '#src/platform/config.js';
import { connect } from '#src/platform/connect.js';
import { createLog } from '#src/platform/log.js';
import { keptSecret } from '#src/platform/secret.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts everything in order: database, queues, pages; then, in the demonstration, fills it behind the pages. Stops
 * in the reverse order: no new request, jobs in hand finished, connections closed, the private database last.
 */
export async function serve(config: Config): Promise<Served> {
  const log = createLog(config.logLevel);
  const database = await connect(config, (error) => log.error({ error }, 'the private database was lost'));
  const clock = clockAhead(config.clockAhead);
  const { db, pool } = database;
  const parts = {
    db,
    pool,
    log,
    baseUrl: config.baseUrl,
    secret: keptSecret(config),
    demonstration: config.demonstration,
    mail: { smtpUrl: config.smtpUrl, from: config.mailFrom },
  };
  const simulated = config.demonstration ? await openSimulatedAuthority({ db, clock }) : undefined;
  const demonstration =
    simulated &&
    openDemonstration({
      ...parts,
      now: clock,
      orders: config.demonstrationOrders,
      authorityAt: (other) => simulated.atTime(other),
    });
  const app = await createApp({
    ...parts,
    clock,
    authority: simulated ?? noAuthority,
    ...(demonstration ? { extraRoutes: demonstrationRoutes, filling: demonstration.filling } : {}),
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
  const filling = fill(demonstration, app).catch((error: unknown) => {
    log.error({ error }, 'the demonstration could not be filled');
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`,
    async stop() {
      demonstration?.stop();
      await new Promise((resolve) => server.close(resolve));
      await filling;
      await app.jobs.stop();
      await database.close();
    },
  };
}

async function fill(demonstration: Demonstration | undefined, app: App): Promise<void> {
  await demonstration?.fillTerritory(app);
  await demonstration?.fillOrders();
}
