import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority, type Issued } from '#src/simulator/authority/authority.js';
import {
  askStatus,
  MalformedDer,
  type PathInput,
  readAnchors,
  readCertificate,
  readCrl,
  readOcspResponse,
  validatePath,
} from '#src/trust/index.js';
import { changedBytes } from './mutations.js';

const now = new Date('2026-11-24T08:00:00Z');
/** One bit of each byte here; all of them in the long tests. */
const masks = process.env.EVERY_BIT ? [1, 2, 4, 8, 16, 32, 64, 128] : [0x01];
let authority: Authority;
let leaf: Issued;
let sound: PathInput;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  leaf = await authority.issue({
    holder: { givenName: 'Nolwenn', surname: 'Cadiou' },
    body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
    email: 'nolwenn.cadiou@exemple.fr',
    notBefore: now,
    years: 3,
    qualified: true,
  });
  sound = {
    leaf: readCertificate(leaf.der),
    untrusted: [readCertificate(authority.hierarchy.issuing.certificate)],
    anchors: readAnchors(Buffer.from(authority.rootPem)),
    crls: [readCrl(authority.crl(now)), readCrl(authority.rootCrl(now))],
    at: now,
  };
});

/** What a changed encoding is judged as: nothing where it is refused at reading. */
function judged(input: () => Partial<PathInput>): string {
  try {
    return validatePath({ ...sound, ...input() }).trust;
  } catch (error) {
    if (error instanceof MalformedDer) return 'unreadable';
    throw error;
  }
}

test('unchanged, the path is trusted', () => {
  expect(judged(() => ({}))).toBe('trusted');
});

test('a leaf of which any byte is changed is never trusted', () => {
  for (const { at, mutant } of changedBytes(leaf.der, masks)) {
    expect([at, judged(() => ({ leaf: readCertificate(mutant) }))]).not.toEqual([at, 'trusted']);
  }
});

test('nor is a path whose intermediate is changed', () => {
  for (const { at, mutant } of changedBytes(authority.hierarchy.issuing.certificate, masks)) {
    expect([at, judged(() => ({ untrusted: [readCertificate(mutant)] }))]).not.toEqual([at, 'trusted']);
  }
});

test('a CRL of which any byte is changed vouches for nothing', () => {
  const root = readCrl(authority.rootCrl(now));
  for (const { at, mutant } of changedBytes(authority.crl(now), masks)) {
    expect([at, judged(() => ({ crls: [root, readCrl(mutant)] }))]).not.toEqual([at, 'trusted']);
  }
});

test('an OCSP answer of which any byte is changed vouches for nothing', () => {
  const [certificate, issuer] = [sound.leaf, sound.untrusted?.[0]];
  if (!issuer) throw new Error('no issuer');
  const whole = authority.ocsp(askStatus(certificate, issuer).request, now);
  const root = readCrl(authority.rootCrl(now));
  const judge = (bytes: Uint8Array): string =>
    judged(() => ({ crls: [root], ocsp: [readOcspResponse(bytes)] }));
  expect(judge(whole)).toBe('trusted');
  for (const { at, mutant } of changedBytes(whole, masks)) {
    expect([at, judge(mutant)]).not.toEqual([at, 'trusted']);
  }
});
