import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePem } from '#src/trust/asn1/pem.js';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import { buildSignature } from '#src/trust/cms/build.js';
import { signatureObjects, signPdf, simpleObjects, writePdf } from '#src/trust/pdf/write.test-support.js';
import {
  enveloped,
  exclusive,
  signatureTemplate,
  signXml,
  transform,
  xades132,
} from '#src/trust/xml/sign.test-support.js';
import { registerTrustCommands } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'signature-commands-'));
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  const authority = await foundAuthority();
  const stranger = await foundAuthority('AC étrangère');
  const signer = await authority.issue('Nolwenn Le Test TEST');
  writeFileSync(file('ac.pem'), writePem('CERTIFICATE', authority.root));
  writeFileSync(file('autre.pem'), writePem('CERTIFICATE', stranger.root));
  writeFileSync(file('acte.txt'), 'Délibération');
  writeFileSync(file('acte.p7s'), await buildSignature({ signer, content: Buffer.from('Délibération') }));
  const references = [{ uri: '', transforms: enveloped + transform(exclusive) }];
  const signature = signatureTemplate({ signer, references, xades: xades132 });
  writeFileSync(file('acte.xml'), signXml(`<acte>${signature}</acte>`, signer));
  writeFileSync(file('acte.pdf'), await signPdf(writePdf(simpleObjects(signatureObjects())), signer));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cle(...args: string[]): Promise<{ lines: string[]; code: number; error: string }> {
  const lines: string[] = [];
  let error = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => (error += text) });
  registerTrustCommands(program, (line) => lines.push(line));
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.copyInheritedSettings(program);
  process.exitCode = 0;
  let code = 0;
  try {
    await program.parseAsync(['node', 'cle', 'trust', ...args]);
    code = Number(process.exitCode);
  } catch (thrown) {
    code = (thrown as { exitCode: number }).exitCode;
  }
  process.exitCode = 0;
  return { lines, code, error };
}

const at = ['--at', '2026-11-24T09:00:00Z'];

test.each([
  ['pdf', 'acte.pdf', 'whole'],
  ['cms', 'acte.p7s', 'whole'],
  ['xml', 'acte.xml', 'whole'],
])('« %s » answers in one shape, trust included', async (kind, name, coverage) => {
  const signed = {
    integrity: 'intact',
    coverage,
    changes: 'none',
    level: 'B-B',
    signer: 'Nolwenn Le Test TEST',
  };
  const own = await cle(kind, file(name), '--json', '--anchor', file('ac.pem'), ...at);
  expect(JSON.parse(own.lines[0] ?? '')).toMatchObject({
    file: file(name),
    verdict: 'valid',
    signatures: [{ ...signed, trust: 'trusted', reasons: [] }],
  });
  expect(own.code).toBe(0);
  const foreign = await cle(kind, file(name), '--json', '--anchor', file('autre.pem'), ...at);
  expect(JSON.parse(foreign.lines[0] ?? '')).toMatchObject({
    verdict: 'indeterminate',
    signatures: [{ ...signed, trust: 'untrusted', reasons: ['no-path'] }],
  });
  expect(foreign.code).toBe(1);
  const alone = await cle(kind, file(name));
  expect(alone.lines[0]).toContain(
    'valide\n  Nolwenn Le Test TEST (B-B)\u202f: intègre, signataire non jugé',
  );
});

test('A document that is not the one signed, a missing file and a date that is none are told', async () => {
  const other = await cle('cms', file('acte.p7s'), '--content', file('acte.xml'), '--json');
  expect(JSON.parse(other.lines[0] ?? '')).toMatchObject({
    verdict: 'invalid',
    reasons: ['content-differs'],
  });
  const missing = await cle('pdf', file('absent.pdf'));
  expect(missing).toMatchObject({ code: 2, lines: [] });
  expect(missing.error).toContain('introuvable');
  const date = await cle('xml', file('acte.xml'), '--at', 'demain');
  expect(date).toMatchObject({ code: 2 });
});
