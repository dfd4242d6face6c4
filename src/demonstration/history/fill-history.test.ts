import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#src/app.js';
import { invoiceTable } from '#src/billing/index.js';
import { fillCatalogue } from '#src/demonstration/catalogue.js';
import { fillingOf } from '#src/demonstration/index.js';
import { fillOperators } from '#src/demonstration/operators.js';
import { fillPeople } from '#src/demonstration/people.js';
import { fillTerritory } from '#src/demonstration/territory.js';
import { appointmentTable, tokenTable } from '#src/handover/index.js';
import { missionTable, orderTable } from '#src/orders/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { settableClock } from '#src/platform/acts/clock.js';
import { verifyJournal } from '#src/platform/acts/verify-journal.js';
import { createLog } from '#src/platform/log.js';
import { certificateTable, fileTable } from '#src/registration/index.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { fillHistory, mix, olderShare, openProgress } from './fill-history.js';
import { type History, openHistory } from './history.js';

/**
 * Every table that has states, and those that a past of some weeks before an authority that answers at once cannot
 * show: what the authority is about to answer, and what years or months of silence bring.
 */
const tables: readonly { table: string; states: readonly string[]; untold: readonly string[] }[] = [
  { table: 'orders', states: Object.keys(orderTable.words), untold: ['accepted', 'sent', 'lapsed'] },
  {
    table: 'missions',
    states: Object.keys(missionTable.words),
    untold: ['received', 'declined', 'closed'], // the centres of the demonstration take every mission at once
  },
  {
    table: 'holder_files',
    states: Object.keys(fileTable.words),
    untold: ['waiting', 'to-reissue', 'lapsed'],
  },
  {
    table: 'certificates',
    states: Object.keys(certificateTable.words),
    untold: ['requested', 'called-off', 'expired'],
  },
  { table: 'tokens', states: Object.keys(tokenTable.words), untold: ['at-authority'] },
  { table: 'appointments', states: Object.keys(appointmentTable.words), untold: [] },
  {
    table: 'invoices',
    states: Object.keys(invoiceTable.words),
    untold: ['visit-running', 'to-issue'], // states of a line, before there is an invoice
  },
];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('without a single order to tell, the territory is still to be filled', async () => {
  const wanted = await freshDatabase();
  expect(await fillingOf(wanted.db, 0)()).toEqual({ done: 0, total: 0 });
  await wanted.db.transaction().execute(openProgress);
  expect(await fillingOf(wanted.db, 0)()).toBeNull();
  expect(await fillingOf(wanted.db, 2)()).toEqual({ done: 0, total: 2 });
  await wanted.drop();
});

test('the mix of the demonstration is told without a fault, in every state, and its journal verifies', {
  timeout: 300_000,
}, async () => {
  const present = new Date('2026-11-24T09:00:00Z');
  const { db, pool } = database;
  const log = createLog(process.env.LOG_LEVEL ?? 'silent');
  const simulated = await openSimulatedAuthority({ db, clock: () => present });
  const open = async (): Promise<History> => {
    const clock = settableClock(present);
    const authority = simulated.atTime(clock);
    const app = await createApp({
      db,
      pool,
      clock,
      log,
      baseUrl: 'http://localhost',
      secret: 'a secret of the tests, long enough to sign with',
      demonstration: true,
      mail: { from: 'ne-pas-repondre@exemple.fr' },
      authority,
      proofs: authority.proofs,
      jobsAtOnce: true,
    });
    return openHistory(app, clock, present);
  };
  const histories = await Promise.all([open(), open(), open()]);
  await histories[0]?.app.kernel.transact(calendar, async (act) => {
    await fillTerritory(act);
    await fillOperators(act);
    await fillCatalogue(act);
    await fillPeople(act);
  });
  // the mix once, and the recent orders after it
  const total = Number(process.env.HISTORY ?? Math.ceil(mix.length / olderShare));
  expect(await fillHistory(histories, total, log, () => false)).toBe(0);

  const told = async (table: string): Promise<string[]> => {
    const { rows } = await sql<{ state: string }>`SELECT DISTINCT state FROM ${sql.table(table)}`.execute(db);
    return rows.map(({ state }) => state);
  };
  for (const { table, states, untold } of tables) {
    const expected = states.filter((state) => !untold.includes(state));
    expect([table, await told(table)]).toEqual([table, expect.arrayContaining(expected)]);
  }
  expect((await verifyJournal(db)).faults).toEqual([]);
});
