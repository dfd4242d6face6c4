import { number as figures } from '#src/platform/french/french.js';

/** S, O and E of EN 16931 (UNTDID 5305). */
export const vatCategories = { standard: 'S', 'outside-scope': 'O', exempt: 'E' } as const;
export type VatRegime = keyof typeof vatCategories;

export interface AmountLine {
  readonly quantity: number;
  /** Cents, excluding tax. */
  readonly unitPrice: number;
  readonly vatRegime: VatRegime;
  /** 200 is 20 %. */
  readonly vatPerMille: number;
}

/** One rate of one category: what it bears on, and the tax. */
export interface VatShare {
  readonly regime: VatRegime;
  readonly perMille: number;
  readonly base: number;
  readonly amount: number;
}

interface Amounts {
  /** Of each line, in its place. */
  readonly nets: readonly number[];
  readonly vat: readonly VatShare[];
  readonly totals: { readonly net: number; readonly vat: number; readonly gross: number };
}

/**
 * Sums of an invoice in whole cents, as EN 16931 has them: the net of lines (BR-CO-10), VAT for each category and
 * rate on the sum of its lines, rounded half up once (BR-CO-17), its sum (BR-CO-14), and the total (BR-CO-15).
 */
export function amountsOf(lines: readonly AmountLine[]): Amounts {
  const nets = lines.map((line) => whole(line.quantity) * whole(line.unitPrice));
  const shares = new Map<string, { regime: VatRegime; perMille: number; base: number }>();
  for (const [index, { vatRegime, vatPerMille }] of lines.entries()) {
    const key = `${vatCategories[vatRegime]}:${vatPerMille}`;
    const base = (shares.get(key)?.base ?? 0) + (nets[index] ?? 0);
    shares.set(key, { regime: vatRegime, perMille: vatPerMille, base });
  }
  const vat = [...shares.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, share]) => ({ ...share, amount: taxOn(share.base, share.perMille) }));
  const net = sum(nets);
  const tax = sum(vat.map(({ amount }) => amount));
  return { nets, vat, totals: { net: whole(net), vat: tax, gross: whole(net + tax) } };
}

/** Tax in cents, half a cent upwards; in big integers, where no sum is lost. */
function taxOn(base: number, perMille: number): number {
  return Number((BigInt(base) * BigInt(whole(perMille)) * 2n + 1000n) / 2000n);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole amount: ${value}`);
  return value;
}

/** As printed: « 20 % », « 5,5 % », « hors champ », « exonéré ». */
export function vatWords(regime: VatRegime, perMille: number): string {
  if (regime === 'outside-scope') return 'hors champ';
  if (regime === 'exempt') return 'exonéré';
  return `${figures(perMille / 10, perMille % 10 === 0 ? 0 : 1)}\u202f%`;
}
