import { beforeAll, expect, test } from 'vitest';
import { changedBytes } from '#src/simulator/trials/mutations.js';
import { hasTool, secondOpinion } from '#src/simulator/trials/second-opinion.js';
import {
  anchorsOfList,
  openTrustedList,
  readCertificate,
  servicePurposes,
  serviceTypes,
  TrustedListRefused,
  validatePath,
  writePem,
} from '#src/trust/index.js';
import { type Authority, createAuthority, type Issued } from './authority.js';
import { type ListContent, writeTrustedList } from './trusted-list.js';

const now = new Date('2026-11-24T08:00:00Z');
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const granted = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';
const withdrawn = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn';
let authority: Authority;
let leaf: Issued;
let content: ListContent;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  leaf = await authority.issue({
    holder: { givenName: 'Loïc', surname: 'Le Cam' },
    body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
    email: 'loic.lecam@exemple.fr',
    notBefore: day('2026-01-10'),
    years: 3,
    qualified: true,
  });
  const { issuing, timestamping } = authority.hierarchy;
  content = {
    version: 6,
    issued: day('2026-11-01'),
    nextUpdate: day('2027-04-01'),
    services: [
      {
        provider: 'TEST Prestataire & Cie',
        name: 'Certificats qualifiés',
        certificate: issuing.certificate,
        statuses: [
          { type: serviceTypes.qualifiedCertificates, status: withdrawn, since: day('2026-06-01') },
          {
            type: serviceTypes.qualifiedCertificates,
            status: granted,
            since: day('2025-01-01'),
            purposes: [servicePurposes.signatures],
          },
        ],
      },
      {
        provider: 'TEST Prestataire & Cie',
        name: 'Horodatage',
        certificate: timestamping.certificate,
        statuses: [{ type: serviceTypes.qualifiedTimestamps, status: granted, since: day('2025-01-01') }],
      },
    ],
  };
});

const signer = (): { key: Authority['hierarchy']['responder']['key']; certificate: Uint8Array } =>
  authority.hierarchy.responder;
const open = (bytes: Uint8Array, at = now): ReturnType<typeof openTrustedList> =>
  openTrustedList(bytes, [readCertificate(signer().certificate)], at);
const written = (own: Partial<ListContent> = {}): Buffer =>
  Buffer.from(writeTrustedList({ ...content, ...own }, signer()));

test.each([5, 6] as const)('a list of version %i is read, and its services with their history', (version) => {
  const list = open(written({ version }));
  expect(list).toMatchObject({
    version,
    sequence: 7,
    territory: 'FR',
    operator: 'TEST Exploitant de la liste',
  });
  expect(list.services).toHaveLength(2);
  expect(list.services[0]).toMatchObject({
    provider: 'TEST Prestataire & Cie',
    name: 'Certificats qualifiés',
  });
  expect(list.services[0]?.periods).toMatchObject([
    { status: withdrawn, since: day('2026-06-01'), until: undefined },
    { status: granted, since: day('2025-01-01'), until: day('2026-06-01') },
  ]);
});

test('a service gives an anchor while its status lasts, for its type and purpose, and no longer', () => {
  const list = open(written());
  const anchors = (at: string, own: object = {}): string[] =>
    anchorsOfList(list, { types: [serviceTypes.qualifiedCertificates], at: day(at), ...own }).map(
      (one) => one.label,
    );
  expect(anchors('2026-03-01')).toEqual(['TEST Prestataire & Cie — Certificats qualifiés']);
  expect(anchors('2026-03-01', { purposes: [servicePurposes.signatures] })).toHaveLength(1);
  expect(anchors('2026-03-01', { purposes: [servicePurposes.seals] })).toEqual([]);
  expect(anchors('2026-03-01', { types: [serviceTypes.qualifiedTimestamps] })).toHaveLength(1);
  expect(anchors('2026-06-01')).toEqual([]);
  expect(anchors('2024-12-31')).toEqual([]);
});

test('paths end at the anchors of a list, at the time judged', () => {
  const list = open(written());
  const judge = (at: Date): string =>
    validatePath({
      leaf: readCertificate(leaf.der),
      anchors: anchorsOfList(list, { types: [serviceTypes.qualifiedCertificates], at: day('2026-03-01') }),
      at,
      revocation: 'not-asked',
    }).reason;
  expect(judge(day('2026-03-01'))).toBe('ok');
  expect(judge(day('2026-07-01'))).toBe('anchor-not-valid');
});

test.each<[string, () => Buffer, string, Date?]>([
  [
    'signed by somebody else',
    () => Buffer.from(writeTrustedList(content, authority.hierarchy.timestamping)),
    'signed by somebody',
  ],
  ['past its next update', () => written(), 'next update', day('2027-05-01')],
  ['of a version to come', () => written({ version: 7 as 6 }), 'list version 7'],
  [
    'without a signature',
    () =>
      Buffer.from(
        written()
          .toString()
          .replace(/<ds:Signature[\s\S]*ds:Signature>/, ''),
      ),
    'not one signature',
  ],
  [
    'with a service slipped in',
    () =>
      Buffer.from(
        written()
          .toString()
          .replace('<TrustServiceProvider>', '<TrustServiceProvider/><TrustServiceProvider>'),
      ),
    'digest-differs',
  ],
  [
    'with its signature moved deeper',
    () =>
      Buffer.from(
        written()
          .toString()
          .replace(/(<\/TrustServiceProviderList>)(<ds:Signature[\s\S]*ds:Signature>)/, '$2$1'),
      ),
    'not one signature',
  ],
  ['that is something else', () => Buffer.from('<a/>'), 'not a trusted list'],
  ['that is no XML', () => Buffer.from('TEST'), 'not XML'],
])('a list %s is refused', (_, make, why, at = now) => {
  expect(() => open(make(), at)).toThrow(TrustedListRefused);
  expect(() => open(make(), at)).toThrow(why);
});

test('no byte of a list can be changed after its XML declaration', () => {
  const whole = written();
  const opened = JSON.stringify(open(whole));
  const start = whole.indexOf('<TrustServiceStatusList');
  for (const { at, mutant } of changedBytes(whole, process.env.EVERY_BIT ? [1, 2, 4, 8, 16, 32, 64] : [1])) {
    if (at < start) continue;
    try {
      expect([at, JSON.stringify(open(mutant)) === opened]).toEqual([at, 'refused']);
    } catch (error) {
      if (!(error instanceof TrustedListRefused)) throw error;
    }
  }
});

test.skipIf(!hasTool('xmlsec1'))('xmlsec1, where present, believes the signature too', () => {
  const files = { list: written(), signer: writePem('CERTIFICATE', signer().certificate) };
  expect(secondOpinion('xmlsec1', files, '--verify --pubkey-cert-pem {signer} {list}')).toMatch(
    /OK|SUCCEED/i,
  );
});
