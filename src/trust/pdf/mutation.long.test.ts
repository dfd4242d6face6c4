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
  expect((await judgePdf(bytes)).verdict).toBe('valid');
  const { passed } = await mutate(
    bytes,
    [1, 2, 4, 8, 16, 32, 64, 128],
    async (mutated) => (await judgePdf(mutated)).verdict === 'valid',
    (offset) => bytes[offset] !== 0x30 || offset % 7 === 0,
  );
  const other = passed.filter(({ before, after }) => {
    const letters = String.fromCharCode(before, after);
    return !/^([a-f])\1$/i.test(letters);
  });
  expect(other).toEqual([]);
});
