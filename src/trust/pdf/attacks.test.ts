import { beforeAll, describe, expect, test } from 'vitest';
import { renderOrderForm } from '#src/documents/order-form.js';
import { orderForm } from '#src/documents/order-form.specimen.js';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import type { SigningKey } from '#src/trust/cms/build.js';
import { judgePdf } from '#src/trust/pdf.js';
import { sealPdf } from '#src/trust/seal.js';
import {
  type Attack,
  incrementalSaving,
  shadows,
  signatureWrapping,
  universalForgery,
} from './attacks.test-support.js';

const at = new Date('2026-11-24T09:00:00Z');
let plain: Buffer;
let signed: Buffer;
let countersigned: Buffer;
let signer: SigningKey;

beforeAll(async () => {
  const authority = await foundAuthority();
  signer = await authority.issue('Gwenaëlle Kerbellec TEST');
  plain = Buffer.from(await renderOrderForm(orderForm(), at));
  signed = Buffer.from(await sealPdf(plain, { signer, at }));
  countersigned = Buffer.from(await sealPdf(signed, { signer, at, field: 'Contreseing' }));
});

test('The order form signed once or twice is valid before it is attacked', async () => {
  expect(await judgePdf(signed, { profile: 'order' })).toMatchObject({ verdict: 'valid', reasons: [] });
  expect(await judgePdf(countersigned, { profile: 'order' })).toMatchObject({
    verdict: 'valid',
    reasons: [],
  });
});

describe.each<[string, readonly Attack[]]>([
  ['Incremental saving', incrementalSaving],
  ['Signature wrapping', signatureWrapping],
  ['Universal forgery', universalForgery],
])('%s', (_, attacks) => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    for (const victim of [signed, countersigned]) {
      const made = attack.make(victim);
      expect(made.equals(victim)).toBe(false);
      expect((await judgePdf(made)).verdict).toMatch(/^(invalid|unreadable)$/);
    }
  });
});

describe('Shadow', () => {
  test.each(shadows.map((shadow) => [shadow.name, shadow] as const))('%s', async (name, shadow) => {
    const prepared = Buffer.from(await sealPdf(shadow.prepare(plain), { signer, at }));
    const before = await judgePdf(prepared);
    const after = await judgePdf(shadow.reveal(prepared));
    expect(['invalid', 'indeterminate']).toContain(after.verdict);
    if (!name.includes('font')) {
      expect(before.verdict).toBe('indeterminate');
      expect(before.reasons.length).toBeGreaterThan(0);
    }
    expect((await judgePdf(shadow.reveal(prepared), { profile: 'order' })).verdict).toBe('invalid');
  });
});
