import { describe, expect, test } from 'vitest';
import { whoseTurnOfInvoice } from '#src/billing/whose-turn.js';
import { parts } from '#src/directory/parts.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { choices } from '#src/platform/acts/turn.js';
import {
  type InvoiceState,
  type InvoiceStep,
  invoiceStates,
  invoiceTable,
  isPaymentDay,
  quantityMayChange,
  stateOfLine,
  writeNumber,
} from './invoice.js';

/** Written by hand: from which states the accountant may take which step. */
const accountants: Record<InvoiceStep, readonly InvoiceState[]> = {
  'close-visit': [],
  complete: ['to-issue'],
  issue: ['to-issue'],
  send: ['issued'],
  'send-again': ['sent'],
  'mark-paid': ['sent'],
  credit: ['issued', 'sent'],
};
const steps = Object.keys(accountants) as InvoiceStep[];
const parties = [...parts, 'certification-authority', 'calendar'] as const;

describe.each(invoiceStates)('an invoice that is %s', (state) => {
  test.each(steps)('lets each part take « %s » or not', (step) => {
    for (const party of parties) {
      const outcome = permit(invoiceTable, state, step, [party]);
      const expected =
        party === 'accountant'
          ? accountants[step].includes(state)
          : party === 'calendar' && step === 'close-visit' && state === 'visit-running';
      expect(!isRefusal(outcome), `${party} ${step}`).toBe(expected);
      if (isRefusal(outcome)) {
        const owns =
          party === 'accountant' ? step !== 'close-visit' : party === 'calendar' && step === 'close-visit';
        expect(outcome.refused).toBe(owns ? 'no-longer-possible' : 'not-your-part');
        expect(outcome.sentence).toMatch(/\.$/);
      }
    }
  });

  test('has exactly one party whose turn it is, unless it has ended', () => {
    const delay = {
      label: '',
      explanation: null,
      amount: 10,
      unit: 'working-days',
      firstWarning: null,
      secondWarning: null,
    } as const;
    const since = new Date('2026-12-02T09:00:00Z');
    const now = new Date('2026-12-03T09:00:00Z');
    const { turn, late } = whoseTurnOfInvoice({ state, since, dueOn: '2027-01-01' }, delay, now);
    expect(late).toBe(false);
    if (state === 'paid' || state === 'credited') {
      expect(turn).toEqual({ kind: 'ended' });
      return;
    }
    const party = state === 'visit-running' ? 'calendar' : 'accountant';
    expect(turn).toMatchObject({ kind: 'awaited', parties: [party] });
    expect(choices(invoiceTable, state, [party]).next).toHaveLength(1);
    for (const other of parties.filter((each) => each !== party)) {
      expect(choices(invoiceTable, state, [other]).next).toEqual([]);
    }
  });
});

test('a line is late past the configured delay, an invoice the day after it is due', () => {
  const delay = {
    label: '',
    explanation: null,
    amount: 10,
    unit: 'working-days',
    firstWarning: null,
    secondWarning: null,
  } as const;
  const since = new Date('2026-12-02T09:00:00Z');
  const late = (state: InvoiceState, now: string): boolean =>
    whoseTurnOfInvoice({ state, since, dueOn: '2027-01-01' }, delay, new Date(now)).late;
  expect(late('to-issue', '2026-12-16T08:59:00Z')).toBe(false);
  expect(late('to-issue', '2026-12-16T09:00:00Z')).toBe(true);
  expect(late('sent', '2027-01-01T22:59:00Z')).toBe(false);
  expect(late('sent', '2027-01-01T23:00:00Z')).toBe(true);
  expect(late('issued', '2030-01-01T00:00:00Z')).toBe(false);
});

test('numbers tell their series, issuer and year', () => {
  expect(writeNumber('invoice', 'MB', 2026, 12)).toBe('MB-2026-00012');
  expect(writeNumber('credit-note', 'CDG35', 2026, 3)).toBe('CDG35-2026-A0003');
});

test.each([
  ['2026-12-02', true],
  ['2026-12-20', true],
  ['2026-12-01', false],
  ['2026-12-21', false],
])('a payment noted on 20 December for an invoice of 2 December, received on %s: %s', (day, fits) => {
  expect(isPaymentDay(day, '2026-12-02', new Date('2026-12-20T10:00:00Z'))).toBe(fits);
});

test('certificates are counted, interventions may be corrected', () => {
  expect(quantityMayChange('certificate')).toBe(false);
  expect(quantityMayChange('intervention')).toBe(true);
  expect(quantityMayChange('fruitless-visit')).toBe(true);
});

test('a line says in the words of the table where it stands', () => {
  expect(stateOfLine('visit-running')).toBe('visit-running');
  expect(stateOfLine('to-issue')).toBe('to-issue');
  expect(stateOfLine('invoiced')).toBe('issued');
  expect(stateOfLine('closed')).toBe('credited');
});
