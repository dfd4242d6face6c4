import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { hasTool, secondOpinion } from '#src/simulator/trials/second-opinion.js';
import { writePem } from '#src/trust/index.js';
import { type Authority, createAuthority, type IssueRequest, restoreAuthority } from './authority.js';

const now = new Date('2026-11-24T08:00:00Z');
const request: IssueRequest = {
  holder: { givenName: 'Maëlle', surname: 'Le Gall' },
  body: { name: 'COMMUNE DE THORIGNÉ-FOUILLARD', siret: '21350334500018' },
  email: 'maelle.legall@exemple.fr',
  notBefore: new Date('2026-11-20T09:30:00Z'),
  years: 3,
};

test('a leaf carries the profile of RGS A4, marked TEST, for three years to the second', async () => {
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  const issued = await authority.issue(request);
  const read = new X509Certificate(issued.pem);
  expect(read.subject.split('\n')).toEqual([
    'C=FR',
    'O=COMMUNE DE THORIGNÉ-FOUILLARD',
    'OU=0002 21350334500018',
    'organizationIdentifier=NTRFR-21350334500018',
    'SN=TEST Le Gall',
    'GN=TEST Maëlle',
    'CN=TEST Maëlle Le Gall',
    `serialNumber=${issued.serial.slice(-12)}`,
  ]);
  expect(read.serialNumber).toBe(issued.serial);
  expect(issued.notAfter.toISOString()).toBe('2029-11-20T09:29:59.000Z');
  expect(read.validToDate).toEqual(issued.notAfter);
  expect(read.verify(new X509Certificate(authority.issuingPem).publicKey)).toBe(true);
  expect(new X509Certificate(authority.issuingPem).checkIssued(new X509Certificate(authority.rootPem))).toBe(
    true,
  );
});

test('a few hundred leaves take a few seconds at most', async () => {
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  const begun = process.cpuUsage();
  for (let i = 0; i < 300; i++) await authority.issue(request);
  expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
});

test('an authority that was stored goes on with its keys and what it revoked', async () => {
  const first = await createAuthority({ name: 'AC de démonstration', now });
  const issued = await first.issue(request);
  first.revoke(issued.serial, 'keyCompromise', now);
  const again = await restoreAuthority(JSON.parse(JSON.stringify(first.store())));
  expect(again.rootPem).toBe(first.rootPem);
  expect(again.register.revocation(issued.serial, now)?.reason).toBe('keyCompromise');
  const next = await again.issue(request);
  expect(new X509Certificate(next.pem).verify(new X509Certificate(first.issuingPem).publicKey)).toBe(true);
});

test('a hold may be released, a revocation never', async () => {
  const { register, ...authority } = await createAuthority({ name: 'AC de démonstration', now });
  expect(authority).toBeDefined();
  const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
  register.issued('AA');
  register.change('AA', 'certificateHold', at(0));
  register.change('AA', 'released', at(1));
  register.change('AA', 'superseded', at(2));
  register.change('AA', 'released', at(3));
  register.change('AA', 'keyCompromise', at(4));
  expect([-1, 0, 1, 5].map((minutes) => register.revocation('AA', at(minutes))?.reason)).toEqual([
    undefined,
    'certificateHold',
    undefined,
    'superseded',
  ]);
});

test('more than three years is refused', async () => {
  const authority = await createAuthority({ name: 'AC de démonstration', now });
  await expect(authority.issue({ ...request, years: 4 })).rejects.toThrow('1, 2 or 3 years');
});

function verify(authority: Authority, leaf: string): string {
  const crls = [authority.crl(now), authority.rootCrl(now)].map((crl) => writePem('X509 CRL', crl)).join('');
  return secondOpinion(
    'openssl',
    { root: authority.rootPem, issuing: authority.issuingPem, crls, leaf },
    `verify -x509_strict -crl_check_all -attime ${now.getTime() / 1000} -CAfile {root} -untrusted {issuing} -CRLfile {crls} {leaf}`,
  );
}

test.skipIf(!hasTool('openssl'))(
  'openssl agrees on certificates and CRLs: good before revocation, revoked after',
  async () => {
    const authority = await createAuthority({ name: 'AC de démonstration', now });
    const issued = await authority.issue(request);
    expect(verify(authority, issued.pem)).toContain('OK');
    authority.revoke(issued.serial, 'superseded', now);
    expect(verify(authority, issued.pem)).toContain('certificate revoked');
  },
);
