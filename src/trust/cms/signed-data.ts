import {
  children,
  type Der,
  expect,
  MalformedDer,
  only as onlyInside,
  raw,
  readBerElement,
  tags,
  toOctets,
  toOid,
  toSmall,
} from '#src/trust/asn1/read.js';
import { type Certificate, readCertificate } from '#src/trust/certificate.js';
import { oids } from './oids.js';

/** One signer of a SignedData (RFC 5652 §5.3), its parts still encoded. */
export interface SignerInfo {
  readonly version: number;
  readonly identifier: Der;
  readonly digestAlgorithm: Der;
  /** The SET OF signed attributes as it was signed, first byte put back to SET; undefined where there are none. */
  readonly signedBytes: Uint8Array | undefined;
  readonly signed: ReadonlyMap<string, Der>;
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  readonly unsigned: ReadonlyMap<string, Der>;
}

/** A SignedData (RFC 5652 §5.1). */
export interface SignedData {
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** What is carried inside; undefined for a detached signature. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
  /** Bytes that the structure took; what follows is padding, or should not be there. */
  readonly length: number;
}

const most = { certificates: 64, signers: 32, crls: 64 };
const ocspResponse = '1.3.6.1.5.5.7.16.2';

/** Reads a ContentInfo that holds a SignedData, at the start of `bytes`; throws `MalformedDer` where it does not. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = readBerElement(bytes);
  const [type, explicit, extra] = children(outer, tags.sequence);
  if (!type || toOid(type) !== oids.signedData || explicit?.tag !== 0xa0 || extra)
    throw new MalformedDer('not a signed message');
  const [version, algorithms, encapsulated, ...rest] = children(onlyInside(explicit), tags.sequence);
  if (!version || !algorithms || !encapsulated) throw new MalformedDer('incomplete signed message');
  const last = rest.pop();
  const signerSet = last ? children(last, tags.set) : [];
  const optional = rest.map((part) => part.tag).join(',');
  if (!['', '160', '161', '160,161'].includes(optional)) throw new MalformedDer('unexpected part');
  if (signerSet.length > most.signers) throw new MalformedDer('too many signers');
  if (![1, 3, 4, 5].includes(toSmall(version))) throw new MalformedDer('unknown version');
  const revocation = childrenOf(rest.find((part) => part.tag === 0xa1));
  return {
    digestAlgorithms: children(algorithms, tags.set).map(algorithmName),
    ...readContent(encapsulated),
    certificates: readCertificates(rest.find((part) => part.tag === 0xa0)),
    crls: revocation.filter((part) => part.tag === tags.sequence).map(raw),
    ocsps: revocation.filter((part) => part.tag === 0xa1).flatMap(otherRevocation),
    signers: signerSet.map(readSigner),
    length: outer.next,
  };
}

function algorithmName(identifier: Der): string {
  const [name] = children(identifier, tags.sequence);
  return name ? toOid(name) : '';
}

function childrenOf(element: Der | undefined): Der[] {
  return element ? children(element) : [];
}

function readContent(encapsulated: Der): Pick<SignedData, 'contentType' | 'content'> {
  const [type, explicit, extra] = children(encapsulated, tags.sequence);
  if (!type || extra || (explicit && explicit.tag !== 0xa0)) throw new MalformedDer('malformed content');
  return { contentType: toOid(type), content: explicit && toOctets(onlyInside(explicit)) };
}

/** Certificates in the message; one that cannot be read is passed over: it cannot be the signer's. */
function readCertificates(set: Der | undefined): Certificate[] {
  const parts = childrenOf(set);
  if (parts.length > most.certificates) throw new MalformedDer('too many certificates');
  return parts.flatMap((part) => {
    try {
      return part.tag === tags.sequence ? [readCertificate(raw(part))] : [];
    } catch {
      return [];
    }
  });
}

function otherRevocation(part: Der): Uint8Array[] {
  const [name, value] = children(part);
  return name && toOid(name) === ocspResponse && value ? [raw(value)] : [];
}

function readSigner(element: Der): SignerInfo {
  const parts = children(element, tags.sequence);
  const [version, identifier, digestAlgorithm] = parts.splice(0, 3);
  const signed = parts[0]?.tag === 0xa0 ? parts.shift() : undefined;
  const [signatureAlgorithm, signature, unsigned, extra] = parts;
  if (!version || !identifier || !digestAlgorithm || !signatureAlgorithm || !signature || extra)
    throw new MalformedDer('malformed signer');
  if (unsigned && unsigned.tag !== 0xa1) throw new MalformedDer('malformed signer');
  if (signed && signed.next > signed.end) throw new MalformedDer('signed attributes not in DER');
  const signedBytes = signed && Uint8Array.from(raw(signed));
  if (signedBytes) signedBytes[0] = tags.set;
  return {
    version: toSmall(version),
    identifier,
    digestAlgorithm,
    signedBytes,
    signed: readAttributes(signed),
    signatureAlgorithm,
    signature: toOctets(signature),
    unsigned: readAttributes(unsigned),
  };
}

/** Attributes by type, each with its SET of values; a type that comes twice is refused (RFC 5652 §11). */
function readAttributes(set: Der | undefined): Map<string, Der> {
  const found = new Map<string, Der>();
  for (const attribute of childrenOf(set)) {
    const [type, values, extra] = children(attribute, tags.sequence);
    if (!type || !values || extra) throw new MalformedDer('malformed attribute');
    if (found.has(toOid(type))) throw new MalformedDer('attribute given twice');
    found.set(toOid(type), expect(values, tags.set));
  }
  return found;
}

/** The only value of an attribute; undefined where the attribute is absent. */
export function only(attributes: ReadonlyMap<string, Der>, type: string): Der | undefined {
  const set = attributes.get(type);
  if (!set) return undefined;
  const values = children(set);
  if (values.length !== 1) throw new MalformedDer('attribute with several values');
  return values[0];
}
