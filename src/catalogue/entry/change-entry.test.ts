import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '#src/catalogue/defaults/default-rules.js';
import { defaultEntries, seedDefaults } from '#src/catalogue/defaults/defaults.js';
import { delayAt, dueDates, settingAt } from '#src/catalogue/rules.js';
import type { Person } from '#src/platform/acts/actor.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Bench, openBench } from '#test/kernel.js';
import { addEntry, changeEntry, endEntry } from './change-entry.js';
import { catalogueAt, entryAt } from './entry.js';

let bench: Bench;
let administrator: Person;
const today = '2026-11-24';
const setting = { kind: 'setting', code: 'max-holders' } as const;
const withValue = (value: number) => ({ ...defaultSettings['max-holders'], value });

beforeAll(async () => {
  bench = await openBench();
  administrator = await bench.person('Soizic Modèle', [{ part: 'administrator', body: null }]);
});
afterAll(() => bench.drop());
beforeEach(async () => {
  await bench.pool.query('ALTER TABLE catalogue_entries DISABLE TRIGGER catalogue_versions_kept');
  await bench.pool.query('DELETE FROM catalogue_entries');
  await bench.pool.query('ALTER TABLE catalogue_entries ENABLE TRIGGER catalogue_versions_kept');
  await bench.kernel.transact(calendar, seedDefaults);
});

function change(value: number, from: string, actor: Person = administrator) {
  return bench.kernel.transact(actor, (act) =>
    changeEntry(act, { ...setting, from, data: withValue(value) }),
  );
}

function valueOn(day: string): Promise<number> {
  return settingAt(bench.db, 'max-holders', new Date(`${day}T12:00:00+01:00`));
}

describe('a change of the catalogue', () => {
  test('holds from its day on, and leaves what was before as it was', async () => {
    expect(await change(12, '2026-12-01')).toMatchObject({ validFrom: '2026-12-01', validTo: null });
    expect([await valueOn(today), await valueOn('2026-11-30'), await valueOn('2026-12-01')]).toEqual([
      50, 50, 12,
    ]);
  });

  test('before a planned one holds until that one', async () => {
    await change(12, '2027-01-01');
    await change(30, '2026-12-01');
    expect([await valueOn('2026-12-31'), await valueOn('2027-01-01')]).toEqual([30, 12]);
  });

  test('twice on one day keeps both versions, and the last one counts', async () => {
    await change(12, today);
    await change(13, today);
    expect(await valueOn(today)).toBe(13);
    const { rows } = await bench.pool.query(
      `SELECT data->>'value' AS value, valid_to = valid_from AS unused FROM catalogue_entries
        WHERE code = 'max-holders' ORDER BY created_at, id`,
    );
    expect(rows).toEqual([
      { value: '50', unused: false },
      { value: '12', unused: true },
      { value: '13', unused: null },
    ]);
  });

  test('is refused in the past, and where it changes nothing', async () => {
    expect(await change(12, '2026-11-23')).toMatchObject({ refused: 'catalogue-past' });
    expect(await change(50, today)).toMatchObject({ refused: 'catalogue-unchanged' });
  });

  test('does not exist for an officer, nor for an administrator of one body', async () => {
    const officer = await bench.person('Yann Exemple', [{ part: 'administrator', body: administrator.id }]);
    expect(await change(12, today, officer)).toMatchObject({ refused: 'not-your-part' });
  });

  test('is a line of the journal, with a fingerprint and no text', async () => {
    await change(12, today);
    const { rows } = await bench.pool.query(
      "SELECT actor, data FROM journal_lines WHERE type = 'catalogue.changed' ORDER BY id DESC LIMIT 1",
    );
    expect(rows[0]).toMatchObject({
      actor: `person:${administrator.id}`,
      data: {
        kind: 'setting',
        code: 'max-holders',
        from: today,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  test('made by two at once leaves one version a day', async () => {
    const outcomes = await Promise.all([10, 20, 30].map((value) => change(value, '2026-12-01')));
    expect(outcomes.some(isRefusal)).toBe(false);
    const { rows } = await bench.pool.query(
      "SELECT count(*) AS n FROM catalogue_entries WHERE code = 'max-holders' AND valid_from = '2026-12-01' AND valid_to IS NULL",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('the database itself', () => {
  test('refuses two versions on a day, an edited one and a deleted one', async () => {
    const rewrite = (statement: string) => bench.pool.query(statement);
    await expect(
      rewrite(`INSERT INTO catalogue_entries (kind, code, valid_from, data, position, created_at)
        SELECT kind, code, '2026-12-01', data, position, created_at FROM catalogue_entries WHERE code = 'max-holders'`),
    ).rejects.toThrow('catalogue_one_version_a_day');
    await expect(rewrite("UPDATE catalogue_entries SET data = '{}'")).rejects.toThrow('never changes');
    await expect(rewrite('DELETE FROM catalogue_entries')).rejects.toThrow('never changes');
  });
});

describe('an entry', () => {
  const supplier = {
    authority: 'ChamberSign (simulée)',
    reference: null,
    lastOrderOn: null,
    cancelOn: null,
    revocationHelp: null,
  };

  test('is added once, offered until it is ended, and stays readable as it was', async () => {
    const add = () =>
      bench.kernel.transact(administrator, (act) =>
        addEntry(act, { kind: 'supplier', code: 'chambersign', from: today, data: supplier }),
      );
    expect(await add()).toMatchObject({ code: 'chambersign' });
    expect(await add()).toMatchObject({ refused: 'catalogue-code-taken' });
    await bench.kernel.transact(administrator, (act) =>
      endEntry(act, { kind: 'supplier', code: 'chambersign', on: '2026-12-31' }),
    );
    expect(await catalogueAt(bench.db, 'supplier', new Date('2026-12-30T12:00:00Z'))).toHaveLength(1);
    expect(await catalogueAt(bench.db, 'supplier', new Date('2026-12-31T12:00:00Z'))).toEqual([]);
    expect(
      await entryAt(bench.db, 'supplier', 'chambersign', new Date('2026-12-01T12:00:00Z')),
    ).toBeDefined();
  });

  test('of a list that the programme rests on is neither added nor ended', async () => {
    const ended = await bench.kernel.transact(administrator, (act) =>
      endEntry(act, { ...setting, on: today }),
    );
    const added = await bench.kernel.transact(administrator, (act) =>
      addEntry(act, { kind: 'setting', code: 'new', from: today, data: withValue(1) }),
    );
    expect([ended, added]).toMatchObject([
      { refused: 'catalogue-not-added' },
      { refused: 'catalogue-not-added' },
    ]);
  });

  test('that points at one that is not in force is refused', async () => {
    const [reason] = await catalogueAt(bench.db, 'reason', bench.clock());
    if (!reason) throw new Error('the defaults have no reason');
    const outcome = await bench.kernel.transact(administrator, (act) =>
      changeEntry(act, {
        kind: 'reason',
        code: reason.code,
        from: today,
        data: { ...reason.data, documents: ['gone'] },
      }),
    );
    expect(outcome).toMatchObject({ refused: 'catalogue-reference-unknown' });
  });
});

describe('the defaults', () => {
  test('are filled in once, and never over what an administrator changed', async () => {
    await change(12, today);
    expect(await bench.kernel.transact(calendar, seedDefaults)).toBe(0);
    expect(await valueOn(today)).toBe(12);
  });

  test('have a reason for every act that asks for one, with one that asks for a comment', async () => {
    const reasons = await catalogueAt(bench.db, 'reason', bench.clock());
    const groups = Map.groupBy(reasons, (reason) => reason.data.group);
    for (const list of groups.values()) expect(list.some(({ data }) => data.needsComment)).toBe(true);
    expect(groups.size).toBe(25);
    expect(new Set(defaultEntries().map(({ kind, code }) => `${kind} ${code}`)).size).toBe(
      defaultEntries().length,
    );
  });

  test('say when a delay runs out: days keep the hour over the change of clocks', async () => {
    const delay = await delayAt(bench.db, 'order-to-sign', bench.clock());
    const due = dueDates(delay, new Date('2026-10-20T07:00:00Z'));
    expect(due).toEqual({
      first: new Date('2026-10-27T08:00:00Z'),
      second: new Date('2026-11-10T08:00:00Z'),
      end: new Date('2026-11-19T08:00:00Z'),
    });
  });
});
