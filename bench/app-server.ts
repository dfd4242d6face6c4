import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp, slicesOf } from '#src/app.js';
import { systemClock } from '#src/platform/acts/clock.js';
import { openDatabase } from '#src/platform/database/database.js';
import { createLog } from '#src/platform/log.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';
import { listenToStatements, startRecording, stopRecording } from './record.js';

/**
 * The product in a process of its own, on a database that is filled already. Jobs are written and not run, so that
 * a request's cost is its own. Its parent asks for recordings of the statements sent, and for the calendar's work.
 */
const [url = '', secret = ''] = process.argv.slice(2);
listenToStatements();
const { db, pool } = openDatabase(url);
const authority = await openSimulatedAuthority({ db, clock: systemClock });
const app = await createApp({
  db,
  pool,
  clock: systemClock,
  log: createLog('error'),
  baseUrl: 'http://localhost',
  secret,
  demonstration: false,
  mail: { from: 'ne-pas-repondre@exemple.fr' },
  authority,
});
const server = createServer(getRequestListener(app.http.fetch));
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

process.on('message', async (order: 'record' | 'recorded' | 'calendar') => {
  if (order === 'record') {
    startRecording();
    process.send?.({ recording: true });
  }
  if (order === 'recorded') process.send?.({ recorded: stopRecording() });
  if (order === 'calendar') {
    for (const { run } of slicesOf(authority).flatMap((slice) => slice.schedules ?? [])) {
      // Each is stopped after a while: what is looked at is how it finds its work, not the work.
      await Promise.race([
        run(app.kernel).catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, 1500)),
      ]);
    }
    process.send?.({ calendar: true });
  }
});
