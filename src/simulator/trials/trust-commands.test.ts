import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '#src/simulator/authority/authority.js';
import { registerTrustCommands, writePem } from '#src/trust/index.js';

const now = new Date('2026-11-24T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'trust-commands-'));
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  const issued = await authority.issue({
    holder: { givenName: 'Erwan', surname: 'Tanguy' },
    body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
    email: 'erwan.tanguy@exemple.fr',
    notBefore: now,
    years: 2,
  });
  writeFileSync(file('feuille.pem'), issued.pem);
  writeFileSync(file('racine.pem'), authority.rootPem);
  writeFileSync(file('autorite.der'), authority.hierarchy.issuing.certificate);
  writeFileSync(file('racine.crl'), authority.rootCrl(now));
  writeFileSync(file('autorite.crl'), writePem('X509 CRL', authority.crl(now)));
  authority.revoke(issued.serial, 'superseded', now);
  writeFileSync(file('revoque.crl'), authority.crl(now));
  const at = now.getTime() / 1000;
  const line = (id: string, expected: string, crl: string): string =>
    [id, expected, 'racine.pem', 'autorite.der', 'feuille.pem', `racine.crl;${crl}`, at, '', ''].join('\t');
  const lines = ['# tableau', line('bon', 'valid', 'autorite.crl'), line('révoqué', '-', 'revoque.crl'), ''];
  writeFileSync(file('cas.tsv'), lines.join('\n'));
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

test('« certificate » says whom and what, readable and as JSON', async () => {
  const { lines } = await cle('certificate', file('feuille.pem'));
  expect(lines[0]).toContain('Prénom et nom\u202f: Erwan Tanguy');
  expect(lines[0]).toContain('Organisme\u202f: COMMUNE DE RENNES, 21350238800019');
  const { lines: json } = await cle('certificate', file('feuille.pem'), '--json');
  expect(JSON.parse(json[0] ?? '')).toMatchObject({
    key: 'EC P-256',
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    crlAddresses: ['http://ac.exemple.test/deux-etoiles.crl'],
    names: { surname: 'Tanguy', testMarks: { marked: 3, unmarked: 0 } },
  });
});

const path = (...crls: string[]): string[] => [
  ...[
    'path',
    '--leaf',
    file('feuille.pem'),
    '--untrusted',
    file('autorite.der'),
    '--anchor',
    file('racine.pem'),
  ],
  ...['--at', now.toISOString(), '--json', '--crl', file('racine.crl'), ...crls.map(file)],
];

test('« path » judges and says so by its exit code', async () => {
  const good = await cle(...path('autorite.crl'));
  expect([good.code, JSON.parse(good.lines[0] ?? '')]).toMatchObject([0, { trust: 'trusted', reason: 'ok' }]);
  const bad = await cle(...path('revoque.crl'));
  expect([bad.code, JSON.parse(bad.lines[0] ?? '')]).toMatchObject([
    1,
    { trust: 'untrusted', reason: 'revoked' },
  ]);
  const unknown = await cle(...path());
  expect([unknown.code, JSON.parse(unknown.lines[0] ?? '').trust]).toEqual([1, 'undetermined']);
});

test('« path --batch » prints a line for each case', async () => {
  const { lines, code } = await cle('path', '--batch', file('cas.tsv'));
  expect(lines).toEqual(['bon\tvalid\tok', 'révoqué\tinvalid\trevoked']);
  expect(code).toBe(0);
});

test('a file that is absent or something else is named in French, with exit code 2', async () => {
  expect(await cle('certificate', file('absent.pem'))).toMatchObject({
    code: 2,
    error: expect.stringContaining('est introuvable'),
  });
  expect(await cle('certificate', file('cas.tsv'))).toMatchObject({
    code: 2,
    error: expect.stringContaining('n’a pas la forme attendue'),
  });
});
