import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority, type IssueRequest } from '#src/simulator/authority/authority.js';
import { buildCertificate, distinguishedName } from '#src/simulator/authority/certificate-builder.js';
import { simulatedPolicies } from '#src/simulator/authority/policies.js';
import {
  type CertificateOrder,
  describeSubject,
  type MatchResult,
  matchCertificate,
  readCertificate,
  worstResult,
} from '#src/trust/index.js';

const now = new Date('2026-11-24T08:00:00Z');
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
});

const ordered: CertificateOrder = {
  holder: { givenName: 'Maëlle', surname: 'Le Gall' },
  body: { siren: '213503345', siret: '21350334500018' },
  purposes: ['authentication', 'signature'],
  policies: [simulatedPolicies.twoStars],
  qualified: false,
  demonstration: true,
};

async function match(
  own: Partial<IssueRequest> = {},
  order: Partial<CertificateOrder> = {},
  at = now,
): Promise<MatchResult[]> {
  const issued = await authority.issue({
    holder: { givenName: 'Maëlle', surname: 'Le Gall' },
    body: { name: 'COMMUNE DE THORIGNÉ-FOUILLARD', siret: '21350334500018' },
    email: 'maelle.legall@exemple.fr',
    notBefore: now,
    years: 3,
    ...own,
  });
  return matchCertificate({ certificate: readCertificate(issued.der), order: { ...ordered, ...order }, at });
}

const wrong = (results: MatchResult[]): string[] =>
  results.flatMap(({ rule, result }) => (result === 'pass' ? [] : [`${rule} ${result}`]));

test('the certificate that was ordered passes every rule, each with a sentence', async () => {
  const results = await match();
  expect(wrong(results)).toEqual([]);
  expect(results).toHaveLength(11);
  expect(results.every(({ sentence }) => /^[A-ZÀ-Ü].*\.$/.test(sentence))).toBe(true);
  expect(worstResult(results)).toBe('pass');
});

test.each<[string, Partial<IssueRequest>, Partial<CertificateOrder>, string[]]>([
  ['somebody else’s name', { holder: { givenName: 'Yann', surname: 'Le Gall' } }, {}, ['given-name fail']],
  [
    'a married name added',
    { holder: { givenName: 'Maëlle', surname: 'Le Gall-Riou' } },
    {},
    ['surname inconclusive'],
  ],
  ['another body', { body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' } }, {}, ['body fail']],
  [
    'another establishment',
    { body: { name: 'COMMUNE DE THORIGNÉ-FOUILLARD', siret: '21350334500026' } },
    {},
    ['body inconclusive'],
  ],
  ['a test certificate in production', {}, { demonstration: false }, ['test-mark fail']],
  ['a key that only authenticates', { usages: ['authentication'] }, {}, ['key-usage fail']],
  ['a key that only signs', { usages: ['signature'] }, {}, ['key-usage fail']],
  ['another product', {}, { policies: ['1.2.250.1.1'] }, ['policy fail']],
  ['a product without policy', {}, { policies: [] }, ['policy inconclusive']],
  ['a plain certificate for procurement', {}, { qualified: true }, ['qualified fail']],
  [
    'a qualified one for procurement',
    { qualified: true },
    { qualified: true, policies: [simulatedPolicies.qualified] },
    [],
  ],
  [
    'a short RSA key',
    { publicKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey },
    {},
    ['key-strength fail'],
  ],
])('%s is seen', async (_, own, order, expected) => {
  expect(wrong(await match(own, order))).toEqual(expected);
});

test('before and after its dates the certificate is not in force', async () => {
  expect(wrong(await match({}, {}, new Date('2026-11-24T07:59:59Z')))).toEqual(['in-force fail']);
  const late = await match({}, {}, new Date('2029-11-24T08:00:00Z'));
  expect(late.find(({ rule }) => rule === 'in-force')?.sentence).toContain('24\u00a0novembre\u00a02029');
});

test('the authority’s own certificate is no holder’s', () => {
  const certificate = readCertificate(authority.hierarchy.issuing.certificate);
  const results = matchCertificate({ certificate, order: ordered, at: now });
  expect(wrong(results)).toContain('end-entity fail');
  expect(wrong(results)).toContain('body inconclusive');
});

test.each([
  [[['2.5.4.11', '0002 213503345']], 'ou-siren', undefined],
  [[['2.5.4.11', '0002 21350334500018']], 'ou-siret', '21350334500018'],
  [[['2.5.4.97', 'NTRFR-213503345']], 'ntrfr', undefined],
  [[['2.5.4.97', 'SI:FR-21350334500018']], 'si-fr', '21350334500018'],
] as const)('the body is read from %j', (attributes, shape, siret) => {
  const { root } = authority.hierarchy;
  const der = buildCertificate(
    {
      serial: '01',
      issuer: root.subject,
      subject: distinguishedName(attributes),
      notBefore: now,
      notAfter: now,
      publicKey: root.publicKey,
      extensions: [],
    },
    root.key,
  );
  expect(describeSubject(readCertificate(der)).bodies).toEqual([{ shape, siren: '213503345', siret }]);
});
