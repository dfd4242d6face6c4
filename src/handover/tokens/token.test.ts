import { describe, expect, test } from 'vitest';
import { type Party, parts } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { keeperIn, type TokenState, type TokenStep, tokenStates, tokenTable } from './token.js';
import { choicesOnToken, dueOfToken, toldTurn } from './token-turn.js';

const parties: readonly Party[] = [...parts, 'certification-authority', 'calendar'];
const authority: readonly Party[] = ['certification-authority', 'purchasing-officer'];

/** The procedure, written by hand: step → from which states → who → where to. */
const procedure: readonly [TokenStep, readonly TokenState[], readonly Party[], readonly TokenState[]][] = [
  ['ship', ['at-authority'], authority, ['in-transit']],
  ['receive', ['in-transit'], ['delivery-officer'], ['received']],
  ['hand-over', ['received'], ['delivery-officer'], ['handed-over']],
  ['report', ['in-transit'], authority, ['lost', 'damaged']],
  ['report', ['received'], ['delivery-officer'], ['lost', 'damaged']],
  ['send-back', ['received', 'damaged', 'lost'], ['delivery-officer'], ['returning']],
  ['take-back', ['returning'], authority, ['returned']],
  ['destroy', ['at-authority', 'damaged'], authority, ['destroyed']],
  ['destroy', ['received', 'damaged'], ['delivery-officer'], ['destroyed']],
];
const steps = [...new Set(procedure.map(([step]) => step))];

describe('the table of the key says what the procedure says', () => {
  test('in each cell of state, step and party', () => {
    for (const state of tokenStates) {
      for (const step of steps) {
        for (const party of parties) {
          const cell = `${state} × ${step} × ${party}`;
          const expected = procedure.find(
            ([each, from, by]) => each === step && from.includes(state) && by.includes(party),
          );
          const row = permit(tokenTable, state, step, [party]);
          if (expected) {
            expect(isRefusal(row), cell).toBe(false);
            if (!isRefusal(row)) expect([...row.to], cell).toEqual([...expected[3]]);
            continue;
          }
          expect(isRefusal(row), cell).toBe(true);
          if (!isRefusal(row)) continue;
          const elsewhere = procedure.some(([each, , by]) => each === step && by.includes(party));
          expect(row.refused, cell).toBe(elsewhere ? 'no-longer-possible' : 'not-your-part');
          if (elsewhere) expect(row.sentence, cell).toContain(tokenTable.words[state]);
        }
      }
    }
  });

  test('no step leaves an end, but for a lost key that turns up', () => {
    const leaving = tokenTable.rows
      .filter((row) => row.from.some((state) => tokenTable.ends.includes(state)))
      .map((row) => row.step);
    expect(leaving).toEqual(['send-back']);
  });
});

describe('at every instant a key has one keeper', () => {
  test('the sender until the receiver confirms, the last keeper of a lost one', () => {
    const way: [TokenState, string][] = [
      ['at-authority', 'authority'],
      ['in-transit', 'authority'],
      ['received', 'centre'],
      ['lost', 'centre'],
      ['returning', 'centre'],
      ['returned', 'authority'],
    ];
    let keeper = keeperIn('at-authority', 'authority');
    for (const [state, expected] of way) {
      keeper = keeperIn(state, keeper);
      expect(keeper, state).toBe(expected);
    }
    expect(keeperIn('damaged', 'authority')).toBe('authority');
    expect(keeperIn('handed-over', 'centre')).toBe('holder');
  });
});

describe('whose turn it is with a key', () => {
  const transit = {
    label: 'Acheminement',
    amount: 10,
    unit: 'working-days',
    explanation: null,
    firstWarning: null,
    secondWarning: null,
  } as const;
  const since = new Date('2026-11-02T09:00:00Z');
  const soon = new Date('2026-11-03T09:00:00Z');
  const late = new Date('2026-11-24T09:00:00Z');

  test.each(tokenStates)('%s: who is told « à vous » has a button for it, and nobody else does', (state) => {
    for (const keeper of ['authority', 'centre'] as const) {
      for (const awaited of [true, false]) {
        for (const now of [soon, late]) {
          const token = { state, since, keeper: keeperIn(state, keeper), awaited };
          const due = dueOfToken(token, now, transit);
          for (const party of parts) {
            const cell = `${state}, ${keeper}, ${party}, ${awaited}, ${due.late}`;
            const next = choicesOnToken(token, [party], due.late).filter((choice) => choice.next);
            expect(next.length, cell).toBe(toldTurn(token, [party], due).mine ? 1 : 0);
          }
        }
      }
    }
  });

  test('a key that lies at the centre for nobody is to be sent back', () => {
    const idle = { state: 'received', since, keeper: 'centre', awaited: false } as const;
    expect(choicesOnToken(idle, ['delivery-officer'], false).filter((choice) => choice.next)).toMatchObject([
      { step: 'send-back' },
    ]);
    const awaited = { ...idle, awaited: true };
    expect(choicesOnToken(awaited, ['delivery-officer'], false).map((choice) => choice.step)).toEqual([
      'report',
      'destroy',
    ]);
  });

  test('a key at the authority whose certificate is no longer good is not chased', () => {
    const token = { state: 'at-authority', since, keeper: 'authority', awaited: false } as const;
    const told = toldTurn(token, ['purchasing-officer'], dueOfToken(token, late, transit));
    expect(told).toMatchObject({ kind: 'stopped', mine: false });
    expect(told.title).toContain('ne sera pas remise');
  });

  test('a damaged key that the authority kept is not sent back by the centre, which never had it', () => {
    const kept = { state: 'damaged', since, keeper: 'authority', awaited: false } as const;
    expect(choicesOnToken(kept, ['delivery-officer'], false)).toEqual([]);
    expect(choicesOnToken(kept, ['purchasing-officer'], false)).toMatchObject([
      { step: 'destroy', next: true },
    ]);
  });
});
