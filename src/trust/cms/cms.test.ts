import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writePem } from '#src/trust/asn1/pem.js';
import { foundAuthority, type TestAuthority } from '#src/trust/authority.test-support.js';
import { judgeCms } from '#src/trust/cms.js';
import { mutate } from '#src/trust/mutation.test-support.js';
import { attribute, buildSignature, type SigningKey } from './build.js';
import { oids } from './oids.js';

const document = Buffer.from('Délibération n° 2026-11-24 du conseil municipal');
const at = new Date('2026-11-24T09:00:00Z');
let authority: TestAuthority;
let signer: SigningKey;

beforeAll(async () => {
  authority = await foundAuthority();
  signer = await authority.issue('Maël Ploumarc’h TEST');
});

const hash = () => createHash('sha256').update(document).digest();

describe.each(['ec', 'rsa', 'ed25519'] as const)('With a key of kind %s', (kind) => {
  test('attached and detached, PEM and DER are judged alike', async () => {
    const key = await authority.issue('Yann Le Guirriec TEST', kind);
    const attached = await buildSignature({ signer: key, content: document });
    const digest = createHash(kind === 'ed25519' ? 'sha512' : 'sha256')
      .update(document)
      .digest();
    const detached = await buildSignature({ signer: key, digest });
    const good = {
      verdict: 'valid',
      signatures: [{ integrity: 'intact', level: 'B-B', signer: 'Yann Le Guirriec TEST' }],
    };
    expect(await judgeCms(attached)).toMatchObject({ ...good, packaging: 'attached' });
    expect(Buffer.from((await judgeCms(attached)).content ?? [])).toEqual(document);
    expect(await judgeCms(detached, { content: document })).toMatchObject({ ...good, packaging: 'detached' });
    expect(await judgeCms(Buffer.from(writePem('PKCS7', attached)))).toMatchObject(good);
    expect(await judgeCms(detached, { content: Buffer.from('autre') })).toMatchObject({ verdict: 'invalid' });
    expect(await judgeCms(attached, { content: Buffer.from('autre') })).toMatchObject({ verdict: 'invalid' });
  });
});

test('A detached signature without its document, or no signature at all, is unreadable', async () => {
  expect(await judgeCms(await buildSignature({ signer, digest: hash() }))).toMatchObject({
    verdict: 'unreadable',
    reasons: ['content-missing'],
  });
  expect(await judgeCms(document)).toMatchObject({ verdict: 'unreadable', reasons: ['not-a-signature'] });
  const signature = await buildSignature({ signer, content: document });
  expect(await judgeCms(Buffer.concat([signature, Buffer.from([0])]))).toMatchObject({
    verdict: 'unreadable',
  });
});

test('A timestamp is told, and proves the time at which the signer is judged', async () => {
  const stamps = await authority.timestamps(() => at);
  const signature = await buildSignature({
    signer,
    content: document,
    unsigned: async (value) => [attribute(oids.signatureTimestamp, await stamps(value))],
  });
  const judged: string[] = [];
  const verdict = await judgeCms(signature, {
    at: new Date('2028-01-01T00:00:00Z'),
    judgeSigner: async (_certificate, _others, time, { purpose, proven }) => {
      judged.push(`${purpose} ${time.toISOString()} ${proven}`);
      return { trust: 'trusted', reasons: [] };
    },
  });
  expect(verdict).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-T', provenTime: at }] });
  expect(judged).toEqual([
    'timestamping 2026-11-24T09:00:00.000Z false',
    'timestamping 2028-01-01T00:00:00.000Z false',
    'signing 2026-11-24T09:00:00.000Z true',
  ]);
});

test('No byte of a signature can change and leave it valid, but the version of its envelope', async () => {
  const bytes = await buildSignature({ signer, content: document });
  const { passed, tried } = await mutate(bytes, [1, 2, 4, 8, 16, 32, 64, 128], async (mutated) => {
    return (await judgeCms(mutated)).verdict === 'valid';
  });
  // The envelope's version is not signed, says nothing about the content, and signers disagree on it.
  const version = Buffer.from(bytes).indexOf(Buffer.from([0x02, 0x01, 0x01, 0x31]));
  expect(passed.map(({ offset, after }) => [offset, after])).toEqual([
    [version + 2, 3],
    [version + 2, 5],
  ]);
  for (const { offset, after } of passed) {
    const mutated = Buffer.from(bytes);
    mutated[offset] = after;
    expect(await judgeCms(mutated)).toEqual(await judgeCms(bytes));
  }
  expect(tried).toBe(bytes.length * 8);
}, 60_000);

const openssl = spawnSync('openssl', ['version']).status === 0;

describe.runIf(openssl)('With openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cms-'));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const run = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

  test('what it signs is read here, streamed in BER too', async () => {
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'k.pem',
      '-out',
      'c.pem',
      '-subj',
      '/CN=Essai',
    );
    file('d.txt', document);
    const common = ['-signer', 'c.pem', '-inkey', 'k.pem', '-in', 'd.txt', '-binary'];
    const der = run('cms', '-sign', '-cades', '-nodetach', '-outform', 'DER', ...common);
    const streamed = run('cms', '-sign', '-cades', '-nodetach', '-stream', '-outform', 'DER', ...common);
    const detached = run('cms', '-sign', '-cades', '-outform', 'PEM', ...common);
    const pss = run(
      'cms',
      '-sign',
      '-cades',
      '-nodetach',
      '-outform',
      'DER',
      ...common,
      '-keyopt',
      'rsa_padding_mode:pss',
    );
    for (const one of [der, streamed, pss]) {
      const verdict = await judgeCms(one);
      expect(verdict).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B', signer: 'Essai' }] });
      expect(Buffer.from(verdict.content ?? [])).toEqual(document);
    }
    expect(await judgeCms(detached, { content: document })).toMatchObject({ verdict: 'valid' });
    const old = run('cms', '-sign', '-md', 'sha1', '-nodetach', '-outform', 'DER', ...common);
    expect(await judgeCms(old)).toMatchObject({
      verdict: 'indeterminate',
      signatures: [{ integrity: 'intact', level: 'none' }],
    });
  });

  test('what is signed here is verified there', async () => {
    const attached = await buildSignature({ signer, content: document });
    file('root.pem', writePem('CERTIFICATE', authority.root));
    file('s.der', attached);
    const args = [
      'cms',
      '-verify',
      '-cades',
      '-inform',
      'DER',
      '-in',
      's.der',
      '-CAfile',
      'root.pem',
      '-purpose',
      'any',
    ];
    expect(run(...args)).toEqual(document);
    rmSync(folder, { recursive: true });
  });
});

test.skipIf(openssl)('openssl is absent: its second opinion was not asked', () => {});
