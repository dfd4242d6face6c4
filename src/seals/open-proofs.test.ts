import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderOrderForm } from '#src/documents/order-form.js';
import { orderForm } from '#src/documents/order-form.specimen.js';
import { writePkcs12 } from '#src/simulator/authority/pkcs12.js';
import { createAuthority, type ServedAuthority, serveAuthority } from '#src/simulator/index.js';
import { judgePdf } from '#src/trust/index.js';
import { openProofs, type ProofSettings, SealRefused } from './open-proofs.js';

const now = new Date('2026-11-24T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'proofs-'));
const file = join(folder, 'cachet.p12');
let served: ServedAuthority;
let settings: ProofSettings;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  served = await serveAuthority(authority, { now: () => now });
  const { der, privateKey } = await authority.issue({
    holder: { givenName: 'Cachet', surname: 'Du Service' },
    body: { name: 'RENNES MÉTROPOLE', siret: '24350013900015' },
    email: 'cachet@exemple.fr',
    notBefore: now,
    years: 2,
  });
  if (!privateKey) throw new Error('no key');
  const chain = [der, authority.hierarchy.issuing.certificate];
  writeFileSync(file, writePkcs12(privateKey, chain, 'un mot de passe', 'Cachet'));
  settings = {
    production: false,
    seal: { file, password: 'un mot de passe' },
    timestampUrl: `${served.url}/horodatage`,
  };
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

test('the key of a PKCS#12 file and an authority over HTTP seal; without revocation data at hand, B-T', async () => {
  const { sealer } = await openProofs(settings);
  const { bytes, level } = await (sealer ?? expect.fail()).seal(await renderOrderForm(orderForm(), now), {
    field: 'Signature',
    reason: 'Signé en ligne',
    at: now,
  });
  expect(level).toBe('B-T');
  expect(await judgePdf(bytes)).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-T' }] });
});

test('an expired certificate seals nothing, and says so', async () => {
  const { sealer } = await openProofs(settings);
  const late = { field: 'Signature', reason: '', at: new Date('2029-01-01T00:00:00Z') };
  const form = await renderOrderForm(orderForm(), now);
  await expect((sealer ?? expect.fail()).seal(form, late)).rejects.toThrow(/certificat du cachet a pris fin/);
});

test('the journal alone may be timestamped', async () => {
  const proofs = await openProofs({ ...settings, seal: undefined });
  expect(proofs.sealer).toBeUndefined();
  expect(proofs.timestamps).toBeDefined();
});

test.each<[string, Partial<ProofSettings>, string, RegExp]>([
  ['a seal marked TEST', { production: true }, 'SEAL_P12', /marqué TEST/],
  ['a wrong password', { seal: { file, password: 'faux' } }, 'SEAL_PASSWORD', /ne s’ouvre pas/],
  ['no file', { seal: { file: `${file}.absent`, password: '' } }, 'SEAL_P12', /ne peut pas être lu/],
])('%s is refused at the start, with the variable to mend', async (_, change, variable, sentence) => {
  const refused = await openProofs({ ...settings, ...change }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SealRefused);
  expect(refused).toMatchObject({ variable, message: expect.stringMatching(sentence) });
});
