import { beforeAll, describe, expect, test } from 'vitest';
import { foundAuthority } from '#src/trust/authority.test-support.js';
import type { SigningKey } from '#src/trust/cms/build.js';
import { mutate } from '#src/trust/mutation.test-support.js';
import { judgeXml } from '#src/trust/xml.js';
import {
  enveloped,
  exclusive,
  inclusive,
  type SignatureTemplate,
  signatureTemplate,
  signXml,
  transform,
  xades132,
} from './sign.test-support.js';

let signer: SigningKey;
let rsa: SigningKey;

beforeAll(async () => {
  const authority = await foundAuthority();
  signer = await authority.issue('Yann Le Guirriec TEST');
  rsa = await authority.issue('Maël Ploumarc’h TEST', 'rsa');
});

const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const filter2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const act = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<acte xmlns="urn:acte" xmlns:b="urn:b" Id="A1" xml:lang="fr">\n  <objet b:rang="2" Id="O1">Achat &amp; location d’un véhicule</objet><!-- note -->\n  <montant>12</montant>\n${inside}</acte>\n`;

function make(template: Omit<SignatureTemplate, 'signer'>, key: SigningKey = signer): Buffer {
  return Buffer.from(signXml(act(signatureTemplate({ ...template, signer: key })), key));
}

const good = { verdict: 'valid', signatures: [{ integrity: 'intact', signer: 'Yann Le Guirriec TEST' }] };

describe('An enveloped signature', () => {
  test.each([
    ['exclusive', enveloped + transform(exclusive)],
    ['inclusive', enveloped + transform(inclusive)],
    ['inclusive 1.1', enveloped + transform('http://www.w3.org/2006/12/xml-c14n11')],
    ['no canonicalisation named', enveloped],
    [
      'XPath: not under a signature',
      transform(xpath, '<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>'),
    ],
    [
      'XPath: enveloped spelt out',
      transform(
        xpath,
        '<ds:XPath>count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) &gt; count(ancestor-or-self::ds:Signature)</ds:XPath>',
      ),
    ],
    [
      'XPath Filter 2.0',
      transform(
        filter2,
        `<f:XPath xmlns:f="${filter2}" Filter="subtract">/descendant::ds:Signature</f:XPath>`,
      ),
    ],
  ])('of the whole document, %s', async (_, transforms) => {
    const file = make({ references: [{ uri: '', transforms }], xades: xades132 });
    const verdict = await judgeXml(file);
    expect(verdict).toMatchObject({
      ...good,
      signatures: [
        { coverage: 'whole', packaging: 'enveloped', level: 'B-B', xades: '1.3.2', integrity: 'intact' },
      ],
    });
    const [signed] = verdict.signatures[0]?.signed ?? [];
    expect(signed).toMatchObject({ uri: '', kind: 'document', path: '/acte' });
    expect(Buffer.from(signed?.octets ?? []).toString()).toContain('<montant>12</montant>');
    const forged = Buffer.from(file.toString().replace('<montant>12<', '<montant>9999<'));
    expect(await judgeXml(forged)).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reasons: ['digest-differs'] }],
    });
  });

  test('of one element says which, and covers no more', async () => {
    const file = make({ references: [{ uri: '#O1', transforms: transform(exclusive) }], xades: xades132 });
    expect(await judgeXml(file)).toMatchObject({
      ...good,
      signatures: [{ coverage: 'part', signed: [{ uri: '#O1', kind: 'element', path: '/acte/objet' }] }],
    });
    const elsewhere = Buffer.from(file.toString().replace('<montant>12<', '<montant>9999<'));
    expect(await judgeXml(elsewhere)).toMatchObject({ verdict: 'valid', signatures: [{ coverage: 'part' }] });
  });

  test('wrapped: the signed element moved away gains nothing', async () => {
    const file = make({
      references: [{ uri: '#O1', transforms: transform(exclusive) }],
      xades: xades132,
    }).toString();
    const signed = /<objet[\s\S]*?<\/objet>/.exec(file)?.[0] ?? '';
    const forged = signed.replace('Achat', 'Vente');
    const twice = file.replace(signed, forged + signed);
    expect(await judgeXml(Buffer.from(twice))).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reasons: ['identifier-twice'] }],
    });
    const moved = file
      .replace(signed, forged.replace('Id="O1"', 'Id="O2"'))
      .replace('<montant>', `<b:cache>${signed}</b:cache><montant>`);
    expect(await judgeXml(Buffer.from(moved))).toMatchObject({
      verdict: 'valid',
      signatures: [{ coverage: 'part', signed: [{ path: '/acte/cache/objet' }] }],
    });
  });
});

test('An enveloping signature carries what it signs', async () => {
  const object = '<ds:Object Id="D1"><facture xmlns="">82,00</facture></ds:Object>';
  const template = {
    references: [{ uri: '#D1', transforms: transform(exclusive) }],
    xades: xades132,
    object,
  };
  const file = Buffer.from(signXml(signatureTemplate({ ...template, signer }), signer));
  expect(await judgeXml(file)).toMatchObject({
    ...good,
    signatures: [{ packaging: 'enveloping', coverage: 'whole' }],
  });
});

test('A detached signature needs the document it signs', async () => {
  const content = Buffer.from('%PDF-1.7 …');
  const template = { references: [{ uri: 'acte.pdf' }], xades: xades132 };
  const file = Buffer.from(signXml(signatureTemplate({ ...template, signer }), signer, 'S1', content));
  expect(await judgeXml(file, { content })).toMatchObject({
    ...good,
    signatures: [{ packaging: 'detached', coverage: 'whole' }],
  });
  expect(await judgeXml(file, { content: Buffer.from('autre') })).toMatchObject({ verdict: 'invalid' });
  expect(await judgeXml(file)).toMatchObject({
    verdict: 'invalid',
    signatures: [{ reasons: ['content-missing'] }],
  });
});

test.each(['1.1.1', '1.2.2', '1.3.2'])('XAdES %s is understood, with an RSA key too', async (version) => {
  const xades = `http://uri.etsi.org/01903/v${version}#`;
  const file = make(
    { references: [{ uri: '', transforms: enveloped + transform(exclusive) }], xades, role: 'Maire' },
    rsa,
  );
  expect(await judgeXml(file)).toMatchObject({
    verdict: 'valid',
    signatures: [
      {
        xades: version,
        level: 'B-B',
        roles: ['Maire'],
        signer: 'Maël Ploumarc’h TEST',
        claimedTime: new Date('2026-11-24T09:00:00Z'),
      },
    ],
  });
});

test('Properties that are not signed, or name another certificate, break a signature', async () => {
  const template = { references: [{ uri: '', transforms: enveloped + transform(exclusive) }] };
  const plain = make(template).toString();
  const grafted = make({ ...template, xades: xades132 }).toString();
  const object = /<ds:Object>[\s\S]*<\/ds:Object>/.exec(grafted)?.[0] ?? '';
  expect(
    await judgeXml(Buffer.from(plain.replace('</ds:Signature>', `${object}</ds:Signature>`))),
  ).toMatchObject({
    verdict: 'invalid',
    signatures: [{ reasons: ['properties-not-signed'] }],
  });
  const other = signatureTemplate({ ...template, xades: xades132, signer: rsa });
  const own = `<ds:X509Certificate>${Buffer.from(signer.certificate).toString('base64')}<`;
  const mixed = signXml(
    act(other.replace(/<ds:X509Certificate>[^<]*</, own).replace('#rsa-sha256', '#ecdsa-sha256')),
    signer,
  );
  expect(await judgeXml(Buffer.from(mixed))).toMatchObject({
    signatures: [{ reasons: ['signing-certificate-differs'] }],
  });
});

test.each([
  ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'doctype-refused'],
  ['an entity', '<a>&x;</a>', 'entity-refused'],
  ['an attribute twice', '<a b="1" b="2"/>', 'attribute-twice'],
  ['an attribute twice by namespace', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', 'attribute-twice'],
  ['two roots', '<a/><b/>', 'not-well-formed'],
  ['a tag unclosed', '<a><b></a>', 'not-well-formed'],
  ['a prefix undeclared', '<p:a/>', 'namespace-missing'],
  ['10 000 levels', '<a>'.repeat(10_000), 'nested-too-deeply'],
])('%s makes a file unreadable', async (_, text, reason) => {
  expect(await judgeXml(Buffer.from(text))).toEqual({
    verdict: 'unreadable',
    signatures: [],
    helios: undefined,
    reasons: [reason],
  });
});

test('A file without signatures is unsigned', async () => {
  expect(await judgeXml(Buffer.from('<a/>'))).toMatchObject({ verdict: 'unsigned' });
});

describe('A PES v2 flow', () => {
  const policy = 'urn:oid:1.2.250.1.131.1.5.18.21.1.7';
  const slip = (id: string, inside = '') => `<Bordereau Id="${id}"><Montant V="12"/>é${inside}</Bordereau>`;
  const flow = (inside: string) =>
    `<?xml version="1.0" encoding="ISO-8859-1"?>\n<n:PES_Aller xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller" Id="F1"><PES_DepenseAller>${inside}</PES_DepenseAller></n:PES_Aller>`;
  const whole = (id: string, uri: string) =>
    signatureTemplate({
      signer,
      id,
      references: [{ uri, transforms: enveloped + transform(exclusive) }],
      xades: 'http://uri.etsi.org/01903/v1.2.2#',
      policy,
      role: 'Ordonnateur',
    });

  test('signed as a whole is said so', async () => {
    const file = flow(slip('B1')).replace('</n:PES_Aller>', `${whole('S1', '')}</n:PES_Aller>`);
    const verdict = await judgeXml(Buffer.from(signXml(file, signer), 'latin1'));
    expect(verdict).toMatchObject({
      verdict: 'valid',
      helios: { signedAt: 'flow', slips: 1, remarks: [] },
      signatures: [{ policy, roles: ['Ordonnateur'], xades: '1.2.2' }],
    });
  });

  test('signed by slip tells which slips are not', async () => {
    const both = flow(slip('B1', whole('S1', '#B1')) + slip('B2', whole('S2', '#B2')));
    const signed = signXml(signXml(both, signer, 'S1'), signer, 'S2');
    expect(await judgeXml(Buffer.from(signed, 'latin1'))).toMatchObject({
      verdict: 'valid',
      helios: { signedAt: 'slips', slips: 2, signedSlips: 2, remarks: [] },
    });
    const one = signXml(flow(slip('B1', whole('S1', '#B1')) + slip('B2')), signer);
    expect(await judgeXml(Buffer.from(one, 'latin1'))).toMatchObject({
      helios: { signedAt: 'slips', slips: 2, signedSlips: 1, remarks: ['slip-not-signed'] },
    });
  });
});

test('No byte of a XAdES signature can change and leave it valid with another content or signer', async () => {
  const file = make({
    references: [{ uri: '', transforms: enveloped + transform(exclusive) }],
    xades: xades132,
  });
  const original = await judgeXml(file);
  const classes = new Map<string, number>();
  const { passed, tried } = await mutate(file, [1, 4, 32], async (mutated, { offset, before, after }) => {
    const verdict = await judgeXml(mutated);
    if (verdict.verdict !== 'valid') return false;
    const same =
      JSON.stringify(verdict.signatures[0]?.signed) === JSON.stringify(original.signatures[0]?.signed) &&
      verdict.signatures[0]?.signer === original.signatures[0]?.signer;
    const reason = exception(
      file.toString('latin1'),
      offset,
      String.fromCharCode(before),
      String.fromCharCode(after),
    );
    classes.set(reason ?? 'none', (classes.get(reason ?? 'none') ?? 0) + 1);
    return !same || reason === undefined;
  });
  expect(passed).toEqual([]);
  expect(tried).toBe(file.length * 3);
  expect([...classes.keys()]).not.toContain('none');
}, 60_000);

/** Why a changed byte may leave a signature valid: none of these is part of what is signed. */
function exception(text: string, offset: number, before: string, after: string): string | undefined {
  const inComment = text.lastIndexOf('<!--', offset) > text.lastIndexOf('-->', offset - 1);
  if (inComment) return 'a comment, which the reference leaves out';
  const declaration = text.indexOf('?>');
  if (offset < declaration + 2) return 'the XML declaration';
  if (/\s/.test(before) && /\s/.test(after)) return 'white space in a tag or in base64';
  const signature = text.indexOf('<ds:Signature ');
  const value = text.indexOf('<ds:SignatureValue Id=', signature) + '<ds:SignatureValue '.length;
  if (offset >= value && offset < text.indexOf('>', value)) return 'an identifier that nothing refers to';
  if (offset > text.indexOf('</acte>')) return 'white space behind the root';
  return undefined;
}
