import { beforeAll, describe, expect, test } from 'vitest';
import { foundAuthority, type TestAuthority } from '#src/trust/authority.test-support.js';
import type { SigningKey } from '#src/trust/cms/build.js';
import { judgePdf, type PdfVerdict } from '#src/trust/pdf.js';
import {
  append,
  type Layout,
  signatureObjects,
  signatureSource,
  signPdf,
  simpleObjects,
  stream,
  writePdf,
} from './write.test-support.js';

let signer: SigningKey;
let authority: TestAuthority;

beforeAll(async () => {
  authority = await foundAuthority();
  signer = await authority.issue('Nolwenn Le Test TEST');
});

const certified = (level: number) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P ${level} /V /1.2 >> >>]`;
const locked = (fields: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [${fields}] /V /1.2 >> >>]`;

const look = (text: string) =>
  stream(
    `BT /F1 10 Tf 2 4 Td (${text}) Tj ET`,
    '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>',
  );
const field = (value: string, more = '') =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (ville) /V (${value}) /F 4 /Rect [72 600 272 620] /P 3 0 R /AP << /N 21 0 R >> ${more} >>`;

/** A signed form with a text field (20, its appearance 21) besides the signature. */
async function signedForm(entries = ''): Promise<Buffer> {
  const base = signatureObjects('', entries, '[7 0 R 20 0 R]');
  const objects = simpleObjects({
    ...base,
    3: (base[3] ?? '').replace('[7 0 R]', '[7 0 R 20 0 R]'),
    20: field('Rennes'),
    21: look('Rennes'),
  });
  return signPdf(writePdf(objects), signer);
}

async function afterUpdate(
  signed: Buffer,
  objects: Record<number, string>,
  options: Layout & { freed?: number[] } = {},
): Promise<PdfVerdict> {
  const more = new Map(Object.entries(objects).map(([number, source]) => [Number(number), source]));
  return judgePdf(append(signed, more, options));
}

const filling = { 20: field('Vannes'), 21: look('Vannes') };

describe('Filling the form after a signature', () => {
  test.each([
    ['', 'valid'],
    [certified(2), 'valid'],
    [certified(3), 'valid'],
    [certified(1), 'invalid'],
    [locked('(autre)'), 'valid'],
  ])('with « %s » is %s', async (entries, verdict) => {
    const answer = await afterUpdate(await signedForm(entries), filling);
    expect(answer).toMatchObject({
      verdict,
      signatures: [{ integrity: 'intact', coverage: 'earlier', changes: 'form' }],
    });
  });

  test('is forbidden to a locked field', async () => {
    const answer = await afterUpdate(await signedForm(locked('(ville)')), filling);
    expect(answer).toMatchObject({
      verdict: 'invalid',
      signatures: [{ changes: 'forbidden', reasons: ['locked-field-changed'] }],
    });
  });

  test('is never allowed to an order', async () => {
    const filled = append(
      await signedForm(certified(2)),
      new Map([
        [20, field('Vannes')],
        [21, look('Vannes')],
      ]),
    );
    const answer = await judgePdf(filled, { profile: 'order' });
    expect(answer).toMatchObject({ verdict: 'invalid', signatures: [{ changes: 'form' }] });
  });

  test('does not extend to where the field stands, its script or a shared appearance', async () => {
    const signed = await signedForm();
    for (const objects of [
      { 20: field('Rennes').replace('[72 600', '[0 0') },
      { 20: field('Rennes', '/AA << /F << /S /JavaScript /JS (x) >> >>') },
      { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' },
      { 20: field('Rennes').replace('/FT /Tx', '/FT /Btn') },
    ])
      expect(await afterUpdate(signed, objects)).toMatchObject({ verdict: 'invalid' });
  });
});

describe('After a signature', () => {
  let signed: Buffer;
  beforeAll(async () => {
    signed = await signedForm();
  });

  test('an update that changes nothing is no change', async () => {
    expect(
      await afterUpdate(signed, { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }),
    ).toMatchObject({
      verdict: 'valid',
      signatures: [{ coverage: 'earlier', changes: 'none' }],
    });
  });

  test('validation data may be added', async () => {
    const answer = await afterUpdate(signed, {
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /DSS 30 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >> >>',
      30: '<< /Type /DSS /Certs [31 0 R] /VRI << /ABCD << /Cert [31 0 R] >> >> >>',
      31: stream('x'),
    });
    expect(answer).toMatchObject({ verdict: 'valid', signatures: [{ changes: 'validation' }] });
  });

  test.each<[string, Record<number, string>, (Layout & { freed?: number[] })?]>([
    ['an object freed', {}, { freed: [4] }],
    ['content exchanged', { 4: stream('BT (300) Tj ET') }],
    [
      'a page gets another resource',
      { 3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [7 0 R 20 0 R] /Resources << >> >>' },
    ],
    [
      'an empty signature field',
      { 6: '<< /Fields [7 0 R 20 0 R 30 0 R] /SigFlags 3 >>', 30: '<< /FT /Sig /T (vide) >>' },
    ],
    [
      'a text field',
      { 6: '<< /Fields [7 0 R 20 0 R 30 0 R] /SigFlags 3 >>', 30: '<< /FT /Tx /T (autre) /V (x) >>' },
    ],
    ['a field taken away', { 6: '<< /Fields [7 0 R] /SigFlags 3 >>' }],
    ['a script of the form', { 6: '<< /Fields [7 0 R 20 0 R] /SigFlags 3 /XFA (x) >>' }],
    ['encryption announced', {}, { trailer: '/Encrypt << /Filter /Standard >>' }],
    ['the signature’s own dictionary', { 8: signatureSource('/Reason (x)') }],
    [
      'a catalog with a key twice',
      { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (fr) /Lang (br) >>' },
    ],
  ])('%s is forbidden', async (_, objects, options) => {
    const answer = await afterUpdate(signed, objects, options);
    expect(answer).toMatchObject({ verdict: 'invalid' });
  });

  test.each([
    ['a size that leaves objects out', '/Size 22 ', '/Size 3  '],
    ['an object moved to another generation', '4 0 obj', '4 1 obj'],
  ])('%s is forbidden', async (_, before, after) => {
    const content = simpleObjects().get(4) ?? '';
    const grown = append(signed, new Map([[4, content]])).toString('latin1');
    const added = grown.slice(signed.length);
    expect(added).toContain(before);
    const changed = added
      .replace(before, after)
      .replace('00000 n', before.includes('obj') ? '00001 n' : '00000 n');
    const answer = await judgePdf(Buffer.from(grown.slice(0, signed.length) + changed, 'latin1'));
    expect(answer).toMatchObject({ verdict: 'invalid', signatures: [{ changes: 'forbidden' }] });
  });

  test('an array that is both annotations and content may not grow', async () => {
    const base = signatureObjects();
    const double = simpleObjects({
      ...base,
      3: '<< /Type /Page /Parent 2 0 R /Contents 25 0 R /Annots 25 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      25: '[4 0 R]',
    });
    const victim = await signPdf(writePdf(double), signer);
    const answer = await afterUpdate(victim, {
      25: '[4 0 R 26 0 R]',
      26: stream('BT (300) Tj ET', '/FT /Sig /T (x)'),
    });
    expect(answer).toMatchObject({ verdict: 'invalid' });
  });

  test('a number that the signed content pointed at in vain may not be filled', async () => {
    const dangling = simpleObjects({
      ...signatureObjects(),
      3: '<< /Type /Page /Parent 2 0 R /Contents [4 0 R 40 0 R] /Annots [7 0 R] /Resources << /Font << /F1 5 0 R >> >> >>',
    });
    const victim = await signPdf(writePdf(dangling), signer);
    expect(await judgePdf(victim)).toMatchObject({ verdict: 'valid' });
    expect(await afterUpdate(victim, { 40: stream('BT (300) Tj ET') })).toMatchObject({ verdict: 'invalid' });
  });

  test('an empty signature field that was there may be signed', async () => {
    const base = signatureObjects('', '', '[7 0 R 30 0 R]');
    const waiting = (value: string) =>
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Contreseing) /F 132 /Rect [0 0 0 0] /P 3 0 R ${value} >>`;
    const objects = simpleObjects({
      ...base,
      3: (base[3] ?? '').replace('[7 0 R]', '[7 0 R 30 0 R]'),
      30: waiting(''),
    });
    const once = await signPdf(writePdf(objects), signer);
    const twice = append(
      once,
      new Map([
        [30, waiting('/V 31 0 R')],
        [31, signatureSource()],
      ]),
    );
    expect(await judgePdf(await signPdf(twice, signer))).toMatchObject({
      verdict: 'valid',
      signatures: [{ changes: 'signatures' }, { changes: 'none', coverage: 'whole' }],
    });
  });

  test('a certification that allows nothing excludes further signatures', async () => {
    const base = signatureObjects('', certified(1));
    const once = await signPdf(writePdf(simpleObjects(base)), signer);
    const twice = append(
      once,
      new Map([
        [6, '<< /Fields [7 0 R 30 0 R] /SigFlags 3 >>'],
        [30, '<< /FT /Sig /T (Contreseing) /V 31 0 R >>'],
        [31, signatureSource()],
      ]),
    );
    expect(await judgePdf(await signPdf(twice, signer))).toMatchObject({ verdict: 'invalid' });
  });
});
