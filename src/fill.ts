import { createApp } from '#src/app.js';
import { atOnce, openDemonstration } from '#src/demonstration/index.js';
import { clockAhead } from '#src/platform/acts/clock.js';
import type { Config } from '#src/platform/config/config.js';
import { openDatabase } from '#src/platform/database/database.js';
import { createLog } from '#src/platform/log.js';
import { rememberConfiguration } from '#src/platform/remembered.js';
import { keptSecret } from '#src/platform/sign-in/secret.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';

/**
 * Fills the demonstration of a service that is open on DATABASE_URL: what `startFilling` has done by a process of its
 * own. Ends when all is told, sooner when that service says so, at once when it is gone.
 */
export async function fillDemonstration(config: Config): Promise<void> {
  if (!config.databaseUrl) throw new Error('DATABASE_URL names the database of the service to fill');
  const log = createLog(config.logLevel);
  // Ctrl-C reaches this process too: the service, which asked for it, says when to end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  // What is lost when the machine fails is the last half second of the filling, and nothing out of order (decision 13).
  const { db, pool, close } = openDatabase(config.databaseUrl, {
    synchronousCommit: false,
    preparing: true,
    // Each connection learns all statements anew: one for each order being told, and one that never waits for another.
    max: atOnce + 1,
  });
  const clock = clockAhead(config.clockAhead);
  const simulated = await openSimulatedAuthority({ db, clock });
  const parts = {
    db,
    pool,
    log,
    baseUrl: config.baseUrl,
    secret: keptSecret(config),
    demonstration: true,
    mail: { from: config.mailFrom },
  };
  const demonstration = openDemonstration({
    ...parts,
    now: clock,
    orders: config.demonstrationOrders,
    authorityAt: (other) => simulated.atTime(other),
  });
  process.once('message', () => demonstration.stop());
  process.once('disconnect', () => process.exit());
  const app = await createApp({ ...parts, clock, authority: simulated, jobsAtOnce: true });
  await demonstration.fillTerritory(app);
  await app.jobs.drain(app.kernel);
  rememberConfiguration();
  await demonstration.fillOrders();
  await close();
  process.disconnect?.();
}
