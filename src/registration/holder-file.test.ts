import { describe, expect, test } from 'vitest';
import { type Party, parts } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type FileState, type FileStep, fileStates, fileTable } from './holder-file.js';
import {
  choicesOnFile,
  type FileDelays,
  fileDelayCodes,
  type TurnFacts,
  whoseTurnOfFile,
} from './whose-turn.js';

const parties: readonly Party[] = [...parts, 'certification-authority', 'calendar'];

const visit = ['validated', 'to-arrange', 'proposed', 'scheduled'] as const;
const running = [
  'waiting',
  'invited',
  'in-progress',
  'submitted',
  'to-correct',
  ...visit,
  'to-reissue',
] as const;
const asking: readonly Party[] = ['correspondent', 'holder'];

/** The procedure, written by hand: step → from which states → who → where to. */
const procedure: readonly [
  FileStep,
  readonly FileState[],
  readonly Party[],
  readonly (FileState | 'same')[],
][] = [
  ['invite', ['waiting'], ['calendar'], ['invited']],
  ['correct-address', ['waiting', 'invited', 'in-progress'], ['correspondent'], ['same']],
  ['correct-address', ['invited', 'in-progress', 'to-correct', 'submitted', ...visit], ['holder'], ['same']],
  ['fill-in', ['invited'], ['holder', 'correspondent', 'certification-agent'], ['in-progress']],
  ['fill-in', ['in-progress'], ['holder', 'correspondent', 'certification-agent'], ['same']],
  ['fill-in', ['to-correct'], ['holder', 'correspondent', 'certification-agent'], ['same']],
  ['submit', ['in-progress', 'to-correct'], ['holder'], ['submitted']],
  ['ask-for-corrections', ['submitted'], ['registration-officer'], ['to-correct']],
  ['validate', ['submitted'], ['registration-officer'], ['validated']],
  ['reject', ['submitted', 'to-correct', ...visit], ['registration-officer'], ['rejected']],
  ['reopen', [...visit], ['registration-officer', 'calendar'], ['to-correct']],
  ['propose', ['validated'], ['delivery-officer'], ['proposed']],
  ['none-suits', ['proposed'], asking, ['to-arrange']],
  ['hand-back', ['validated'], ['delivery-officer', 'calendar'], ['to-arrange']],
  ['offer-times', ['to-arrange'], asking, ['validated']],
  ['agree', ['validated'], ['delivery-officer'], ['scheduled']],
  ['agree', ['to-arrange', 'proposed'], [...asking, 'delivery-officer'], ['scheduled']],
  ['move', ['scheduled'], [...asking, 'delivery-officer'], ['same']],
  ['cancel-appointment', ['proposed', 'scheduled'], [...asking, 'delivery-officer'], ['validated']],
  ['miss', ['scheduled'], ['delivery-officer'], ['validated']],
  ['hand-over', ['scheduled'], ['delivery-officer'], ['handed-over']],
  ['refuse-data', ['scheduled'], ['delivery-officer'], ['to-reissue', 'to-correct']],
  ['lose-token', [...visit], ['calendar'], ['to-reissue']],
  ['reissue', ['to-reissue'], ['certification-authority', 'purchasing-officer'], ['validated']],
  ['abandon', [...running], ['holder', 'correspondent', 'calendar'], ['abandoned']],
  ['lapse', ['invited', 'in-progress', 'to-correct', 'to-arrange', 'proposed'], ['calendar'], ['lapsed']],
];

const steps = [...new Set(procedure.map(([step]) => step))];
const cases = fileStates.flatMap((state) =>
  steps.flatMap((step) => parties.map((party) => [state, step, party] as const)),
);

describe('the table of the holder file says what the procedure says', () => {
  test(`in each of its ${cases.length} cells of state, step and party`, () => {
    for (const [state, step, party] of cases) {
      const expected = procedure.find(
        ([each, from, by]) => each === step && from.includes(state) && by.includes(party),
      );
      const row = permit(fileTable, state, step, [party]);
      const cell = `${state} × ${step} × ${party}`;
      if (!expected) {
        expect(isRefusal(row), cell).toBe(true);
        if (!isRefusal(row)) continue;
        const elsewhere = procedure.some(([each, , by]) => each === step && by.includes(party));
        expect(row.refused, cell).toBe(elsewhere ? 'no-longer-possible' : 'not-your-part');
        expect(row.sentence, cell).toMatch(/\.$/);
      } else {
        const to = isRefusal(row) ? [] : row.to.map((each) => (each === state ? 'same' : each));
        expect(to, cell).toEqual(expected[3].map((each) => (each === state ? 'same' : each)));
      }
    }
  });
});

const now = new Date('2026-11-24T10:00:00Z');
const delay = {
  label: '',
  explanation: null,
  amount: 10,
  unit: 'days',
  firstWarning: null,
  secondWarning: null,
} as const;
const delays = Object.fromEntries(fileDelayCodes.map((code) => [code, delay])) as FileDelays;
const facts: Omit<TurnFacts, 'state'> = {
  since: new Date('2026-11-20T10:00:00Z'),
  token_ready: true,
  visit_at: null,
  certificate_id: null,
  certificate_state: null,
  certificate_requested_at: null,
};

describe('whose turn it is', () => {
  const waits: readonly (Partial<TurnFacts> & { called: string })[] = [
    { called: 'token received' },
    { called: 'token on its way', token_ready: false },
    { called: 'certificate asked for', token_ready: false, certificate_state: 'requested' },
    { called: 'visit tomorrow', visit_at: new Date('2026-11-25T09:00:00Z') },
    { called: 'visit today', visit_at: new Date('2026-11-24T15:00:00Z') },
  ];
  const running = fileStates.filter((state) => !fileTable.ends.includes(state));

  test.each(running.flatMap((state) => waits.map(({ called, ...some }) => [state, called, some] as const)))(
    '%s, %s: a part that is named has a step to press, and nobody else sees it',
    (state, _called, some) => {
      const file: TurnFacts = { ...facts, state, ...some };
      const turn = whoseTurnOfFile(file, now, delays);
      expect(turn.kind).toBe('awaited');
      if (turn.kind !== 'awaited') return;
      expect(turn.parties.length).toBeGreaterThan(0);
      const inBody = turn.parties.filter((each) => each !== 'calendar' && each !== 'certification-authority');
      for (const party of parties) {
        const { next } = choicesOnFile(file, now, delays, [party]);
        const seesButton = next.length > 0;
        expect(seesButton, `${party} sees ${next.map((row) => row.step)}`).toBe(
          inBody.includes(party as never),
        );
      }
      if (inBody.length === 0) expect(turn.awaits).toBeTruthy();
    },
  );

  test.each(fileTable.ends)('%s: it is nobody’s turn', (state) => {
    expect(whoseTurnOfFile({ ...facts, state }, now, delays)).toEqual({ kind: 'ended' });
  });

  test('an authority that does not answer in time is chased by the purchasing officer, who may record its answer', () => {
    const file: TurnFacts = { ...facts, state: 'to-reissue' };
    expect(whoseTurnOfFile(file, now, delays)).toMatchObject({ parties: ['certification-authority'] });
    const later = new Date('2026-12-01T10:00:00Z');
    expect(whoseTurnOfFile(file, later, delays)).toMatchObject({
      parties: ['purchasing-officer'],
      late: true,
    });
    expect(choicesOnFile(file, later, delays, ['purchasing-officer']).next.map((row) => row.step)).toEqual([
      'reissue',
    ]);
    expect(choicesOnFile(file, later, delays, ['holder']).next).toEqual([]);
  });

  test('before the day of the visit nobody hands over, on its day the delivery officer does', () => {
    const file: TurnFacts = { ...facts, state: 'scheduled', visit_at: new Date('2026-11-25T09:00:00Z') };
    expect(choicesOnFile(file, now, delays, ['delivery-officer']).next).toEqual([]);
    const dawn = new Date('2026-11-24T23:30:00Z');
    expect(choicesOnFile(file, dawn, delays, ['delivery-officer']).next.map((row) => row.step)).toEqual([
      'hand-over',
    ]);
  });
});
