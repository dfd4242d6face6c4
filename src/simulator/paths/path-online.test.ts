import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority, type Issued } from '#src/simulator/authority/authority.js';
import { type ServedAuthority, serveAuthority } from '#src/simulator/authority/authority-server.js';
import {
  type FetchRules,
  guardedFetcher,
  type OnlineVerdict,
  readAnchors,
  readCertificate,
  readCrl,
  readOcspResponse,
  validatePath,
  validatePathOnline,
} from '#src/trust/index.js';

const founded = new Date('2026-11-24T08:00:00Z');
let now = founded;
let authority: Authority;
let served: ServedAuthority;
let rules: FetchRules;

/** An authority whose certificates carry the address it is really served at: founded twice, for the port. */
beforeAll(async () => {
  const first = await createAuthority({ name: 'AC de passage', now });
  served = await serveAuthority(first, { now: () => now });
  const baseUrl = served.url;
  await served.close();
  authority = await createAuthority({ name: 'AC de démonstration', now, baseUrl });
  served = await serveAuthority(authority, { port: Number(new URL(baseUrl).port), now: () => now });
  rules = { hosts: [new URL(baseUrl).host], allowPrivate: true };
});

afterAll(() => served.close());

async function issue(): Promise<Issued> {
  return authority.issue({
    holder: { givenName: 'Soizic', surname: 'Kermarrec' },
    body: { name: 'RENNES MÉTROPOLE', siret: '24350013900015' },
    email: 'soizic.kermarrec@exemple.fr',
    notBefore: founded,
    years: 3,
  });
}

async function judge(leaf: Issued, own: Partial<FetchRules> = {}): Promise<OnlineVerdict> {
  return validatePathOnline(
    { leaf: readCertificate(leaf.der), anchors: readAnchors(Buffer.from(authority.rootPem)), at: now },
    { fetcher: guardedFetcher({ ...rules, ...own }), strictNonce: true },
  );
}

test('a leaf alone becomes trusted: its issuer, the root’s CRL and its own OCSP answer are fetched', async () => {
  const verdict = await judge(await issue());
  expect(verdict).toMatchObject({ trust: 'trusted', reason: 'ok', notes: [] });
  expect(verdict.chain).toHaveLength(2);
  expect(verdict.revocation.map((one) => 'source' in one && one.source)).toEqual(['ocsp', 'crl']);
  expect(verdict.fetched.certificates).toHaveLength(1);
});

test('revoked and held certificates are found out, and released ones trusted again', async () => {
  const leaf = await issue();
  authority.revoke(leaf.serial, 'certificateHold', now);
  expect(await judge(leaf)).toMatchObject({ trust: 'untrusted', reason: 'on-hold' });
  authority.release(leaf.serial, now);
  expect(await judge(leaf)).toMatchObject({ trust: 'trusted' });
  authority.revoke(leaf.serial, 'keyCompromise', now);
  const verdict = await judge(leaf);
  expect(verdict).toMatchObject({ trust: 'untrusted', reason: 'revoked' });
  expect(verdict.sentence).toBe('Le certificat a été révoqué.');
  expect(verdict.revocation[0]).toMatchObject({ status: 'revoked', reason: 1, at: now });
});

test('an authority that may not be asked leaves the verdict undetermined, and says what it lacked', async () => {
  const leaf = await issue();
  const verdict = await validatePathOnline(
    {
      leaf: readCertificate(leaf.der),
      untrusted: [readCertificate(authority.hierarchy.issuing.certificate)],
      anchors: readAnchors(Buffer.from(authority.rootPem)),
      at: now,
    },
    { fetcher: guardedFetcher({ hosts: [] }) },
  );
  expect(verdict).toMatchObject({ trust: 'undetermined', reason: 'revocation-unknown' });
  expect(verdict.notes.join()).toContain('not among the hosts');
});

test('what is revoked later was good before, when a past time is judged with today’s data', async () => {
  const leaf = await issue();
  const later = new Date(now.getTime() + 48 * 3600 * 1000);
  authority.revoke(leaf.serial, 'superseded', later);
  now = new Date(later.getTime() + 1000);
  const data = {
    leaf: readCertificate(leaf.der),
    untrusted: [readCertificate(authority.hierarchy.issuing.certificate)],
    anchors: readAnchors(Buffer.from(authority.rootPem)),
    crls: [readCrl(authority.crl(now)), readCrl(authority.rootCrl(now))],
  };
  expect(validatePath({ ...data, at: founded, knownUntil: now })).toMatchObject({ reason: 'ok' });
  expect(validatePath({ ...data, at: now })).toMatchObject({ reason: 'revoked' });
  expect(validatePath({ ...data, at: founded })).toMatchObject({ reason: 'revocation-unknown' });
  now = founded;
});

test('an answer of somebody else’s responder, however fresh, says nothing', async () => {
  const leaf = await issue();
  const other = await createAuthority({ name: 'AC de démonstration', now });
  const crls = [readCrl(authority.rootCrl(now)), readCrl(other.crl(now))];
  const verdict = validatePath({
    leaf: readCertificate(leaf.der),
    untrusted: [other, authority].map(({ hierarchy }) => readCertificate(hierarchy.issuing.certificate)),
    anchors: readAnchors(Buffer.from(authority.rootPem)),
    crls,
    at: now,
  });
  expect(verdict).toMatchObject({ trust: 'undetermined', reason: 'revocation-unknown' });
  expect(() => readOcspResponse(Buffer.from([0x30, 3, 0x0a, 1, 6]))).toThrow('unauthorized');
});
