import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '#src/simulator/authority/authority.js';
import {
  askStatus,
  describeCertificate,
  MalformedDer,
  readAnchors,
  readCertificate,
  readCertificates,
  readCrl,
  readOcspResponse,
  validatePath,
} from '#src/trust/index.js';
import { generator, mutate } from './mutations.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 10);
const now = new Date('2026-11-24T08:00:00Z');
let authority: Authority;
let seeds: Record<'certificate' | 'pem' | 'crl' | 'ocsp', Uint8Array[]>;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  const issue = (qualified: boolean): ReturnType<Authority['issue']> =>
    authority.issue({
      holder: { givenName: 'Tifenn', surname: 'Guéguen' },
      body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
      email: 'tifenn.gueguen@exemple.fr',
      notBefore: now,
      years: 1,
      qualified,
    });
  const [plain, qualified] = [await issue(false), await issue(true)];
  authority.revoke(plain.serial, 'keyCompromise', now);
  authority.revoke(qualified.serial, 'certificateHold', now);
  const issuer = readCertificate(authority.hierarchy.issuing.certificate);
  const ask = (leaf: Uint8Array): Uint8Array =>
    authority.ocsp(askStatus(readCertificate(leaf), issuer).request, now);
  seeds = {
    certificate: [plain.der, qualified.der, issuer.der, authority.hierarchy.root.certificate],
    pem: [Buffer.from(plain.pem + authority.issuingPem), Buffer.from(authority.rootPem)],
    crl: [authority.crl(now), authority.rootCrl(now)],
    ocsp: [ask(plain.der), ask(authority.hierarchy.timestamping.certificate)],
  };
});

/** Feeds variants for a while; anything thrown but « malformed », and anything slow, is a failure to play again. */
function fuzz(kind: keyof typeof seeds, feed: (bytes: Uint8Array) => void): void {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  const random = generator(seed);
  const all = Object.values(seeds).flat();
  const end = performance.now() + seconds * 1000;
  let rounds = 0;
  for (; performance.now() < end; rounds++) {
    const origin = seeds[kind][rounds % seeds[kind].length] as Uint8Array;
    const mutant = mutate(origin, all, random);
    const begun = process.cpuUsage();
    try {
      feed(mutant);
    } catch (error) {
      if (error instanceof MalformedDer) continue;
      const bytes = Buffer.from(mutant).toString('base64');
      throw new Error(`FUZZ_SEED=${seed}, round ${rounds}, ${kind} ${bytes}`, { cause: error });
    }
    // Of processor: on a busy machine, minutes may pass between two instructions.
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(2000);
  }
  console.info(`${kind}: ${rounds} variants`);
}

const longest = (seconds + 30) * 1000;

test('certificates', { timeout: longest }, () => {
  const anchors = readAnchors(Buffer.from(authority.rootPem));
  const intermediate = readCertificate(authority.hierarchy.issuing.certificate);
  fuzz('certificate', (bytes) => {
    const leaf = readCertificate(bytes);
    describeCertificate(leaf);
    const { trust } = validatePath({ leaf, untrusted: [intermediate], anchors, at: now });
    if (
      trust === 'trusted' &&
      !anchors.some(({ certificate }) => certificate.fingerprint === leaf.fingerprint)
    ) {
      throw new Error('trusted');
    }
  });
});

test('files of certificates', { timeout: longest }, () => {
  fuzz('pem', (bytes) => readCertificates(bytes));
});

test('revocation lists', { timeout: longest }, () => {
  const anchors = readAnchors(Buffer.from(authority.rootPem));
  const untrusted = [readCertificate(authority.hierarchy.issuing.certificate)];
  const leaf = readCertificate(seeds.certificate[0] as Uint8Array);
  const root = readCrl(authority.rootCrl(now));
  const judge = (data: object): void => {
    const { trust } = validatePath({ leaf, untrusted, anchors, crls: [root], at: now, ...data });
    if (trust === 'trusted') throw new Error('trusted although revoked');
  };
  fuzz('crl', (bytes) => judge({ crls: [root, readCrl(bytes)] }));
});

test('OCSP answers', { timeout: longest }, () => {
  const anchors = readAnchors(Buffer.from(authority.rootPem));
  const untrusted = [readCertificate(authority.hierarchy.issuing.certificate)];
  const leaf = readCertificate(seeds.certificate[0] as Uint8Array);
  fuzz('ocsp', (bytes) => {
    const ocsp = [readOcspResponse(bytes)];
    const { trust } = validatePath({
      leaf,
      untrusted,
      anchors,
      ocsp,
      crls: [readCrl(authority.rootCrl(now))],
      at: now,
    });
    if (trust === 'trusted') throw new Error('trusted although revoked');
  });
});
