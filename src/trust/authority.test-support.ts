import 'reflect-metadata';
import { createHash, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { element, generalizedTime, integer, nothing, octets, oid, sequence } from '#src/trust/asn1/write.js';
import { buildSignature, type SigningKey } from './cms/build.js';
import { oids } from './cms/oids.js';
import type { TimestampAuthority } from './seal/timestamp-authority.js';

const { subtle } = webcrypto;
x509.cryptoProvider.set(webcrypto as never);

type KeyKind = 'ec' | 'rsa' | 'ed25519';

const algorithms: Readonly<Record<KeyKind, webcrypto.EcKeyGenParams & { hash: string }>> = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as never,
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  } as never,
  ed25519: { name: 'Ed25519' } as never,
};

/** A certification authority of the tests: real keys and certificates, in memory. */
export interface TestAuthority {
  /** DER. */
  readonly root: Uint8Array;
  issue(name: string, kind?: KeyKind): Promise<SigningKey>;
  /** A time-stamping authority whose clock is given. */
  timestamps(clock: () => Date): Promise<TimestampAuthority>;
}

const valid = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2029-01-01T00:00:00Z') };

/** Founds an authority. Keys are new each time. */
export async function foundAuthority(name = 'AC de test'): Promise<TestAuthority> {
  const keys = (await subtle.generateKey(algorithms.ec, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name},O=Essais,C=FR`,
    ...valid,
    signingAlgorithm: algorithms.ec,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const certify = async (
    subject: string,
    kind: KeyKind,
    extensions: x509.Extension[],
  ): Promise<SigningKey> => {
    const pair = (await subtle.generateKey(algorithms[kind], true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: `40${randomBytes(8).toString('hex')}`,
      subject: `CN=${subject},O=Essais,C=FR`,
      issuer: root.subject,
      ...valid,
      signingAlgorithm: algorithms.ec,
      publicKey: pair.publicKey,
      signingKey: keys.privateKey,
      extensions,
    });
    return {
      key: KeyObject.from(pair.privateKey),
      certificate: new Uint8Array(certificate.rawData),
      chain: [],
    };
  };
  return {
    root: new Uint8Array(root.rawData),
    issue: (subject, kind = 'ec') =>
      certify(subject, kind, [new x509.KeyUsagesExtension(x509.KeyUsageFlags.nonRepudiation, true)]),
    timestamps: async (clock) => {
      const signer = await certify('Horodatage de test', 'ec', [
        new x509.ExtendedKeyUsageExtension([oids.timeStamping], true),
      ]);
      return (data) => makeToken(signer, createHash('sha256').update(data).digest(), clock());
    },
  };
}

/** An RFC 3161 token over a SHA-256 imprint. */
async function makeToken(
  signer: SigningKey,
  imprint: Uint8Array,
  time: Date,
  nonce?: Uint8Array,
): Promise<Uint8Array> {
  const content = sequence(
    integer(1),
    oid('1.2.250.1.302.1.1.1'),
    sequence(sequence(oid(oids.sha256), nothing), octets(imprint)),
    integer(randomBytes(8)),
    generalizedTime(time),
    ...(nonce ? [element(0x02, nonce)] : []),
  );
  return buildSignature({ signer, contentType: oids.tstInfo, content });
}
