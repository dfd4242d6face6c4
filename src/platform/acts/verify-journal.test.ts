import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFile } from '#src/platform/web/files.js';
import { type Bench, openBench } from '#test/kernel.js';
import { calendar } from './actor.js';
import { hashLine, type JournalLine, noLine } from './journal.js';
import { exportHeads, readHeads } from './journal-heads.js';
import { type ExportedHeads, verifyJournal } from './verify-journal.js';

let bench: Bench;
const first = 'order:00000000-0000-7000-8000-00000000000a';
const second = 'order:00000000-0000-7000-8000-00000000000b';

beforeEach(async () => {
  bench = await openBench();
  for (const step of ['drafted', 'signature-asked', 'submitted', 'examined', 'countersigned']) {
    await bench.kernel.transact(calendar, async (act) => {
      for (const chain of [first, second]) {
        await act.publish({ type: `order.${step}`, about: { order: chain.slice(6) }, data: { chain } });
      }
    });
  }
});
afterEach(() => bench.drop());

/** As somebody who owns the database: the trigger is out of the way. */
async function tamper(statement: string): Promise<void> {
  await bench.pool.query('ALTER TABLE journal_lines DISABLE TRIGGER ALL');
  await bench.pool.query(statement);
  await bench.pool.query('ALTER TABLE journal_lines ENABLE TRIGGER ALL');
}

async function faults(...exported: ExportedHeads[]): Promise<string[]> {
  const report = await verifyJournal(bench.db, exported);
  return report.faults.map(
    (each) =>
      `${each.chain === first ? 'first' : each.chain === second ? 'second' : each.chain} ${each.position} ${each.fault}`,
  );
}

async function heads(): Promise<ExportedHeads> {
  const made = await bench.kernel.transact(calendar, exportHeads);
  const file = await readFile(bench.db, made.fileId);
  return readHeads(Buffer.from(file?.bytes ?? '').toString('utf8')) ?? {};
}

/** Rewrites a chain from a line on, as somebody would who knows how it is made; the head too. */
async function rehash(chain: string): Promise<void> {
  const { rows } = await sql<JournalLine>`SELECT chain, position, at, actor, type, about, data, previous
    FROM journal_lines WHERE chain = ${chain} ORDER BY position`.execute(bench.db);
  let previous = noLine;
  await bench.pool.query('ALTER TABLE journal_lines DISABLE TRIGGER ALL');
  for (const row of rows) {
    const hash = hashLine({ ...row, previous });
    await sql`UPDATE journal_lines SET previous = ${previous}, hash = ${hash}
      WHERE chain = ${chain} AND position = ${row.position}`.execute(bench.db);
    previous = hash;
  }
  await bench.pool.query('ALTER TABLE journal_lines ENABLE TRIGGER ALL');
  await sql`UPDATE journal_chains SET length = ${rows.length}, head = ${previous} WHERE chain = ${chain}`.execute(
    bench.db,
  );
}

test('an untouched journal is intact', async () => {
  const report = await verifyJournal(bench.db, [await heads()]);
  expect(report).toMatchObject({ chains: 3, lines: 11, faults: [] });
});

test('the journal refuses every change while its trigger stands', async () => {
  await expect(bench.pool.query("UPDATE journal_lines SET type = 'x'")).rejects.toThrow('append-only');
  await expect(bench.pool.query('DELETE FROM journal_lines')).rejects.toThrow('append-only');
});

test.each([
  ['another type', "type = 'order.refused'"],
  ['another actor', "actor = 'person:00000000-0000-7000-8000-000000000001'"],
  ['another time', "at = at + interval '1 second'"],
  ['other data', `data = '{"chain":"x"}'`],
  ['about something else', `about = '{"order":"x"}'`],
  ['another hash', "hash = decode(repeat('ab', 32), 'hex')"],
])('a line with %s is named', async (_, change) => {
  await tamper(`UPDATE journal_lines SET ${change} WHERE chain = '${first}' AND position = 3`);
  expect(await faults()).toEqual(['first 3 changed']);
});

test('a line that is removed is named', async () => {
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}' AND position = 3`);
  expect(await faults()).toEqual(['first 3 removed']);
});

test('a line removed with those after it renumbered is named where the chain breaks', async () => {
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}' AND position = 3;
    UPDATE journal_lines SET position = 3 WHERE chain = '${first}' AND position = 4;
    UPDATE journal_lines SET position = 4 WHERE chain = '${first}' AND position = 5`);
  expect(await faults()).toEqual(['first 3 moved']);
});

test('lines that changed places are named', async () => {
  await tamper(`UPDATE journal_lines SET position = 99 WHERE chain = '${first}' AND position = 2;
    UPDATE journal_lines SET position = 2 WHERE chain = '${first}' AND position = 4;
    UPDATE journal_lines SET position = 4 WHERE chain = '${first}' AND position = 99`);
  expect(await faults()).toEqual(['first 2 moved']);
});

test('a tail cut off is named, also where length or head were made to fit', async () => {
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}' AND position > 3`);
  expect(await faults()).toEqual(['first 4 cut-off']);
  await bench.pool.query(`UPDATE journal_chains SET length = 3 WHERE chain = '${first}'`);
  expect(await faults()).toEqual(['first 3 not-the-head']);
});

test('a tail cut off with its head rewritten shows against exported heads', async () => {
  const exported = await heads();
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}' AND position > 3`);
  await rehash(first);
  expect(await faults()).toEqual([]);
  expect(await faults(exported)).toEqual(['first 4 cut-off']);
});

test('a line added behind the head is named', async () => {
  await tamper(`INSERT INTO journal_lines (chain, position, at, actor, type, about, data, previous, hash)
    SELECT chain, 6, at, actor, type, about, data, hash, hash FROM journal_lines
     WHERE chain = '${first}' AND position = 5`);
  expect(await faults()).toEqual(['first 6 changed']);
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}' AND position = 6`);
  const { rows } = await sql<JournalLine & { hash: Buffer }>`SELECT * FROM journal_lines
    WHERE chain = ${first} AND position = 5`.execute(bench.db);
  const [last] = rows;
  if (!last) throw new Error('the chain has five lines');
  const { chain, at, actor, type, about, data } = last;
  const line = { chain, position: 6, at, actor, type, about, data, previous: last.hash };
  await sql`INSERT INTO journal_lines (chain, position, at, actor, type, about, data, previous, hash)
    VALUES (${chain}, 6, ${at}, ${actor}, ${type}, ${JSON.stringify(about)}::jsonb, ${JSON.stringify(data)}::jsonb,
      ${last.hash}, ${hashLine(line)})`.execute(bench.db);
  expect(await faults()).toEqual(['first 6 added']);
});

test('a line added in the middle is named', async () => {
  await tamper(`UPDATE journal_lines SET position = position + 10 WHERE chain = '${first}' AND position > 2;
    UPDATE journal_lines SET position = position - 9 WHERE chain = '${first}' AND position > 10;
    INSERT INTO journal_lines (chain, position, at, actor, type, about, data, previous, hash)
    SELECT chain, 3, at, actor, 'order.returned', about, data, hash, hash FROM journal_lines
     WHERE chain = '${first}' AND position = 2`);
  expect(await faults()).toEqual(['first 3 changed']);
});

test('chains that changed names are named both', async () => {
  await tamper(`UPDATE journal_lines SET chain = 'between' WHERE chain = '${first}';
    UPDATE journal_lines SET chain = '${first}' WHERE chain = '${second}';
    UPDATE journal_lines SET chain = '${second}' WHERE chain = 'between'`);
  expect(await faults()).toEqual(['first 1 changed', 'second 1 changed']);
});

test('a chain without its head, and a head without its lines, are named', async () => {
  const exported = await heads();
  await bench.pool.query(`DELETE FROM journal_chains WHERE chain = '${first}'`);
  expect(await faults()).toEqual(['first 1 unknown-chain']);
  await tamper(`DELETE FROM journal_lines WHERE chain = '${first}'`);
  expect(await faults()).toEqual([]);
  expect(await faults(exported)).toEqual(['first 1 cut-off']);
  await tamper(`DELETE FROM journal_lines WHERE chain = '${second}'`);
  expect(await faults()).toEqual(['second 1 cut-off']);
});

test('a whole chain rewritten with skill shows against exported heads only', async () => {
  const exported = await heads();
  await tamper(`UPDATE journal_lines SET type = 'order.returned' WHERE chain = '${first}' AND position = 2`);
  await rehash(first);
  expect(await faults()).toEqual([]);
  expect(await faults(exported)).toEqual(['first 5 not-as-exported']);
});

test('an export names the chains that grew since the one before, and older ones still tell of the others', async () => {
  const before = await heads();
  await bench.kernel.transact(calendar, (act) =>
    act.publish({ type: 'order.returned', about: { order: second.slice(6) }, data: { chain: second } }),
  );
  const after = await heads();
  expect(Object.keys(before).sort()).toEqual([first, second]);
  expect(Object.keys(after).sort()).toEqual(['installation', second]);
  await tamper(`UPDATE journal_lines SET type = 'order.returned' WHERE chain = '${first}' AND position = 2`);
  await rehash(first);
  expect(await faults(after)).toEqual([]);
  expect(await faults(before, after)).toEqual(['first 5 not-as-exported']);
});

test('an export of the form before, which listed every chain, is read', () => {
  const chains = { [first]: { length: 5, head: 'a'.repeat(64) } };
  const text = (format: string): string =>
    JSON.stringify({
      format: `cle-en-main/journal-heads/${format}`,
      exportedAt: '2026-11-24T02:30:00.000Z',
      chains,
    });
  expect(readHeads(text('1'))).toEqual(chains);
  expect(readHeads(text('2'))).toEqual(chains);
  expect(readHeads(text('3'))).toBeNull();
});

test('what is no export is told from one', () => {
  expect(readHeads('{"format":"cle-en-main/journal-heads/1","chains":{}}')).toBeNull();
  expect(readHeads('not json')).toBeNull();
});
