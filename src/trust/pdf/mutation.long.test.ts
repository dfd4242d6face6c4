import { expect, test } from 'vitest';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import { mutate } from '#src/trust/mutation.test-support.js';
import { judgePdf } from '#src/trust/pdf.js';
import { addValidationData, sealPdf, timestampPdf } from '#src/trust/seal.js';
import { simpleObjects, writePdf } from './write.test-support.js';

const at = new Date('2026-11-24T09:00:00Z');

test('Every bit of a file with two signatures, validation data and an archive timestamp', async () => {
  const authority = await foundAuthority();
  const signer = await authority.issue('Yann Le Guirriec TEST');
  const stamps = await authority.timestamps(() => at);
  const once = await sealPdf(writePdf(simpleObjects()), { signer, at });
  const twice = await sealPdf(once, { signer, at, field: 'Contreseing' });
  const full = addValidationData(twice, { certificates: [authority.root], crls: [], ocsps: [] });
  const bytes = Buffer.from(await timestampPdf(full, stamps));
  const good = await judgePdf(bytes);
  expect(good.verdict).toBe('valid');
  const text = bytes.toString('latin1');
  const values = [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].map((match) => {
    const from = match.index + '/Contents <'.length;
    return [from, from + (match[1] ?? '').length] as const;
  });
  const { passed } = await mutate(
    bytes,
    [1, 2, 4, 8, 16, 32, 64, 128],
    async (mutated, { offset, before, after }) => {
      const verdict = await judgePdf(mutated);
      if (verdict.verdict !== 'valid') return false;
      const inside = values.some(([from, to]) => offset >= from && offset < to);
      const sameDigit =
        String.fromCharCode(before).toLowerCase() === String.fromCharCode(after).toLowerCase();
      const version = text.slice(offset - 5, offset) === '02010' || text.slice(offset - 4, offset) === '0201';
      // Outside what is signed: the case of a digit, the version of an envelope. The verdict must be the same.
      if (inside && (sameDigit || version)) expect(verdict).toEqual(good);
      return !inside || !(sameDigit || version);
    },
    (offset) => bytes[offset] !== 0x30 || offset % 7 === 0,
  );
  expect(passed).toEqual([]);
});
