import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority, type Issued } from '#src/simulator/authority/authority.js';
import { simulatedPolicies } from '#src/simulator/authority/policies.js';
import { type ListedStatus, writeTrustedList } from '#src/simulator/authority/trusted-list.js';
import {
  matchCertificate,
  openTrustedList,
  type Qualification,
  qualificationIn,
  readCertificate,
  servicePurposes,
  serviceTypes,
} from '#src/trust/index.js';

const now = new Date('2026-11-24T08:00:00Z');
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const status = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
const granted: ListedStatus = {
  type: serviceTypes.qualifiedCertificates,
  status: `${status}granted`,
  since: day('2025-01-01'),
  purposes: [servicePurposes.signatures],
};
let authority: Authority;
let plain: Issued;
let qualified: Issued;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  const issue = (isQualified: boolean): Promise<Issued> =>
    authority.issue({
      holder: { givenName: 'Bleuenn', surname: 'Le Roux' },
      body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
      email: 'bleuenn.leroux@exemple.fr',
      notBefore: day('2026-01-10'),
      years: 3,
      qualified: isQualified,
    });
  [plain, qualified] = [await issue(false), await issue(true)];
});

function judge(leaf: Issued, statuses: readonly [ListedStatus, ...ListedStatus[]], at = now): Qualification {
  const { issuing, responder } = authority.hierarchy;
  const service = {
    provider: 'TEST Prestataire',
    name: 'Service',
    certificate: issuing.certificate,
    statuses,
  };
  const text = writeTrustedList(
    { version: 6, issued: day('2026-11-01'), nextUpdate: day('2027-04-01'), services: [service] },
    responder,
  );
  const list = openTrustedList(Buffer.from(text), [readCertificate(responder.certificate)], now);
  return qualificationIn(list, readCertificate(leaf.der), readCertificate(issuing.certificate), at);
}

test('a certificate that says so, of a service granted for signatures, is qualified on a qualified device', () => {
  expect(judge(qualified, [granted])).toEqual({ qualified: true, onQualifiedDevice: true });
});

test.each<[string, ListedStatus[]]>([
  ['for seals only', [{ ...granted, purposes: [servicePurposes.seals] }]],
  ['granted after the certificate was issued', [{ ...granted, since: day('2026-02-01') }]],
  ['withdrawn since', [{ ...granted, status: `${status}withdrawn`, since: day('2026-06-01') }, granted]],
  ['of another type', [{ ...granted, type: serviceTypes.certificates }]],
  [
    'that says these are not',
    [{ ...granted, qualifier: { name: 'NotQualified', policy: simulatedPolicies.qualified } }],
  ],
])('not where the service is %s', (_, statuses) => {
  expect(judge(qualified, statuses as [ListedStatus])).toEqual({
    qualified: false,
    onQualifiedDevice: false,
  });
});

test('a plain certificate is not, and no qualifier of another policy makes it so', () => {
  expect(judge(plain, [granted]).qualified).toBe(false);
  const other = { name: 'QCStatement', policy: simulatedPolicies.qualified };
  expect(judge(plain, [{ ...granted, qualifier: other }]).qualified).toBe(false);
});

test('a service may say that a policy has no qualified device', () => {
  const qualifier = { name: 'QCNoQSCD', policy: simulatedPolicies.qualified };
  expect(judge(qualified, [{ ...granted, qualifier }])).toEqual({
    qualified: true,
    onQualifiedDevice: false,
  });
});

test('the list’s word counts in the match with the order', () => {
  const order = {
    holder: { givenName: 'Bleuenn', surname: 'Le Roux' },
    body: { siren: '213502388' },
    purposes: ['signature'] as const,
    policies: [simulatedPolicies.qualified],
    qualified: true,
    demonstration: true,
  };
  const result = (qualification?: Qualification): string | undefined =>
    matchCertificate({
      certificate: readCertificate(qualified.der),
      order,
      at: now,
      ...(qualification ? { qualification } : {}),
    }).find(({ rule }) => rule === 'qualified')?.result;
  expect(result(judge(qualified, [granted]))).toBe('pass');
  expect(result(judge(qualified, [{ ...granted, purposes: [servicePurposes.seals] }]))).toBe('fail');
  expect(result({ qualified: undefined, onQualifiedDevice: undefined })).toBe('inconclusive');
  expect(result()).toBe('pass');
});
