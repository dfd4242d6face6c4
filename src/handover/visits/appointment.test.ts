import { expect, test } from 'vitest';
import { type Party, parts } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { turn } from '#src/platform/acts/turn.js';
import {
  type AppointmentState,
  type AppointmentStep,
  appointmentStates,
  appointmentTable,
} from './appointment.js';

const parties: readonly Party[] = [...parts, 'certification-authority', 'calendar'];
const all: readonly Party[] = ['correspondent', 'holder', 'delivery-officer'];

/** The procedure, written by hand: step → from which states → who → where to. */
const procedure: readonly [
  AppointmentStep,
  readonly AppointmentState[],
  readonly Party[],
  readonly (AppointmentState | 'same')[],
][] = [
  ['agree', ['proposed'], all, ['agreed']],
  ['move', ['agreed'], all, ['same']],
  ['hold', ['agreed'], ['delivery-officer'], ['held']],
  ['miss', ['agreed'], ['delivery-officer'], ['no-show', 'excused']],
  ['cancel', ['proposed', 'agreed'], [...all, 'calendar'], ['cancelled']],
];

test('the table of the visit says what the procedure says, in each cell of state, step and party', () => {
  for (const state of appointmentStates) {
    for (const [step] of procedure) {
      for (const party of parties) {
        const cell = `${state} × ${step} × ${party}`;
        const expected = procedure.find(
          ([each, from, by]) => each === step && from.includes(state) && by.includes(party),
        );
        const row = permit(appointmentTable, state, step, [party]);
        expect(isRefusal(row), cell).toBe(expected === undefined);
        if (!isRefusal(row)) expect([...row.to], cell).toEqual([...(expected?.[3] ?? [])]);
      }
    }
  }
});

test('a proposed visit awaits the organisation or the holder, an agreed one the officer; ends await nobody', () => {
  expect(turn(appointmentTable, 'proposed')).toMatchObject({ parties: ['correspondent', 'holder'] });
  expect(turn(appointmentTable, 'agreed')).toMatchObject({ parties: ['delivery-officer'] });
  for (const state of ['held', 'no-show', 'excused', 'cancelled'] as const) {
    expect(turn(appointmentTable, state)).toEqual({ kind: 'ended' });
  }
});
