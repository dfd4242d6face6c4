import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#src/app.js';
import { fillCatalogue } from '#src/demonstration/catalogue.js';
import { fillOperators } from '#src/demonstration/operators.js';
import { fillPeople } from '#src/demonstration/people.js';
import { fillTerritory } from '#src/demonstration/territory.js';
import { calendar } from '#src/platform/actor.js';
import { settableClock } from '#src/platform/clock.js';
import { createLog } from '#src/platform/log.js';
import { verifyJournal } from '#src/platform/verify-journal.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { fillHistory, mix } from './fill-history.js';
import { openHistory } from './history.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('the mix of the demonstration is told without a fault, in every state, and its journal verifies', {
  timeout: 300_000,
}, async () => {
  const present = new Date('2026-11-24T09:00:00Z');
  const clock = settableClock(present);
  const { db, pool } = database;
  const log = createLog(process.env.LOG_LEVEL ?? 'silent');
  const app = await createApp({
    db,
    pool,
    clock,
    log,
    baseUrl: 'http://localhost',
    secret: 'a secret of the tests, long enough to sign with',
    demonstration: true,
    mail: { from: 'ne-pas-repondre@exemple.fr' },
    authority: await openSimulatedAuthority({ db, clock }),
    jobsAtOnce: true,
  });
  await app.kernel.transact(calendar, async (act) => {
    await fillTerritory(act);
    await fillOperators(act);
    await fillCatalogue(act);
    await fillPeople(act);
  });
  const faults = await fillHistory(
    openHistory(app, clock, present),
    Number(process.env.HISTORY ?? mix.length),
    present,
    log,
    () => false,
  );
  expect(faults).toBe(0);

  const states = async (table: string): Promise<string[]> => {
    const { rows } = await sql<{
      state: string;
    }>`SELECT DISTINCT state FROM ${sql.table(table)} ORDER BY state`.execute(db);
    return rows.map(({ state }) => state);
  };
  expect(await states('orders')).toEqual(
    expect.arrayContaining([
      'completed',
      'draft',
      'examined',
      'refused',
      'returned',
      'submitted',
      'to-sign',
      'transmitted',
      'withdrawn',
    ]),
  );
  expect(await states('holder_files')).toEqual(
    expect.arrayContaining([
      'handed-over',
      'in-progress',
      'invited',
      'proposed',
      'scheduled',
      'submitted',
      'to-correct',
      'validated',
    ]),
  );
  expect(await states('invoices')).toEqual(['issued', 'paid', 'sent']);
  expect((await verifyJournal(db)).faults).toEqual([]);
});
