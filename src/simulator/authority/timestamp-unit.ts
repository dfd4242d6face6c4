import { createHash, randomBytes, sign } from 'node:crypto';
import { asn1, der } from '#src/trust/index.js';
import type { Signer } from './authority-keys.js';
import { signatureAlgorithm } from './certificate-builder.js';
import { simulatedPolicies } from './policies.js';

const { tags } = asn1;
const sha256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'));
const tokenInfo = '1.2.840.113549.1.9.16.1.4';
const digestSizes: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.2.1': 32,
  '2.16.840.1.101.3.4.2.2': 48,
  '2.16.840.1.101.3.4.2.3': 64,
};

interface TimestampRequest {
  readonly imprint: asn1.Der;
  readonly nonce: asn1.Der | undefined;
  readonly wantsCertificate: boolean;
}

/** PKIFailureInfo bits of RFC 3161 §2.4.2. */
const badAlgorithm = 0;
const badDataFormat = 5;
const unacceptedPolicy = 15;

/** Answers a TimeStampReq (RFC 3161) with a token dated `at`, or refuses it with the reason. */
export function timestamp(request: Uint8Array, unit: Signer, chain: Uint8Array[], at: Date): Uint8Array {
  let asked: TimestampRequest | number;
  try {
    asked = readRequest(request);
  } catch {
    asked = badDataFormat;
  }
  if (typeof asked === 'number') return der.sequence(der.sequence(der.integer(2), der.flags([asked])));
  return der.sequence(der.sequence(der.integer(0)), token(asked, unit, chain, at));
}

function readRequest(request: Uint8Array): TimestampRequest | number {
  const [version, imprint, ...rest] = asn1.children(asn1.readDer(request, tags.sequence));
  if (!version || asn1.toSmall(version) !== 1) return badDataFormat;
  const [algorithm, hash] = asn1.children(asn1.expect(imprint, tags.sequence));
  const [id] = asn1.children(asn1.expect(algorithm, tags.sequence));
  const size = digestSizes[id ? asn1.toOid(id) : ''];
  if (!size) return badAlgorithm;
  if (asn1.content(asn1.expect(hash, tags.octetString)).length !== size) return badDataFormat;
  const policy = rest.find(({ tag }) => tag === tags.oid);
  if (policy && asn1.toOid(policy) !== simulatedPolicies.timestamping) return unacceptedPolicy;
  const flag = rest.find(({ tag }) => tag === tags.boolean);
  return {
    imprint: asn1.expect(imprint, tags.sequence),
    nonce: rest.find(({ tag }) => tag === tags.integer),
    wantsCertificate: flag !== undefined && asn1.toBoolean(flag),
  };
}

/** ContentInfo of a SignedData over TSTInfo, with the attributes that RFC 3161 and RFC 5816 ask. */
function token(asked: TimestampRequest, unit: Signer, chain: Uint8Array[], at: Date): Uint8Array {
  const info = der.sequence(
    der.integer(1),
    der.oid(simulatedPolicies.timestamping),
    asn1.raw(asked.imprint),
    der.integer(randomBytes(12)),
    der.generalizedTime(at),
    der.sequence(der.integer(1)), // accuracy: one second
    ...(asked.nonce ? [asn1.raw(asked.nonce)] : []),
  );
  const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  const attribute = (type: string, value: Uint8Array): Uint8Array =>
    der.sequence(der.oid(type), der.setOf(value));
  const attributes = der.setOf(
    attribute('1.2.840.113549.1.9.3', der.oid(tokenInfo)),
    attribute('1.2.840.113549.1.9.5', der.time(at)),
    attribute('1.2.840.113549.1.9.4', der.octets(digest(info))),
    attribute(
      '1.2.840.113549.1.9.16.2.47',
      der.sequence(der.sequence(der.sequence(der.octets(digest(unit.certificate))))),
    ),
  );
  const signer = der.sequence(
    der.integer(1),
    issuerAndSerial(unit.certificate),
    sha256,
    retagged(attributes, 0xa0),
    signatureAlgorithm(unit.key),
    der.octets(sign('sha256', attributes, unit.key)),
  );
  const data = der.sequence(
    der.integer(3),
    der.setOf(sha256),
    der.sequence(der.oid(tokenInfo), der.context(0, der.octets(info))),
    ...(asked.wantsCertificate ? [retagged(der.setOf(unit.certificate, ...chain), 0xa0)] : []),
    der.setOf(signer),
  );
  return der.sequence(der.oid('1.2.840.113549.1.7.2'), der.context(0, data));
}

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [toBeSigned] = asn1.children(asn1.readDer(certificate));
  const [, serial, , issuer] = asn1.children(asn1.expect(toBeSigned, tags.sequence));
  return der.sequence(
    asn1.raw(asn1.expect(issuer, tags.sequence)),
    asn1.raw(asn1.expect(serial, tags.integer)),
  );
}

/** The same element under an IMPLICIT tag. */
function retagged(element: Uint8Array, tag: number): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), element.subarray(1)]);
}
