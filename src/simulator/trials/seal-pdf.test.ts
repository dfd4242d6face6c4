import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderOrderForm } from '#src/documents/order-form.js';
import { orderForm } from '#src/documents/order-form.specimen.js';
import { type Authority, createAuthority, type Issued } from '#src/simulator/authority/authority.js';
import { type ServedAuthority, serveAuthority } from '#src/simulator/authority/authority-server.js';
import { readAnchors, readCertificate, readCrl, writePem } from '#src/trust/index.js';
import {
  addValidationData,
  httpAuthority,
  judgePdf,
  type PdfVerdict,
  readPkcs12,
  registerPdfCommand,
  type SigningKey,
  sealPdf,
  TimestampRefused,
  timestampPdf,
  trustIn,
} from '#src/trust/signatures.js';

const day = (text: string) => new Date(`2026-${text}T09:00:00Z`);
const signedOn = day('11-24');
let now = signedOn;
let authority: Authority;
let served: ServedAuthority;
let issued: Issued;
let signer: SigningKey;
let plain: Uint8Array;
let sealed: Uint8Array;
const folder = mkdtempSync(join(tmpdir(), 'seal-'));
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  served = await serveAuthority(authority, { now: () => now });
  issued = await issue();
  signer = signingKey(issued);
  plain = await renderOrderForm(orderForm(), signedOn);
  sealed = await sealPdf(plain, { signer, authority: stamps(), at: signedOn, reason: 'Bon pour commande' });
});

afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

function issue(): Promise<Issued> {
  return authority.issue({
    holder: { givenName: 'Soizic', surname: 'Kermarrec' },
    body: { name: 'RENNES MÉTROPOLE', siret: '24350013900015' },
    email: 'soizic.kermarrec@exemple.fr',
    notBefore: day('01-02'),
    years: 2,
  });
}

function signingKey({ der, privateKey }: Issued): SigningKey {
  if (!privateKey) throw new Error('The simulated authority kept the key');
  return { key: privateKey, certificate: der, chain: [authority.hierarchy.issuing.certificate] };
}

function stamps() {
  return httpAuthority({ address: `${served.url}/horodatage` });
}

function judge(bytes: Uint8Array, at: Date): Promise<PdfVerdict> {
  const crls = [readCrl(authority.rootCrl(at)), readCrl(authority.crl(at))];
  const anchors = readAnchors(Buffer.from(authority.rootPem));
  const untrusted = [readCertificate(authority.hierarchy.issuing.certificate)];
  return judgePdf(bytes, { at, judgeSigner: trustIn({ anchors, crls, untrusted, knownUntil: at }) });
}

test('A sealed order form is PAdES B-T, whole, and its signer trusted', async () => {
  expect(await judge(sealed, signedOn)).toMatchObject({
    verdict: 'valid',
    reasons: [],
    signatures: [
      {
        integrity: 'intact',
        coverage: 'whole',
        changes: 'none',
        level: 'B-T',
        trust: 'trusted',
        provenTime: signedOn,
      },
    ],
  });
});

test('Without a timestamp authority it is B-B; a countersignature leaves the first one valid', async () => {
  const simple = await sealPdf(plain, { signer, at: signedOn });
  expect(await judge(simple, signedOn)).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B' }] });
  const counter = signingKey(await issue());
  const both = await sealPdf(sealed, {
    signer: counter,
    authority: stamps(),
    at: signedOn,
    field: 'Contreseing',
  });
  expect(await judge(both, signedOn)).toMatchObject({
    verdict: 'valid',
    signatures: [
      { coverage: 'earlier', changes: 'signatures', trust: 'trusted' },
      { coverage: 'whole', changes: 'none', trust: 'trusted' },
    ],
  });
});

test('With validation data it is B-LT, with a document timestamp B-LTA', async () => {
  const { root, issuing } = authority.hierarchy;
  const lasting = addValidationData(sealed, {
    certificates: [root.certificate, issuing.certificate],
    crls: [authority.rootCrl(now), authority.crl(now)],
    ocsps: [],
  });
  expect(await judge(lasting, signedOn)).toMatchObject({
    verdict: 'valid',
    signatures: [{ level: 'B-LT', changes: 'validation' }],
  });
  const archived = await timestampPdf(lasting, stamps());
  const alone = await judgePdf(archived, {
    at: signedOn,
    judgeSigner: trustIn({ anchors: readAnchors(Buffer.from(authority.rootPem)), knownUntil: signedOn }),
  });
  expect(alone).toMatchObject({
    verdict: 'valid',
    signatures: [
      { level: 'B-LTA', changes: 'validation', trust: 'trusted' },
      { kind: 'timestamp', trust: 'trusted' },
    ],
  });
});

test('A revocation counts unless a timestamp proves an earlier signature', async () => {
  const other = await issue();
  const stamped = await sealPdf(plain, { signer: signingKey(other), authority: stamps(), at: signedOn });
  const bare = await sealPdf(plain, { signer: signingKey(other), at: signedOn });
  authority.revoke(other.serial, 'keyCompromise', day('11-26'));
  expect(await judge(stamped, day('11-27'))).toMatchObject({
    verdict: 'valid',
    signatures: [{ trust: 'trusted' }],
  });
  expect(await judge(bare, day('11-27'))).toMatchObject({
    verdict: 'indeterminate',
    signatures: [{ integrity: 'intact', trust: 'untrusted', reasons: ['revoked'] }],
  });
  now = day('11-28');
  const late = await sealPdf(plain, { signer: signingKey(other), authority: stamps(), at: now });
  now = signedOn;
  expect(await judge(late, day('11-29'))).toMatchObject({ verdict: 'indeterminate' });
});

test('An authority that is out of reach, refuses or answers nonsense is told apart from a seal', async () => {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/refus') response.writeHead(500).end();
    else response.end(request.url === '/bavard' ? Buffer.alloc(400_000) : Buffer.from('300302010230', 'hex'));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const address of [`${url}/refus`, `${url}/bavard`, `${url}/bruit`, 'http://127.0.0.1:1/'])
    await expect(
      sealPdf(plain, { signer, at: signedOn, authority: httpAuthority({ address }) }),
    ).rejects.toThrow(TimestampRefused);
  server.close();
});

describe('The command line', () => {
  async function cle(...args: string[]): Promise<{ lines: string[]; code: number }> {
    const lines: string[] = [];
    const program = new Command().exitOverride();
    registerPdfCommand(program.command('trust'), (line) => lines.push(line));
    process.exitCode = 0;
    await program.parseAsync(['node', 'cle', 'trust', 'pdf', ...args]);
    const code = Number(process.exitCode);
    process.exitCode = 0;
    return { lines, code };
  }

  test('gives a JSON line for each file, or French for people', async () => {
    writeFileSync(file('racine.pem'), authority.rootPem);
    writeFileSync(file('racine.crl'), authority.rootCrl(now));
    writeFileSync(file('autorite.crl'), authority.crl(now));
    writeFileSync(file('scelle.pdf'), sealed);
    writeFileSync(file('nu.pdf'), plain);
    const trust = ['--anchor', file('racine.pem'), '--crl', file('racine.crl'), file('autorite.crl')];
    const at = ['--at', signedOn.toISOString()];
    const { lines, code } = await cle(
      file('scelle.pdf'),
      file('nu.pdf'),
      '--json',
      '--profile',
      'order',
      ...trust,
      ...at,
    );
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        file: file('scelle.pdf'),
        verdict: 'valid',
        signatures: [
          {
            integrity: 'intact',
            coverage: 'whole',
            changes: 'none',
            level: 'B-T',
            trust: 'trusted',
            reasons: [],
          },
        ],
      },
      { verdict: 'unsigned', signatures: [] },
    ]);
    expect(code).toBe(1);
    const readable = await cle(file('scelle.pdf'));
    expect(readable.code).toBe(0);
    expect(readable.lines[0]).toContain('valide');
    expect(readable.lines[0]).toContain('TEST Soizic Kermarrec');
  });
});

const has = (tool: string, option: string) => spawnSync(tool, [option]).error === undefined;

describe.runIf(has('openssl', 'version'))('A PKCS#12 file of openssl', () => {
  const make = (name: string, ...options: string[]) =>
    execFileSync('openssl', [
      'pkcs12',
      '-export',
      '-out',
      file(name),
      '-inkey',
      file('k.pem'),
      '-in',
      file('c.pem'),
      '-certfile',
      file('ac.pem'),
      ...options,
    ]);

  test('gives the key, its certificate and the issuer', async () => {
    writeFileSync(file('k.pem'), signer.key.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(file('c.pem'), writePem('CERTIFICATE', issued.der));
    writeFileSync(file('ac.pem'), authority.issuingPem + authority.rootPem);
    make('cachet.p12', '-passout', 'pass:clé d’essai');
    const bytes = execFileSync('cat', [file('cachet.p12')]);
    const read = await readPkcs12(bytes, 'clé d’essai');
    expect(Buffer.from(read.certificate)).toEqual(Buffer.from(issued.der));
    expect(read.chain.map((one) => Buffer.from(one))).toEqual([
      Buffer.from(authority.hierarchy.issuing.certificate),
    ]);
    expect(await judge(await sealPdf(plain, { signer: read, at: signedOn }), signedOn)).toMatchObject({
      verdict: 'valid',
    });
    await expect(readPkcs12(bytes, 'faux')).rejects.toThrow();
  });
});

async function everySeal(): Promise<string[]> {
  const both = await sealPdf(sealed, { signer, authority: stamps(), at: signedOn, field: 'Contreseing' });
  const lasting = addValidationData(both, {
    certificates: [authority.hierarchy.root.certificate],
    crls: [],
    ocsps: [],
  });
  const archived = await timestampPdf(lasting, stamps());
  return Object.entries({ sealed, both, lasting, archived }).map(([name, bytes]) => {
    writeFileSync(file(`${name}.pdf`), bytes);
    return file(`${name}.pdf`);
  });
}

test.runIf(has('pdfsig', '-v'))('poppler’s pdfsig agrees', async () => {
  const [one, two] = await everySeal();
  const say = (path: string | undefined) =>
    spawnSync('pdfsig', ['-nocert', path ?? ''], { encoding: 'utf8' }).stdout;
  expect(say(one)).toContain('Total document signed');
  expect(say(one).match(/Signature is Valid/g)).toHaveLength(1);
  expect(say(two).match(/Signature is Valid/g)).toHaveLength(2);
});

test.runIf(has('qpdf', '--version'))('qpdf finds nothing to say', async () => {
  for (const path of await everySeal()) {
    const { status, stdout } = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    expect(stdout).toContain('No syntax or stream encoding errors');
    expect(status).toBe(0);
  }
});

const conformance = process.env.PDF_CONFORMANCE_CHECK;

test.runIf(conformance)(
  'Seal, countersignature and timestamp keep PDF/A-3a and PDF/UA-1',
  async () => {
    const files = await everySeal();
    for (const flavour of ['3a', 'ua1'])
      expect(
        spawnSync(conformance ?? '', [flavour, '-v', ...files], { encoding: 'utf8' }).stdout,
      ).not.toMatch(/FAIL|[1-9]\d* failed/);
  },
  120_000,
);
