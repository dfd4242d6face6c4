import { expect, test } from 'vitest';
import { type Party, parts } from '#src/directory/index.js';
import { isRefusal, notYourPart } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { choices, turn } from '#src/platform/acts/turn.js';
import { type MissionStep, missionStates, missionTable } from './examination/mission.js';
import { type OrderState, type OrderStep, orderStates, orderTable } from './order.js';
import { turnOfOrder } from './whose-turn.js';

const parties: readonly Party[] = [...parts, 'certification-authority', 'calendar'];

/**
 * Who may take which step from which state, written by hand from the procedure: the table in the code is held
 * against it, cell by cell. What does not stand here is refused.
 */
const allowed: Readonly<Record<OrderStep, readonly (readonly [OrderState, readonly Party[]])[]>> = {
  prepare: [
    ['draft', ['correspondent', 'purchasing-officer']],
    ['returned', ['correspondent', 'purchasing-officer']],
  ],
  'ask-for-signature': [
    ['draft', ['correspondent', 'purchasing-officer']],
    ['returned', ['correspondent', 'purchasing-officer']],
  ],
  'take-back': [['to-sign', ['correspondent']]],
  'decline-to-sign': [['to-sign', ['legal-representative']]],
  sign: [['to-sign', ['legal-representative']]],
  return: [
    ['submitted', ['purchasing-officer', 'calendar']],
    ['examined', ['purchasing-officer', 'calendar']],
    ['accepted', ['purchasing-officer', 'calendar']],
  ],
  'send-again': [['returned', ['correspondent']]],
  refuse: [
    ['submitted', ['purchasing-officer']],
    ['examined', ['purchasing-officer']],
    ['accepted', ['purchasing-officer']],
  ],
  examine: [['submitted', ['purchasing-officer']]],
  countersign: [['examined', ['purchasing-officer']]],
  transmit: [['accepted', ['purchasing-officer', 'calendar']]],
  acknowledge: [['sent', ['certification-authority', 'purchasing-officer']]],
  'record-refusal': [['sent', ['certification-authority', 'purchasing-officer']]],
  withdraw: (
    ['draft', 'to-sign', 'submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'] as const
  ).map((state) => [state, ['correspondent']]),
  cancel: (['submitted', 'returned', 'examined', 'accepted', 'sent', 'transmitted'] as const).map((state) => [
    state,
    ['purchasing-officer', 'calendar'],
  ]),
  lapse: (['draft', 'to-sign', 'returned'] as const).map((state) => [state, ['calendar']]),
  complete: [['transmitted', ['calendar']]],
};

const cells = (Object.keys(allowed) as OrderStep[]).flatMap((step) =>
  orderStates.flatMap((state) => parties.map((party) => [step, state, party] as const)),
);

test.each(cells)('%s from %s by %s is as the procedure says', (step, state, party) => {
  const may = allowed[step].some(([from, by]) => from === state && by.includes(party));
  const answer = permit(orderTable, state, step, [party]);
  expect(!isRefusal(answer)).toBe(may);
  if (!isRefusal(answer) || may) return;
  const ever = allowed[step].some(([, by]) => by.includes(party));
  if (ever) expect(answer.sentence).toContain(orderTable.words[state]);
  else expect(answer).toBe(notYourPart);
});

const open = orderStates.filter((state) => !orderTable.ends.includes(state));

test.each(open)('in %s, whoever has the turn has a next step, and nobody else sees it', (state) => {
  const whose = turn(orderTable, state);
  if (whose.kind !== 'awaited') throw new Error(`${state} is neither an end nor awaited`);
  expect(whose.rows.length).toBeGreaterThan(0);
  for (const party of parties) {
    const { next } = choices(orderTable, state, [party]);
    expect(next.length > 0).toBe(whose.parties.includes(party));
  }
});

test.each(orderTable.ends)('%s is an end: no step leads out of it', (state) => {
  expect(orderTable.rows.filter((row) => row.from.includes(state))).toEqual([]);
});

const missionAllowed: Readonly<Record<MissionStep, readonly (readonly [string, readonly Party[]])[]>> = {
  receive: [['to-sign', ['legal-representative']]],
  'acknowledge-mission': [['received', ['delivery-officer', 'calendar']]],
  'decline-mission': [['received', ['delivery-officer']]],
  'close-mission': [
    ['to-sign', ['calendar']],
    ['received', ['calendar']],
  ],
};

test.each(
  (Object.keys(missionAllowed) as MissionStep[]).flatMap((step) =>
    missionStates.flatMap((state) => parties.map((party) => [step, state, party] as const)),
  ),
)('mission: %s from %s by %s is as the procedure says', (step, state, party) => {
  const may = missionAllowed[step].some(([from, by]) => from === state && by.includes(party));
  expect(!isRefusal(permit(missionTable, state, step, [party]))).toBe(may);
});

test('a countersigned order waits for the delivery centre until its mission is acknowledged', () => {
  expect(turnOfOrder({ state: 'accepted', missionState: 'received' })).toMatchObject({
    parties: ['delivery-officer'],
  });
  expect(turnOfOrder({ state: 'accepted', missionState: 'acknowledged' })).toMatchObject({
    parties: ['purchasing-officer', 'calendar'],
  });
});

test('an authority that is late leaves the turn to the purchasing officer', () => {
  expect(turnOfOrder({ state: 'sent', missionState: 'acknowledged' })).toMatchObject({
    parties: ['certification-authority'],
  });
  expect(turnOfOrder({ state: 'sent', missionState: 'acknowledged' }, true)).toMatchObject({
    parties: ['purchasing-officer'],
  });
});
