import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasTool, secondOpinion } from '#src/simulator/trials/second-opinion.js';
import { asn1, der } from '#src/trust/index.js';
import { type Authority, createAuthority, type Issued } from './authority.js';
import { type ServedAuthority, serveAuthority } from './authority-server.js';

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
let authority: Authority;
let served: ServedAuthority;
let issued: Issued;

beforeAll(async () => {
  authority = await createAuthority({ name: 'AC de démonstration', now });
  served = await serveAuthority(authority, { now: () => now });
  issued = await authority.issue({
    holder: { givenName: 'Gwenaël', surname: 'Le Dû' },
    body: { name: 'COMMUNE DE RENNES', siret: '21350238800019' },
    email: 'gwenael.ledu@exemple.fr',
    notBefore: now,
    years: 3,
  });
});

afterAll(() => served.close());

async function post(path: string, body: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(`${served.url}/${path}`, { method: 'POST', body: Buffer.from(body) });
  return new Uint8Array(await response.arrayBuffer());
}

test('CRLs and certificates are served where the leaf says', async () => {
  const crl = await fetch(`${served.url}/deux-etoiles.crl`);
  expect(crl.headers.get('content-type')).toBe('application/pkix-crl');
  expect(new Uint8Array(await crl.arrayBuffer()).length).toBeGreaterThan(200);
  const certificate = new Uint8Array(await (await fetch(`${served.url}/deux-etoiles.cer`)).arrayBuffer());
  expect(Buffer.from(certificate).equals(authority.hierarchy.issuing.certificate)).toBe(true);
  expect((await fetch(`${served.url}/autre`)).status).toBe(404);
});

function ocsp(serial: string, nonce?: Uint8Array): Uint8Array {
  const { issuing } = authority.hierarchy;
  const bits = asn1.children(asn1.readDer(issuing.publicKey.export({ type: 'spki', format: 'der' })))[1];
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
  const id = der.sequence(
    der.sequence(der.oid('1.3.14.3.2.26'), der.nothing),
    der.octets(sha1(issuing.subject)),
    der.octets(sha1(asn1.toBits(bits as asn1.Der))),
    der.integer(Buffer.from(serial, 'hex')),
  );
  const extension = nonce
    ? [
        der.context(
          2,
          der.sequence(der.sequence(der.oid('1.3.6.1.5.5.7.48.1.2'), der.octets(der.octets(nonce)))),
        ),
      ]
    : [];
  return der.sequence(der.sequence(der.sequence(der.sequence(id)), ...extension));
}

test.skipIf(!hasTool('openssl'))(
  'openssl believes the OCSP responder: good, on hold, released, unknown',
  async () => {
    const ask = async (serial: string): Promise<string> =>
      secondOpinion(
        'openssl',
        {
          root: authority.rootPem,
          issuing: authority.issuingPem,
          leaf: issued.pem,
          answer: await post('ocsp', ocsp(serial, Buffer.from('0123456789abcdef'))),
        },
        'ocsp -respin {answer} -issuer {issuing} -cert {leaf} -CAfile {root} -verify_other {issuing} -resp_text -no_nonce',
      );
    const good = await ask(issued.serial);
    expect(good).toContain('Response verify OK');
    expect(good).toContain('Cert Status: good');
    authority.revoke(issued.serial, 'certificateHold', now);
    expect(await ask(issued.serial)).toContain('certificateHold');
    authority.release(issued.serial, now);
    expect(await ask(issued.serial)).toContain('Cert Status: good');
    expect(await ask('42')).toContain('Cert Status: unknown');
  },
);

test('a request that is none gets « malformedRequest », not silence', async () => {
  expect([...(await post('ocsp', Buffer.from('rien')))]).toEqual([0x30, 3, 0x0a, 1, 1]);
});

test.skipIf(!hasTool('openssl'))('openssl believes the timestamping unit', async () => {
  const data = 'Procès-verbal de remise';
  const imprint = der.sequence(
    der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing),
    der.octets(createHash('sha256').update(data).digest()),
  );
  const request = der.sequence(der.integer(1), imprint, der.integer(987654321n), der.boolean(true));
  const answer = await post('horodatage', request);
  const files = { root: authority.rootPem, issuing: authority.issuingPem, answer, request, data };
  expect(
    secondOpinion(
      'openssl',
      files,
      'ts -verify -in {answer} -queryfile {request} -CAfile {root} -untrusted {issuing}',
    ),
  ).toContain('Verification: OK');
  expect(secondOpinion('openssl', files, 'ts -reply -in {answer} -text')).toContain('Nonce: 0x3ADE68B1');
});

test('a digest that is too weak for a timestamp is refused by name', async () => {
  const imprint = der.sequence(der.sequence(der.oid('1.3.14.3.2.26')), der.octets(new Uint8Array(20)));
  const [status] = asn1.children(
    asn1.readDer(authority.timestamp(der.sequence(der.integer(1), imprint), now)),
  );
  const [value, failure] = asn1.children(status as asn1.Der);
  expect(asn1.toSmall(value as asn1.Der)).toBe(2);
  expect([...asn1.toFlags(failure as asn1.Der)]).toEqual([0]);
});
