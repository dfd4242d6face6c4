import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '#src/catalogue/defaults/default-rules.js';
import { seedDefaults } from '#src/catalogue/defaults/defaults.js';
import { type Kind, kinds } from '#src/catalogue/kinds/kind-names.js';
import { calendar } from '#src/platform/acts/actor.js';
import { rememberConfiguration } from '#src/platform/remembered.js';
import { type Bench, openBench } from '#test/kernel.js';
import { changeEntry, endEntry } from './change-entry.js';
import { catalogueAt, entryAt } from './entry.js';

let bench: Bench;
let ended: string;
const setting = { kind: 'setting', code: 'max-holders' } as const;

beforeAll(async () => {
  bench = await openBench();
  const administrator = await bench.person('Soizic Modèle', [{ part: 'administrator', body: null }]);
  await bench.kernel.transact(calendar, seedDefaults);
  const change = (value: number, from: string) =>
    bench.kernel.transact(administrator, (act) =>
      changeEntry(act, { ...setting, from, data: { ...defaultSettings['max-holders'], value } }),
    );
  await change(12, '2026-11-24');
  await change(13, '2026-11-24');
  await change(30, '2026-12-01');
  const [reason] = await catalogueAt(bench.db, 'reason', bench.clock());
  await bench.kernel.transact(administrator, (act) =>
    endEntry(act, { kind: 'reason', code: reason?.code ?? '', on: '2026-12-01' }),
  );
  ended = reason?.code ?? '';
});
afterAll(() => bench.drop());

const days = ['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01', '2027-06-01'];

function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00+01:00`);
}

async function answers(): Promise<unknown> {
  const told: unknown[] = [];
  for (const day of days) {
    const at = noonOf(day);
    const entries = await Promise.all(kinds.map((kind: Kind) => catalogueAt(bench.db, kind, at)));
    told.push(day, entries, await entryAt(bench.db, setting.kind, setting.code, at));
    told.push((await entryAt(bench.db, setting.kind, 'no-such-setting', at)) ?? 'none');
  }
  return told;
}

test('the catalogue that a process remembers answers as the one that it asks', async () => {
  const asked = await answers();
  expect(await entryAt(bench.db, 'reason', ended, noonOf('2026-11-30'))).toBeDefined();
  expect(await entryAt(bench.db, 'reason', ended, noonOf('2026-12-01'))).toBeUndefined();
  const forget = rememberConfiguration();
  try {
    expect(await answers()).toEqual(asked);
    await bench.pool.query('ALTER TABLE catalogue_entries RENAME TO catalogue_entries_away');
    expect(await answers()).toEqual(asked);
  } finally {
    forget();
  }
});
