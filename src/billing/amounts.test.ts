import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AmountLine, amountsOf, vatWords } from './amounts.js';

const line = (over: Partial<AmountLine> = {}): AmountLine => ({
  quantity: 1,
  unitPrice: 12_000,
  vatRegime: 'standard',
  vatPerMille: 200,
  ...over,
});

test('two certificates at 120 € cost 288 € with tax', () => {
  expect(amountsOf([line({ quantity: 2 })])).toEqual({
    nets: [24_000],
    vat: [{ regime: 'standard', perMille: 200, base: 24_000, amount: 4_800 }],
    totals: { net: 24_000, vat: 4_800, gross: 28_800 },
  });
});

test('an intervention outside the scope of VAT costs what it says', () => {
  const { vat, totals } = amountsOf([line({ unitPrice: 8_200, vatRegime: 'outside-scope', vatPerMille: 0 })]);
  expect(vat).toEqual([{ regime: 'outside-scope', perMille: 0, base: 8_200, amount: 0 }]);
  expect(totals).toEqual({ net: 8_200, vat: 0, gross: 8_200 });
});

test('half a cent of tax goes up, and is rounded once for each rate, not for each line', () => {
  // 5.5 % of 1.00 € is 5.5 cents; of two lines together, 11 cents and not 12.
  const small = line({ unitPrice: 100, vatPerMille: 55 });
  expect(amountsOf([small]).totals.vat).toBe(6);
  expect(amountsOf([small, small]).totals.vat).toBe(11);
});

const anyLine: fc.Arbitrary<AmountLine> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 500 }),
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
    taxed: fc.option(fc.constantFrom(21, 55, 100, 200)),
    other: fc.constantFrom('outside-scope' as const, 'exempt' as const),
  })
  .map(({ quantity, unitPrice, taxed, other }) => ({
    quantity,
    unitPrice,
    vatRegime: taxed === null ? other : 'standard',
    vatPerMille: taxed ?? 0,
  }));

test('sums hold together whatever the lines, in whole cents (EN 16931, BR-CO-10 to BR-CO-17)', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 40 }), (lines) => {
      const { nets, vat, totals } = amountsOf(lines);
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
      expect(totals.net).toBe(sum(nets));
      expect(totals.net).toBe(sum(vat.map(({ base }) => base)));
      expect(totals.vat).toBe(sum(vat.map(({ amount }) => amount)));
      expect(totals.gross).toBe(totals.net + totals.vat);
      for (const { base, perMille, amount, regime } of vat) {
        expect(Number.isSafeInteger(amount)).toBe(true);
        // at most half a cent away from the exact tax, and never below by half
        expect(amount * 1000 - base * perMille).toBeGreaterThan(-500);
        expect(amount * 1000 - base * perMille).toBeLessThanOrEqual(500);
        if (regime !== 'standard') expect(amount).toBe(0);
      }
      const keys = vat.map(({ regime, perMille }) => `${regime} ${perMille}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('the order of lines changes no sum', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
      const turned = amountsOf([...lines].reverse());
      expect(turned.totals).toEqual(amountsOf(lines).totals);
      expect(turned.vat).toEqual(amountsOf(lines).vat);
    }),
  );
});

test.each([1.5, -1, Number.NaN, 2 ** 60])('a quantity of %s is no amount', (quantity) => {
  expect(() => amountsOf([line({ quantity })])).toThrow(RangeError);
});

test('rates are printed as French invoices write them', () => {
  expect(vatWords('standard', 200)).toBe('20\u202f%');
  expect(vatWords('standard', 55)).toBe('5,5\u202f%');
  expect(vatWords('outside-scope', 0)).toBe('hors champ');
  expect(vatWords('exempt', 0)).toBe('exonéré');
});
