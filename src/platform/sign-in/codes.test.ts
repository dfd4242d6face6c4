import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import { type Bench, openBench, testKernel } from '#test/kernel.js';
import { codeMinutes, codesAnHour, codeTries, makeCode, minutesBeforeCode, tryCode } from './codes.js';

let bench: Bench;
let personId: string;
beforeAll(async () => {
  bench = await openBench();
  personId = (await bench.person('Nolwenn Le Test')).id;
});
afterAll(() => bench.drop());

const about = (boundTo = 'these documents') => ({ purpose: 'sign:essai', personId, boundTo });
const make = (): Promise<string> => bench.kernel.transact(calendar, (act) => makeCode(act, about()));
const tried = (digits: string, boundTo?: string): Promise<string> =>
  bench.kernel.transact(calendar, (act) => tryCode(act, { ...about(boundTo), digits }));
const wrong = (digits: string): string => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');

test('a right code is good once', async () => {
  const code = await make();
  expect(code).toMatch(/^\d{6}$/);
  expect(await tried(code)).toBe('right');
  expect(await tried(code)).toBe('expired');
});

test('a new code takes the place of the one before', async () => {
  const first = await make();
  const second = await make();
  if (first !== second) expect(await tried(first)).toBe('wrong');
  expect(await tried(second)).toBe('right');
});

test('after five wrong tries, the right one opens nothing', async () => {
  const code = await make();
  for (let n = 0; n < codeTries; n++) expect(await tried(wrong(code))).toBe('wrong');
  expect(await tried(code)).toBe('expired');
});

test('a code signs what it was made for, and within its minutes', async () => {
  const code = await make();
  expect(await tried(code, 'other documents')).toBe('expired');
  bench.clock.set(new Date(bench.clock().getTime() + codeMinutes * 60_000));
  expect(await tried(code)).toBe('expired');
});

test('what the database keeps tells nothing without the secret of the installation', async () => {
  const code = await make();
  const elsewhere = testKernel({
    db: bench.db,
    clock: bench.clock,
    secret: 'another secret, as long as the first',
  });
  expect(await elsewhere.transact(calendar, (act) => tryCode(act, { ...about(), digits: code }))).toBe(
    'wrong',
  );
  expect(await tried(code)).toBe('right');
});

test('another code leaves a minute after the last, and a few within the hour', () => {
  const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 9, minutes));
  expect(minutesBeforeCode([], at(0))).toBe(0);
  expect(minutesBeforeCode([at(0)], at(0))).toBe(1);
  expect(minutesBeforeCode([at(0)], at(1))).toBe(0);
  const all = Array.from({ length: codesAnHour }, (_, n) => at(2 * n));
  expect(minutesBeforeCode(all.slice(1), at(20))).toBe(0);
  expect(minutesBeforeCode(all, at(20))).toBe(40);
  expect(minutesBeforeCode(all, at(60))).toBe(0);
});
