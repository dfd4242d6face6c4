import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import { exportHeads } from '#src/platform/acts/journal-heads.js';
import { readAnchors, trustIn } from '#src/trust/index.js';
import { openApp, type TestApp } from '#test/app.js';
import { askForTimestamp } from './head-timestamps.js';
import { verifyExports } from './verify-exports.js';

let app: TestApp;
const files: string[] = [];

beforeAll(async () => {
  app = await openApp();
  await app.visitor('Alan Réglage', { part: 'administrator', body: null });
  for (const day of [24, 25, 26]) {
    app.clock.set(new Date(`2026-11-${day}T02:30:00Z`));
    await app.kernel.transact(calendar, async (act) => {
      const { fileId } = await exportHeads(act);
      await askForTimestamp(act, fileId);
      files.push(fileId);
    });
    await app.settle();
  }
});
afterAll(() => app.close());

const stored = (query: ReturnType<typeof sql>): Promise<unknown> => query.execute(app.database.db);

test('each daily export of the heads bears a timestamp of the authority', async () => {
  const anchors = readAnchors(Buffer.from(app.authority.authority.rootPem));
  expect(
    await verifyExports(app.database.db, { judgeSigner: trustIn({ anchors }), revocation: false }),
  ).toEqual({
    checked: 3,
    stamped: 3,
    latest: new Date('2026-11-26T02:30:00Z'),
    authority: expect.stringContaining('TEST'),
    faults: [],
  });
});

test('from an authority that is not the one expected, it proves nothing', async () => {
  const { createAuthority } = await import('#src/simulator/index.js');
  const other = await createAuthority({ name: 'Autre autorité', now: app.clock() });
  const anchors = readAnchors(Buffer.from(other.rootPem));
  const { faults } = await verifyExports(app.database.db, {
    judgeSigner: trustIn({ anchors }),
    revocation: false,
  });
  expect(faults.map(({ fault }) => fault)).toEqual(Array(3).fill('timestamp-untrusted'));
});

test('a timestamp put over another export is named', async () => {
  const [first, second] = files;
  const token = sql`(SELECT token FROM head_timestamps WHERE file_id = ${second})`;
  await stored(sql`CREATE TABLE kept AS SELECT * FROM head_timestamps`);
  await stored(sql`UPDATE head_timestamps SET token = ${token} WHERE file_id = ${first}`);
  const { faults, checked } = await verifyExports(app.database.db);
  expect(checked).toBe(3);
  expect(faults).toEqual([
    expect.objectContaining({
      export: first,
      fault: 'timestamp-broken',
      sentence: expect.stringMatching(
        /^Export des têtes du 24.novembre 2026 .* ne correspond pas au fichier/,
      ),
    }),
  ]);
  await stored(sql`UPDATE head_timestamps t SET token = k.token FROM kept k WHERE k.file_id = t.file_id`);
});

test('an export without a timestamp is compared too, and its file is the one that the journal names', async () => {
  const fileId = await app.kernel.transact(calendar, async (act) => (await exportHeads(act)).fileId);
  expect(await verifyExports(app.database.db)).toMatchObject({ checked: 4, stamped: 3, faults: [] });
  await stored(sql`ALTER TABLE files DISABLE TRIGGER files_frozen`);
  await stored(sql`UPDATE files SET bytes = bytes || ' ' WHERE id = ${fileId}`);
  const { faults } = await verifyExports(app.database.db);
  expect(faults).toEqual([expect.objectContaining({ export: fileId, fault: 'export-changed' })]);
  await stored(sql`UPDATE files SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE id = ${fileId}`);
});

test('a journal rewritten as a whole, its own hashes in order, is not what was exported', async () => {
  await stored(sql`ALTER TABLE journal_lines DISABLE TRIGGER journal_append_only`);
  await stored(sql`UPDATE journal_lines SET hash = sha256(hash) WHERE chain = 'installation'`);
  const { faults } = await verifyExports(app.database.db);
  expect(faults.map(({ fault }) => fault)).toEqual(Array(4).fill('not-as-exported'));
  expect(faults[0]?.sentence).toMatch(/la ligne \d+ de la chaîne installation/);
});

test('while the authority is out of reach the export waits, and the next hour has it', async () => {
  const { timestampWhatWaits } = await import('./head-timestamps.js');
  await stored(sql`UPDATE head_timestamps SET token = NULL, at = NULL WHERE file_id = ${files[2]}`);
  const down = timestampWhatWaits(() => Promise.reject(new Error('L’autorité d’horodatage ne répond pas.')));
  await expect(down.run(app.kernel)).rejects.toThrow();
  const auditor = await app.visitor('Maïwenn Regard', { part: 'auditor', body: null });
  expect((await auditor.get('/journal')).words).toContain(
    'à refaire : L’autorité d’horodatage ne répond pas.',
  );
  await timestampWhatWaits(app.authority.proofs.timestamps).run(app.kernel);
  expect((await auditor.get('/journal')).words).not.toContain('à refaire');
});
