import { createHash } from 'node:crypto';
import {
  content,
  type Der,
  each,
  expect,
  hex,
  MalformedDer,
  only,
  raw,
  readDer,
  tags,
  toOid,
  toSignature,
  toSmall,
} from '#src/trust/asn1/read.js';
import { toPreciseTime } from '#src/trust/asn1/text.js';
import { type Certificate, readCertificate } from '#src/trust/certificate.js';
import { type AlgorithmIdentifier, digestNames, readAlgorithm } from '#src/trust/x509/algorithm.js';
import { type Extension, readExtensions } from '#src/trust/x509/extension.js';
import { readName } from '#src/trust/x509/name.js';

/** What a responder says of one certificate (RFC 6960 §4.2.1). */
export interface OcspAnswer {
  readonly digest: string;
  /** Hexadecimal. */
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialOctets: Uint8Array;
  readonly status: 'good' | 'unknown' | { readonly revokedAt: Date; readonly reason: number };
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The responder keeps answers about certificates that expired since then. */
  readonly archiveCutoff: Date | undefined;
}

/** A basic OCSP response, read and not judged. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly fingerprint: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Folded name, or hexadecimal SHA-1 of the key. */
  readonly responder: { readonly name: string } | { readonly keyHash: string };
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  readonly nonce: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly unprocessable: string | undefined;
}

const basic = '1.3.6.1.5.5.7.48.1.1';
const nonceId = '1.3.6.1.5.5.7.48.1.2';
const archiveCutoffId = '1.3.6.1.5.5.7.48.1.6';
const refusals = ['', 'malformedRequest', 'internalError', 'tryLater', '', 'sigRequired', 'unauthorized'];

/** Reads an OCSPResponse, or a BasicOCSPResponse standing alone; throws `MalformedDer` otherwise. */
export function readOcspResponse(bytes: Uint8Array): OcspResponse {
  const outer = readDer(bytes, tags.sequence);
  const [first, second, ...more] = each(outer);
  if (first?.tag !== tags.enumerated) return readBasic(bytes);
  if (more.length > 0) throw new MalformedDer('bad end of an OCSP response');
  const status = toSmall(first, tags.enumerated);
  if (status !== 0) throw new MalformedDer(`responder answered ${refusals[status] || status}`);
  const [type, value, ...rest] = each(expect(only(expect(second, 0xa0)), tags.sequence));
  if (!type || toOid(type) !== basic || !value || rest.length > 0)
    throw new MalformedDer('OCSP response of unknown type');
  return readBasic(content(expect(value, tags.octetString)));
}

function readBasic(bytes: Uint8Array): OcspResponse {
  const [signed, algorithm, signature, bag, ...more] = each(readDer(bytes, tags.sequence));
  if (!signed || !algorithm || !signature || more.length > 0) throw new MalformedDer('not an OCSP response');
  const fields = [...each(expect(signed, tags.sequence))];
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [responder, producedAt, answers, tail] = fields;
  if (!responder || !producedAt || !answers) throw new MalformedDer('not an OCSP response');
  const extensions = tail ? readExtensions(only(expect(tail, 0xa1))) : [];
  const nonce = extensions.find(({ id }) => id === nonceId);
  const singles = [...each(expect(answers, tags.sequence))].map(readAnswer);
  const all = [...extensions, ...singles.flatMap((one) => one.extensions)];
  const unknown = all.find(({ id, critical }) => critical && id !== nonceId && id !== archiveCutoffId);
  return {
    der: bytes,
    fingerprint: hex(createHash('sha256').update(bytes).digest()),
    signed: raw(signed),
    signature: toSignature(signature),
    signatureAlgorithm: readAlgorithm(algorithm),
    responder:
      responder.tag === 0xa1
        ? { name: readName(only(responder)).key }
        : { keyHash: hex(content(only(expect(responder, 0xa2)))) },
    producedAt: toPreciseTime(producedAt),
    answers: singles.map(({ answer }) => answer),
    nonce: nonce && content(readDer(nonce.value, tags.octetString)),
    certificates: bag
      ? [...each(expect(only(expect(bag, 0xa0)), tags.sequence))].flatMap(readableCertificate)
      : [],
    unprocessable: unknown && `unknown critical extension ${unknown.id}`,
  };
}

function readAnswer(der: Der): { answer: OcspAnswer; extensions: Extension[] } {
  const [id, status, thisUpdate, ...rest] = each(expect(der, tags.sequence));
  if (!id || !status || !thisUpdate) throw new MalformedDer('not an OCSP answer');
  const [algorithm, name, key, serial] = each(expect(id, tags.sequence));
  if (!algorithm || !name || !key || !serial) throw new MalformedDer('not an OCSP certificate identifier');
  const nextUpdate = rest.find(({ tag }) => tag === 0xa0);
  const tail = rest.find(({ tag }) => tag === 0xa1);
  const extensions = tail ? readExtensions(only(tail)) : [];
  const cutoff = extensions.find((one) => one.id === archiveCutoffId);
  const answer = {
    digest: digestNames[readAlgorithm(algorithm).id] ?? 'unknown',
    issuerNameHash: hex(content(name)),
    issuerKeyHash: hex(content(key)),
    serialOctets: content(expect(serial, tags.integer)),
    status: readStatus(status),
    thisUpdate: toPreciseTime(thisUpdate),
    nextUpdate: nextUpdate && toPreciseTime(only(nextUpdate)),
    archiveCutoff: cutoff && toPreciseTime(readDer(cutoff.value)),
  };
  return { answer, extensions };
}

function readStatus(der: Der): OcspAnswer['status'] {
  if (der.tag === 0x80) return 'good';
  if (der.tag === 0x82) return 'unknown';
  const [at, reason] = each(expect(der, 0xa1));
  if (!at) throw new MalformedDer('revocation without a time');
  return { revokedAt: toPreciseTime(at), reason: reason ? toSmall(only(reason), tags.enumerated) : 0 };
}

/** Certificates sent along only help: one that can't be read is left out. */
function readableCertificate(der: Der): Certificate[] {
  try {
    return [readCertificate(raw(der))];
  } catch {
    return [];
  }
}
