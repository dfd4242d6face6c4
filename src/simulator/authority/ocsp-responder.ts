import { createHash } from 'node:crypto';
import { asn1, der } from '#src/trust/index.js';
import type { Signer } from './authority-keys.js';
import { extensions, publicKeyInfo, signed } from './certificate-builder.js';
import { revocationReasons, type StatusRegister } from './status.js';

const { tags } = asn1;
const nonceId = '1.3.6.1.5.5.7.48.1.2';
const lifetime = 12 * 3600 * 1000;
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

interface Responder {
  /** Who issued the certificates asked about. */
  readonly issuer: Signer;
  /** Its delegate, who signs the answers. */
  readonly delegate: Signer;
  readonly register: StatusRegister;
}

/** Answers an OCSPRequest (RFC 6960) as things stand at `at`; a nonce is repeated. */
export function respond(
  request: Uint8Array,
  { issuer, delegate, register }: Responder,
  at: Date,
): Uint8Array {
  let asked: ReturnType<typeof readRequest>;
  try {
    asked = readRequest(request);
  } catch {
    return der.sequence(der.integer(1, tags.enumerated)); // malformedRequest
  }
  const answers = asked.identifiers.map((id) =>
    der.sequence(
      asn1.raw(id),
      statusOf(id, issuer, register, at),
      der.generalizedTime(at),
      der.context(0, der.generalizedTime(new Date(at.getTime() + lifetime))),
    ),
  );
  const nonce = asked.nonce ? [der.context(1, extensions([{ id: nonceId, value: asked.nonce }]))] : [];
  const data = der.sequence(
    der.context(1, delegate.subject),
    der.generalizedTime(at),
    der.sequence(...answers),
    ...nonce,
  );
  const basic = signed(data, delegate.key, der.context(0, der.sequence(delegate.certificate)));
  return der.sequence(
    der.integer(0, tags.enumerated),
    der.context(0, der.sequence(der.oid('1.3.6.1.5.5.7.48.1.1'), der.octets(basic))),
  );
}

function readRequest(request: Uint8Array): { identifiers: asn1.Der[]; nonce: Uint8Array | undefined } {
  const [toBeSigned] = asn1.children(asn1.readDer(request, tags.sequence));
  const fields = asn1.children(asn1.expect(toBeSigned, tags.sequence));
  const list = fields.find(({ tag }) => tag === tags.sequence);
  const tail = fields.find(({ tag }) => tag === 0xa2);
  const nonce = tail && asn1.children(asn1.only(tail)).map((one) => asn1.children(one, tags.sequence));
  const value = nonce?.find(([id]) => id && asn1.toOid(id) === nonceId)?.at(-1);
  return {
    identifiers: asn1.children(asn1.expect(list, tags.sequence)).map((one) => {
      const [id] = asn1.children(one, tags.sequence);
      return asn1.expect(id, tags.sequence);
    }),
    nonce: value && asn1.content(value),
  };
}

/** CertStatus: good, revoked with time and reason, or unknown where the certificate is not ours. */
function statusOf(id: asn1.Der, issuer: Signer, register: StatusRegister, at: Date): Uint8Array {
  const [algorithm, name, key, serial] = asn1.children(id);
  const unknown = der.implicit(2, new Uint8Array());
  if (!algorithm || !name || !key || !serial) return unknown;
  const [algorithmId] = asn1.children(algorithm, tags.sequence);
  const digest = digests[algorithmId ? asn1.toOid(algorithmId) : ''];
  if (!digest) return unknown;
  const hash = (bytes: Uint8Array): Uint8Array => createHash(digest).update(bytes).digest();
  const [, bits] = asn1.children(asn1.readDer(publicKeyInfo(issuer.publicKey)));
  const isOurs =
    asn1.sameBytes(asn1.content(name), hash(issuer.subject)) &&
    bits !== undefined &&
    asn1.sameBytes(asn1.content(key), hash(asn1.toBits(bits)));
  const number = asn1.hex(asn1.content(serial)).toUpperCase().replace(/^00/, '');
  if (!isOurs || !register.knows(number)) return unknown;
  const revocation = register.revocation(number, at);
  if (!revocation) return der.implicit(0, new Uint8Array());
  const code = revocationReasons[revocation.reason];
  const reason = code === 0 ? [] : [der.context(0, der.integer(code, tags.enumerated))];
  return der.context(1, der.generalizedTime(revocation.at), ...reason);
}
