import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePem } from '#src/trust/asn1/pem.js';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import type { SigningKey } from '#src/trust/cms/build.js';
import { judgeXml } from '#src/trust/xml.js';
import {
  enveloped,
  exclusive,
  inclusive,
  signatureTemplate,
  signXml,
  transform,
  xades132,
} from './sign.test-support.js';

const present = spawnSync('xmlsec1', ['--version']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let ec: SigningKey;
let rsa: SigningKey;
let root: string;

beforeAll(async () => {
  const authority = await foundAuthority();
  ec = await authority.issue('Essai TEST');
  rsa = await authority.issue('Essai TEST', 'rsa');
  root = file('root.pem', writePem('CERTIFICATE', authority.root));
});

afterAll(() => rmSync(folder, { recursive: true }));

const ids = ['--id-attr:Id', 'SignedProperties', '--id-attr:Id', 'partie', '--id-attr:Id', 'Object'];

/** Whether xmlsec1 verifies all these files, in one process. */
function verify(paths: readonly string[]): boolean {
  return spawnSync('xmlsec1', ['--verify', '--trusted-pem', root, ...ids, ...paths]).status === 0;
}

const c11 = 'http://www.w3.org/2006/12/xml-c14n11';
const filter2 = 'http://www.w3.org/2002/06/xmldsig-filter2';

/** Documents that make canonical forms differ where they are got wrong. */
const documents: Readonly<Record<string, string>> = {
  plain: '<a><partie Id="P1">texte</partie>@</a>',
  namespaces:
    '<a xmlns="urn:a" xmlns:u="urn:u" xmlns:v="urn:v"><b xmlns="" u:x="1" v:x="2" x="3"><partie Id="P1" xmlns="urn:a" xmlns:u="urn:u2"><u:c/><d xmlns:u="urn:u2"/></partie></b>@</a>',
  characters:
    '<a t="a&#9;b&#10;c&#13;d  e\n f" q=\'"&lt;&gt;&amp;\'>&#13;&lt;&gt;&amp;"é€\u{1F5DD}<![CDATA[<x>&y]]><partie Id="P1">a\r\nb</partie>@</a>',
  nodes:
    '<?xml version="1.0"?>\n<?avant pi?>\n<!-- avant -->\n<a>  <?dans  pi ?><!-- dans --><vide></vide><partie Id="P1"><!-- x --></partie>@</a>\n<!-- après -->\n<?apres?>\n',
  inherited:
    '<a xml:lang="fr" xml:space="preserve" xmlns:z="urn:z"><b xml:lang="br"><partie Id="P1"><c z:d="e"/></partie></b>@</a>',
};

const ways: readonly [string, string, string][] = [
  ['whole, exclusive', '', enveloped + transform(exclusive)],
  ['whole, inclusive', '', enveloped + transform(inclusive)],
  ['whole, inclusive 1.1', '', enveloped + transform(c11)],
  ['whole, with comments asked in vain', '', enveloped + transform(`${inclusive}#WithComments`)],
  ['part, exclusive', '#P1', transform(exclusive)],
  [
    'part, exclusive with prefixes',
    '#P1',
    transform(exclusive, `<e:InclusiveNamespaces xmlns:e="${exclusive}" PrefixList="u v z #default"/>`),
  ],
  ['part, inclusive', '#P1', transform(inclusive)],
  ['part, inclusive 1.1', '#P1', transform(c11)],
  ['part, comments kept', "#xpointer(id('P1'))", transform(`${exclusive}WithComments`)],
  [
    'XPath',
    '',
    transform(
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
      '<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>',
    ),
  ],
  [
    'XPath Filter 2.0',
    '',
    transform(
      filter2,
      `<f:XPath xmlns:f="${filter2}" Filter="subtract">/descendant::ds:Signature</f:XPath>`,
    ) + transform(exclusive),
  ],
];

describe.runIf(present)('xmlsec1 agrees', () => {
  const cases = Object.entries(documents).flatMap(([name, text]) =>
    ways.map((way) => [name, ...way, text] as const),
  );

  const made: string[] = [];

  test.each(cases)('on « %s », %s', async (name, way, uri, transforms, text) => {
    for (const canonicalization of [exclusive, inclusive]) {
      const signer = name === 'plain' ? rsa : ec;
      const template = signatureTemplate({
        signer,
        references: [{ uri, transforms }],
        canonicalization,
        xades: xades132,
      });
      const signed = signXml(text.replace('@', template), signer);
      expect(await judgeXml(Buffer.from(signed))).toMatchObject({
        verdict: 'valid',
        signatures: [{ integrity: 'intact' }],
      });
      made.push(file(`${made.length}.xml`, signed));
      const forged = signed.replace('Id="P1"', 'id2="" Id="P1"');
      expect(await judgeXml(Buffer.from(forged))).toMatchObject({ verdict: 'invalid' });
      if (way === 'whole, exclusive') expect(verify([file('f.xml', forged)])).toBe(false);
    }
  });

  test('on all these files', () => {
    expect(made).toHaveLength(cases.length * 2);
    expect(verify(made)).toBe(true);
  });

  test('on what it signs itself', async () => {
    const key = file('k.pem', `${rsa.key.export({ format: 'pem', type: 'pkcs8' })}`);
    const certificate = file('c.pem', writePem('CERTIFICATE', rsa.certificate));
    for (const [, uri, transforms] of ways) {
      const template = signatureTemplate({ signer: rsa, references: [{ uri, transforms }] });
      const unsigned = file('u.xml', (documents.namespaces ?? '').replace('@', template));
      const args = ['--sign', '--privkey-pem', `${key},${certificate}`, ...ids, unsigned];
      const { stdout, status } = spawnSync('xmlsec1', args);
      expect(status).toBe(0);
      expect(await judgeXml(stdout)).toMatchObject({
        verdict: 'valid',
        signatures: [{ integrity: 'intact' }],
      });
    }
  });
});

test.skipIf(present)('xmlsec1 is absent: its second opinion was not asked', () => {});
