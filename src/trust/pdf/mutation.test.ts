import { expect, test } from 'vitest';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import { type Mutation, mutate } from '#src/trust/mutation.test-support.js';
import { judgePdf, type PdfVerdict } from '#src/trust/pdf.js';
import { sealPdf } from '#src/trust/seal.js';
import { simpleObjects, writePdf } from './write.test-support.js';

const at = new Date('2026-11-24T09:00:00Z');

/** A small file sealed with a timestamp, and where its signature value and padding stand. */
async function sealed(): Promise<{ bytes: Buffer; value: number; padding: number; end: number }> {
  const authority = await foundAuthority();
  const signer = await authority.issue('Yann Le Guirriec TEST');
  const stamps = await authority.timestamps(() => at);
  const bytes = Buffer.from(await sealPdf(writePdf(simpleObjects()), { signer, at, authority: stamps }));
  const value = bytes.indexOf('/Contents <', 0, 'latin1') + '/Contents <'.length;
  const end = bytes.indexOf('>', value, 'latin1');
  let padding = end;
  while (bytes[padding - 1] === 0x30) padding -= 1;
  return { bytes, value, padding, end };
}

/** Type of the unsigned attribute that carries the timestamp, in hexadecimal with its tag. */
const stampType = '060b2a864886f70d010910020e';

/**
 * The exceptions: hexadecimal digits may be written large or small, and an unsigned attribute whose type is
 * made unknown is not looked at any more. Neither touches what was signed or by whom.
 */
function isException(
  bytes: Buffer,
  { offset, before, after }: Mutation,
  value: number,
  end: number,
): boolean {
  if (offset < value || offset >= end) return false;
  const letter = String.fromCharCode(before).toLowerCase();
  if (letter === String.fromCharCode(after).toLowerCase() && /[a-f]/.test(letter)) return true;
  const type = bytes.indexOf(stampType, value, 'latin1');
  return offset >= type && offset < type + stampType.length;
}

test('No byte of a sealed PDF can change and leave it valid, but for the exceptions', async () => {
  const { bytes, value, padding, end } = await sealed();
  const good = await judgePdf(bytes);
  expect(good).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-T' }] });
  const remains = (verdict: PdfVerdict) => {
    expect(verdict.signatures).toHaveLength(1);
    expect(verdict.signatures[0]?.certificate).toEqual(good.signatures[0]?.certificate);
    expect(verdict.signatures[0]).toMatchObject({ integrity: 'intact', coverage: 'whole', changes: 'none' });
  };
  const wanted = (offset: number) => offset < padding || offset >= end || offset % 97 === 0;
  const { tried, passed } = await mutate(
    bytes,
    [0x01],
    async (mutated, mutation) => {
      const verdict = await judgePdf(mutated);
      if (verdict.verdict !== 'valid') return false;
      if (!isException(bytes, mutation, value, end)) return true;
      remains(verdict);
      return false;
    },
    wanted,
  );
  expect(passed).toEqual([]);
  expect(tried).toBeGreaterThan(3_000);
}, 180_000);

test('Hexadecimal digits in small or capital letters are the same signature', async () => {
  const { bytes, value, padding } = await sealed();
  const capital = Buffer.from(bytes);
  capital.write(bytes.toString('latin1', value, padding).toUpperCase(), value, 'latin1');
  expect(capital.equals(bytes)).toBe(false);
  expect(await judgePdf(capital)).toEqual(await judgePdf(bytes));
});

test('White space among the digits of a signature breaks it, even in its padding', async () => {
  const { bytes, value, end } = await sealed();
  for (const offset of [value, end - 2, end - 3]) {
    const spaced = Buffer.from(bytes);
    spaced[offset] = 0x20;
    expect(await judgePdf(spaced)).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reasons: ['contents-not-hexadecimal'] }],
    });
  }
});
