import { expect, test } from 'vitest';
import { type Delay, dueNow } from './rules.js';

const since = new Date('2026-03-02T09:00:00Z');
const at = (days: number): Date => new Date(since.getTime() + days * 86_400_000);
const delay = (firstWarning: number | null, secondWarning: number | null): Delay => ({
  label: '',
  explanation: null,
  amount: 20,
  unit: 'days',
  firstWarning,
  secondWarning,
});

test.each([
  ['both reminders, then the end', delay(5, 10), [5, 10, 20]],
  ['the first alone', delay(5, null), [5, 20]],
  ['the second alone', delay(null, 10), [10, 20]],
  ['neither', delay(null, null), [20]],
])('a delay asks for %s', (_, of, days) => {
  days.forEach((day, warned) => {
    const last = warned === days.length - 1;
    expect(dueNow(of, since, warned, at(day - 1))).toBeUndefined();
    expect(dueNow(of, since, warned, at(day))).toEqual(
      last ? { ask: 'end' } : { ask: 'reminder', last: warned === days.length - 2 },
    );
  });
});

test('what was not reminded in time is reminded before it ends', () => {
  expect(dueNow(delay(5, 10), since, 0, at(60))).toEqual({ ask: 'reminder', last: false });
  expect(dueNow(delay(5, 10), since, 1, at(60))).toEqual({ ask: 'reminder', last: true });
  expect(dueNow(delay(5, 10), since, 2, at(60))).toEqual({ ask: 'end' });
});
