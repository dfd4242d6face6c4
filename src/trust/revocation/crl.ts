import { createHash } from 'node:crypto';
import { isPem, readPem } from '#src/trust/asn1/pem.js';
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
  toBoolean,
  toFlags,
  toInteger,
  toSignature,
} from '#src/trust/asn1/read.js';
import { toTime } from '#src/trust/asn1/text.js';
import { type AlgorithmIdentifier, readAlgorithm } from '#src/trust/x509/algorithm.js';
import { type PointName, readPointName } from '#src/trust/x509/distribution-point.js';
import { duplicates, readExtensions } from '#src/trust/x509/extension.js';
import { type Name, readName } from '#src/trust/x509/name.js';

/** IssuingDistributionPoint (RFC 5280 §5.2.5): what a CRL speaks of. */
export interface IssuingPoint {
  readonly name: PointName | undefined;
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  readonly onlyAttributes: boolean;
  readonly reasons: ReadonlySet<number> | undefined;
  readonly indirect: boolean;
  readonly der: Uint8Array;
}

/** A certificate revocation list, read and not judged; its entries stay in the bytes until they are looked up. */
export interface Crl {
  readonly der: Uint8Array;
  readonly fingerprint: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signedAlgorithm: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The revokedCertificates element; absent when nothing is revoked. */
  readonly entries: Der | undefined;
  readonly number: bigint | undefined;
  /** BaseCRLNumber: what makes it a delta CRL. */
  readonly deltaBase: bigint | undefined;
  readonly point: IssuingPoint | undefined;
  /** Hexadecimal key identifier of the signer. */
  readonly authorityKeyId: string | undefined;
  /** Certificates that expired since then stay listed (ISO/IEC 9594-8 expiredCertsOnCRL). */
  readonly expiredSince: Date | undefined;
  /** Why nothing may be concluded from it: an unknown critical extension, a repeated one. */
  readonly unprocessable: string | undefined;
}

const known = new Set([
  '2.5.29.18',
  '2.5.29.20',
  '2.5.29.27',
  '2.5.29.28',
  '2.5.29.35',
  '2.5.29.46',
  '2.5.29.60',
]);

/** Reads the CRLs of a file: one in DER, or all those of a PEM file. Throws `MalformedDer` where there is none. */
export function readCrls(file: Uint8Array): Crl[] {
  if (!isPem(file)) return [readCrl(file)];
  const blocks = readPem(Buffer.from(file).toString('latin1')).filter(({ label }) => label === 'X509 CRL');
  if (blocks.length === 0) throw new MalformedDer('no CRL in the file');
  return blocks.map(({ der }) => readCrl(der));
}

/** Reads one CRL in DER; throws `MalformedDer` where the bytes are none. */
export function readCrl(bytes: Uint8Array): Crl {
  const [signed, outer, signature, ...more] = each(readDer(bytes, tags.sequence));
  if (!signed || !outer || !signature || more.length > 0) throw new MalformedDer('not a CRL');
  const fields = [...each(expect(signed, tags.sequence))];
  const versioned = fields[0]?.tag === tags.integer;
  if (versioned && toInteger(fields.shift() as Der) !== 1n) throw new MalformedDer('CRL of unknown version');
  const [algorithm, issuer, thisUpdate, ...rest] = fields;
  if (!algorithm || !issuer || !thisUpdate) throw new MalformedDer('not a CRL');
  const isTime = rest[0]?.tag === tags.utcTime || rest[0]?.tag === tags.generalizedTime;
  const nextUpdate = isTime ? rest.shift() : undefined;
  const entries = rest[0]?.tag === tags.sequence ? rest.shift() : undefined;
  const tail = rest.shift();
  if (rest.length > 0 || (tail && (tail.tag !== 0xa0 || !versioned)))
    throw new MalformedDer('bad end of a CRL');
  return {
    der: bytes,
    fingerprint: hex(createHash('sha256').update(bytes).digest()),
    signed: raw(signed),
    signature: toSignature(signature),
    signatureAlgorithm: readAlgorithm(outer),
    signedAlgorithm: readAlgorithm(algorithm),
    issuer: readName(issuer),
    thisUpdate: toTime(thisUpdate),
    nextUpdate: nextUpdate && toTime(nextUpdate),
    entries,
    ...readTail(tail),
  };
}

type Tail = Pick<Crl, 'number' | 'deltaBase' | 'point' | 'authorityKeyId' | 'expiredSince' | 'unprocessable'>;

function readTail(tail: Der | undefined): Tail {
  const extensions = tail ? readExtensions(only(tail)) : [];
  const value = (id: string): Der | undefined => {
    const found = extensions.find((one) => one.id === id);
    return found && readDer(found.value);
  };
  const unknown = extensions.find(({ id, critical }) => critical && !known.has(id));
  const [number, deltaBase, point, key, expired] = ['20', '27', '28', '35', '60'].map((arc) =>
    value(`2.5.29.${arc}`),
  );
  const keyId = key && [...each(key)].find((field) => field.tag === 0x80);
  return {
    number: number && toInteger(number),
    deltaBase: deltaBase && toInteger(deltaBase),
    point: point && readIssuingPoint(point),
    authorityKeyId: keyId && hex(content(keyId)),
    expiredSince: expired && toTime(expired),
    unprocessable: unknown
      ? `unknown critical extension ${unknown.id}`
      : duplicates(extensions).length > 0
        ? 'repeated extension'
        : undefined,
  };
}

function readIssuingPoint(der: Der): IssuingPoint {
  const fields = new Map([...each(expect(der, tags.sequence))].map((field) => [field.tag, field]));
  const flag = (tag: number): boolean => {
    const field = fields.get(tag);
    return field !== undefined && toBoolean({ ...field, tag: tags.boolean });
  };
  const [name, reasons] = [fields.get(0xa0), fields.get(0x83)];
  return {
    name: name && readPointName(name),
    onlyUsers: flag(0x81),
    onlyAuthorities: flag(0x82),
    reasons: reasons && toFlags(reasons, 0x83),
    indirect: flag(0x84),
    onlyAttributes: flag(0x85),
    der: raw(der),
  };
}
