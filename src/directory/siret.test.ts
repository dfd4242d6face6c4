import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { presumedSiret, readSiren, readSiret } from './siret.js';

test.each([
  ['21350238800019', 'Rennes'],
  ['213 502 388 00019', 'spaced as printed'],
  ['213\u00a0502\u00a0388-00019', 'pasted with no-break spaces and a hyphen'],
])('%s is a SIRET: %s', (text) => {
  expect(readSiret(text)).toBe('21350238800019');
});

test.each(['35600000000048', '35600000009075'])(
  'La Poste’s %s passes by Luhn or by its own rule',
  (siret) => {
    expect(readSiret(siret)).toBe(siret);
  },
);

test.each([
  ['00000000000000', 'siret-checksum'],
  ['21350238800018', 'siret-checksum'],
  ['21350238900018', 'siret-checksum'],
  ['2135023880001', 'siret-length'],
  ['213502388', 'siret-length'],
  ['2135023880001O', 'not-digits'],
])('%s is refused: %s', (text, code) => {
  expect(readSiret(text)).toMatchObject({ refused: code });
});

test('a SIREN of zeros, a wrong key and a missing digit are refused, Rennes’s passes', () => {
  expect(readSiren('213 502 388')).toBe('213502388');
  expect(readSiren('000000000')).toMatchObject({ refused: 'siren-checksum' });
  expect(readSiren('213502389')).toMatchObject({ refused: 'siren-checksum' });
  expect(readSiren('21350238')).toMatchObject({ refused: 'siren-length' });
});

test('the presumed head office of known organisations', () => {
  expect(presumedSiret('213502388')).toBe('21350238800019');
  expect(presumedSiret('213503345')).toBe('21350334500018');
  expect(presumedSiret('243500139')).toBe('24350013900015');
  expect([1, 2, 3, 4, 5, 6].map((sequence) => presumedSiret('999999998', sequence).slice(9))).toEqual([
    '00019',
    '00027',
    '00035',
    '00043',
    '00050',
    '00068',
  ]);
});

test('one wrong digit never passes for another SIRET', () => {
  const position = fc.integer({ min: 9, max: 13 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      position,
      fc.integer({ min: 1, max: 9 }),
      (sequence, at, by) => {
        const siret = presumedSiret('213502388', sequence);
        expect(readSiret(siret)).toBe(siret);
        const digit = (Number(siret[at]) + by) % 10;
        expect(isRefusal(readSiret(siret.slice(0, at) + digit + siret.slice(at + 1)))).toBe(true);
      },
    ),
  );
});
