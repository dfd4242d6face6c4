import { type CertificateView, readCertificate } from './certificate.js';
import { Asn1Error, Element, tag } from './der.js';
import { oids } from './oids.js';

/** One signer of a SignedData (RFC 5652 §5.3), its parts still encoded. */
export interface SignerInfo {
  readonly version: number;
  readonly identifier: Element;
  readonly digestAlgorithm: Element;
  /** The SET OF signed attributes as it was signed, first byte put back to SET; undefined where there are none. */
  readonly signedBytes: Uint8Array | undefined;
  readonly signed: ReadonlyMap<string, Element>;
  readonly signatureAlgorithm: Element;
  readonly signature: Uint8Array;
  readonly unsigned: ReadonlyMap<string, Element>;
}

/** A SignedData (RFC 5652 §5.1). */
export interface SignedData {
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** What is carried inside; undefined for a detached signature. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly CertificateView[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
  /** Bytes that the structure took; what follows is padding, or should not be there. */
  readonly length: number;
}

const most = { certificates: 64, signers: 32, crls: 64 };
const ocspResponse = '1.3.6.1.5.5.7.16.2';

/** Reads a ContentInfo that holds a SignedData, at the start of `bytes`; throws `Asn1Error` where it does not. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = Element.read(bytes);
  const [type, explicit, extra] = outer.expect(tag.sequence).children();
  if (type?.oid() !== oids.signedData || explicit?.tag !== 0xa0 || extra)
    throw new Asn1Error('not a signed message');
  const [version, algorithms, encapsulated, ...rest] = explicit.inside().expect(tag.sequence).children();
  if (!version || !algorithms || !encapsulated) throw new Asn1Error('incomplete signed message');
  const signerSet = rest.pop()?.expect(tag.set).children() ?? [];
  const optional = rest.map((part) => part.tag).join(',');
  if (!['', '160', '161', '160,161'].includes(optional)) throw new Asn1Error('unexpected part');
  if (signerSet.length > most.signers) throw new Asn1Error('too many signers');
  if (![1, 3, 4, 5].includes(version.integer())) throw new Asn1Error('unknown version');
  const revocation = rest.find((part) => part.tag === 0xa1)?.children() ?? [];
  return {
    digestAlgorithms: algorithms.expect(tag.set).children().map(algorithmName),
    ...readContent(encapsulated),
    certificates: readCertificates(rest.find((part) => part.tag === 0xa0)),
    crls: revocation.filter((part) => part.tag === tag.sequence).map((part) => part.raw),
    ocsps: revocation.filter((part) => part.tag === 0xa1).flatMap(otherRevocation),
    signers: signerSet.map(readSigner),
    length: outer.end,
  };
}

function algorithmName(identifier: Element): string {
  return identifier.expect(tag.sequence).children()[0]?.oid() ?? '';
}

function readContent(encapsulated: Element): Pick<SignedData, 'contentType' | 'content'> {
  const [type, explicit, extra] = encapsulated.expect(tag.sequence).children();
  if (!type || extra || (explicit && explicit.tag !== 0xa0)) throw new Asn1Error('malformed content');
  return { contentType: type.oid(), content: explicit?.inside().octets() };
}

/** Certificates in the message; one that cannot be read is passed over: it cannot be the signer's. */
function readCertificates(set: Element | undefined): CertificateView[] {
  const parts = set?.children() ?? [];
  if (parts.length > most.certificates) throw new Asn1Error('too many certificates');
  return parts.flatMap((part) => {
    try {
      return part.tag === tag.sequence ? [readCertificate(part.raw)] : [];
    } catch {
      return [];
    }
  });
}

function otherRevocation(part: Element): Uint8Array[] {
  const [name, value] = part.children();
  return name?.oid() === ocspResponse && value ? [value.raw] : [];
}

function readSigner(element: Element): SignerInfo {
  const parts = element.expect(tag.sequence).children();
  const [version, identifier, digestAlgorithm] = parts.splice(0, 3);
  const signed = parts[0]?.tag === 0xa0 ? parts.shift() : undefined;
  const [signatureAlgorithm, signature, unsigned, extra] = parts;
  if (!version || !identifier || !digestAlgorithm || !signatureAlgorithm || !signature || extra)
    throw new Asn1Error('malformed signer');
  if (unsigned && unsigned.tag !== 0xa1) throw new Asn1Error('malformed signer');
  if (signed?.indefinite) throw new Asn1Error('signed attributes not in DER');
  const signedBytes = signed && Uint8Array.from(signed.raw);
  if (signedBytes) signedBytes[0] = tag.set;
  return {
    version: version.integer(),
    identifier,
    digestAlgorithm,
    signedBytes,
    signed: readAttributes(signed),
    signatureAlgorithm,
    signature: signature.octets(),
    unsigned: readAttributes(unsigned),
  };
}

/** Attributes by type, each with its SET of values; a type that comes twice is refused (RFC 5652 §11). */
function readAttributes(set: Element | undefined): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const attribute of set?.children() ?? []) {
    const [type, values, extra] = attribute.expect(tag.sequence).children();
    if (!type || !values || extra) throw new Asn1Error('malformed attribute');
    if (found.has(type.oid())) throw new Asn1Error('attribute given twice');
    found.set(type.oid(), values.expect(tag.set));
  }
  return found;
}

/** The only value of an attribute; undefined where the attribute is absent. */
export function only(attributes: ReadonlyMap<string, Element>, type: string): Element | undefined {
  const values = attributes.get(type)?.children();
  if (!values) return undefined;
  if (values.length !== 1) throw new Asn1Error('attribute with several values');
  return values[0];
}
