import { expect, test } from 'vitest';
import { type Party, parts } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { turn } from '#src/platform/acts/turn.js';
import {
  type CertificateState,
  type CertificateStep,
  certificateStates,
  certificateTable,
} from './certificate.js';

const parties: readonly Party[] = [...parts, 'certification-authority', 'calendar'];
const owners: readonly Party[] = ['holder', 'legal-representative', 'purchasing-officer'];

/** The procedure, written by hand: step → from which states → who → where to. */
const procedure: readonly [
  CertificateStep,
  readonly CertificateState[],
  readonly Party[],
  CertificateState | 'same',
][] = [
  ['issue', ['requested'], ['certification-authority', 'purchasing-officer'], 'issued'],
  ['call-off', ['requested'], ['calendar'], 'called-off'],
  ['go-live', ['issued'], ['delivery-officer'], 'live'],
  ['suspend', ['live'], owners, 'suspended'],
  ['resume', ['suspended'], owners, 'live'],
  ['revoke', ['issued', 'live', 'suspended'], [...owners, 'calendar'], 'revoked'],
  [
    'confirm',
    ['live', 'suspended', 'revoked', 'expired'],
    ['certification-authority', 'purchasing-officer'],
    'same',
  ],
  ['expire', ['live', 'suspended'], ['calendar'], 'expired'],
];

test('the certificate’s table says what the procedure says, cell by cell', () => {
  for (const state of certificateStates) {
    for (const [step] of procedure) {
      for (const party of parties) {
        const expected = procedure.find(
          ([each, from, by]) => each === step && from.includes(state) && by.includes(party),
        );
        const row = permit(certificateTable, state, step, [party]);
        const cell = `${state} × ${step} × ${party}`;
        expect(isRefusal(row) ? undefined : row.to, cell).toEqual(expected && [expected[3]]);
      }
    }
  }
});

test('a certificate that has neither ended nor is live awaits somebody', () => {
  for (const state of certificateStates) {
    const told = turn(certificateTable, state);
    const over = ['revoked', 'expired', 'called-off'].includes(state);
    expect(told.kind, state).toBe(over ? 'ended' : state === 'live' ? 'at-rest' : 'awaited');
    if (told.kind === 'awaited') expect(told.parties.length, state).toBeGreaterThan(0);
  }
});
