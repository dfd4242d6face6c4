import { beforeAll, describe, expect, test } from 'vitest';
import { foundAuthority, type TestAuthority } from '#src/trust/authority.test-support.js';
import type { SigningKey } from '#src/trust/cms/build.js';
import { judgePdf } from '#src/trust/pdf.js';
import { PdfFile } from './document.js';
import { Stream } from './objects.js';
import { append, signatureObjects, signPdf, simpleObjects, stream, writePdf } from './write.test-support.js';

let authority: TestAuthority;
let signer: SigningKey;

beforeAll(async () => {
  authority = await foundAuthority();
  signer = await authority.issue('Maël Ploumarc’h TEST');
});

describe.each([
  ['a classic table', { modern: false }],
  ['cross-reference and object streams', { modern: true }],
])('A file with %s', (_, layout) => {
  test('is read with all its revisions', () => {
    const first = writePdf(simpleObjects(), layout);
    const second = append(first, new Map([[4, stream('BT (autre) Tj ET')]]), layout);
    const file = PdfFile.open(second);
    const content = (index: number) => {
      const value = file.view(index).object(4);
      return value instanceof Stream ? Buffer.from(file.data(value, file.view(index))).toString() : '';
    };
    expect(file.sections).toHaveLength(2);
    expect(content(0)).toContain('autre');
    expect(content(1)).toContain('Bon de commande');
    expect([...file.problems]).toEqual([]);
  });

  test('keeps its signature valid, and another one may follow', async () => {
    const signed = await signPdf(writePdf(simpleObjects(signatureObjects()), layout), signer);
    expect(await judgePdf(signed)).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: 'intact', coverage: 'whole', changes: 'none', level: 'B-B' }],
    });
    const more = signatureObjects('', '', '[7 0 R 20 0 R]');
    const second = append(
      signed,
      new Map([
        [3, (more[3] ?? '').replace('[7 0 R]', '[7 0 R 20 0 R]')],
        [6, more[6] ?? ''],
        [20, (more[7] ?? '').replace('Signature1', 'Signature2').replace('8 0 R', '21 0 R')],
        [21, more[8] ?? ''],
      ]),
      layout,
    );
    expect(await judgePdf(await signPdf(second, signer))).toMatchObject({
      verdict: 'valid',
      signatures: [
        { coverage: 'earlier', changes: 'signatures' },
        { coverage: 'whole', changes: 'none' },
      ],
    });
  });
});

test('A broken cross-reference is repaired for reading, told, and never valid', async () => {
  const signed = await signPdf(writePdf(simpleObjects(signatureObjects())), signer);
  const at = signed.lastIndexOf('startxref');
  const damaged = Buffer.from(signed);
  damaged.write('startxref\n7', at, 'latin1');
  const verdict = await judgePdf(damaged);
  expect(verdict.verdict).toBe('invalid');
  expect(verdict.reasons).toContain('xref-repaired');
  const before = writePdf(simpleObjects(signatureObjects()));
  before.write('startxref\n7', before.lastIndexOf('startxref'), 'latin1');
  expect(await judgePdf(await signPdf(before, signer))).toMatchObject({ verdict: 'indeterminate' });
});

test('A file without signatures is unsigned, and what is no PDF is unreadable', async () => {
  expect(await judgePdf(writePdf(simpleObjects()))).toMatchObject({ verdict: 'unsigned', signatures: [] });
  expect(await judgePdf(Buffer.from('Bonjour'))).toMatchObject({
    verdict: 'unreadable',
    reasons: ['not-a-pdf'],
  });
  expect(await judgePdf(Buffer.alloc(0))).toMatchObject({ verdict: 'unreadable' });
});

describe('Trust in the signer', () => {
  const at = new Date('2026-11-24T09:00:00Z');
  test.each([
    ['trusted', 'valid'],
    ['untrusted', 'indeterminate'],
    ['undetermined', 'indeterminate'],
  ] as const)('that is %s makes the file %s', async (trust, verdict) => {
    const signed = await signPdf(writePdf(simpleObjects(signatureObjects())), signer);
    const judged: Date[] = [];
    const answer = await judgePdf(signed, {
      at,
      judgeSigner: async (certificate, _others, time, evidence) => {
        expect(Buffer.from(certificate)).toEqual(Buffer.from(signer.certificate));
        expect(evidence.purpose).toBe('signing');
        judged.push(time);
        return { trust, reasons: [] };
      },
    });
    expect(answer).toMatchObject({ verdict, signatures: [{ trust, signer: 'Maël Ploumarc’h TEST' }] });
    expect(judged).toEqual([at]);
  });
});
