import { MalformedDer } from '#src/trust/asn1/read.js';
import { type Certificate, readCertificate } from '#src/trust/certificate.js';
import { weakness } from '#src/trust/cms/algorithms.js';
import { keyOf, nameOf } from '#src/trust/cms/certificate.js';
import { isSpokenOf, timestampEvidence } from '#src/trust/cms/evidence.js';
import type { Level, SignerEvidence } from '#src/trust/signature-verdict.js';
import { algorithmOf, base64, canonicalMethod, dsig, verifyValue } from './algorithms.js';
import { canonicalize } from './canonical.js';
import { type HeliosFinding, judgeHelios } from './helios.js';
import { type XmlDocument, XmlElement, XmlError } from './nodes.js';
import { parseXml } from './parse.js';
import { checkReference, type SignedPart } from './reference.js';
import {
  keptValues,
  namesCertificate,
  qualifyingProperties,
  readSignedProperties,
  type SignedProperties,
  signatureTimestamps,
} from './xades.js';

/** What a signature covers, in plain data. */
export type SignedContent = Pick<SignedPart, 'uri' | 'kind' | 'path' | 'octets'>;

/** One XML signature, judged by the bytes alone. */
export interface XmlSignatureInspection extends SignerEvidence {
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole' | 'part';
  readonly packaging: 'enveloped' | 'enveloping' | 'detached';
  readonly level: Level;
  /** Version of XAdES; undefined for a plain XML signature. */
  readonly xades: string | undefined;
  /** Exactly what was signed, signed properties and key left aside. */
  readonly signed: readonly SignedContent[];
  readonly claimedTime: Date | undefined;
  readonly policy: string | undefined;
  readonly roles: readonly string[];
  readonly place: string | undefined;
  readonly reasons: readonly string[];
}

export interface XmlInspection {
  readonly readable: boolean;
  readonly reasons: readonly string[];
  readonly signatures: readonly XmlSignatureInspection[];
  readonly helios: HeliosFinding | undefined;
}

const mostSignatures = 500;

/** Inspects the XML signatures of a file. `content` is what a detached one signs. Never throws on bad bytes. */
export function inspectXml(file: Uint8Array, content?: Uint8Array): XmlInspection {
  try {
    const document = parseXml(file);
    const found = signaturesOf(document);
    if (found.length > mostSignatures) throw new XmlError('too-many-signatures');
    const judged = found.map((signature) => judgeSignature(document, signature, content));
    return {
      readable: true,
      reasons: [],
      signatures: judged.map(({ inspection }) => inspection),
      helios: judgeHelios(document, judged),
    };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { readable: false, reasons: [error.code], signatures: [], helios: undefined };
  }
}

/** Signature elements, without those that stand inside another signature. */
function signaturesOf({ root }: XmlDocument): XmlElement[] {
  const all = [root, ...root.descendants()].filter(
    (node): node is XmlElement => node instanceof XmlElement && node.is(dsig, 'Signature'),
  );
  const known = new Set(all);
  return all.filter((one) => ![...(one.parent?.line() ?? [])].some((above) => known.has(above)));
}

interface Findings {
  readonly broken: string[];
  readonly reasons: string[];
  parts: readonly SignedPart[];
  certificates: readonly Certificate[];
  certificate?: Certificate;
  properties?: SignedProperties | undefined;
  qualifying?: XmlElement | undefined;
  bound?: boolean;
  timestamps: ReturnType<typeof signatureTimestamps>;
}

function judgeSignature(
  document: XmlDocument,
  signature: XmlElement,
  content: Uint8Array | undefined,
): { inspection: XmlSignatureInspection; signed: XmlElement[] } {
  const found: Findings = { broken: [], reasons: [], parts: [], certificates: [], timestamps: [] };
  try {
    examine(document, signature, content, found);
  } catch (error) {
    if (error instanceof XmlError) found.broken.push(error.code);
    else if (error instanceof MalformedDer) found.broken.push('certificate-malformed');
    else if (error instanceof URIError) found.broken.push('reference-to-nothing');
    else throw error;
  }
  return {
    inspection: summary(found, signature),
    signed: found.parts.flatMap(({ element }) => element ?? []),
  };
}

function examine(
  document: XmlDocument,
  signature: XmlElement,
  content: Uint8Array | undefined,
  found: Findings,
): void {
  const info = signature.elements[0];
  const value = signature.elements[1];
  if (!info?.is(dsig, 'SignedInfo') || !value?.is(dsig, 'SignatureValue'))
    throw new XmlError('signature-malformed');
  if (signature.all(dsig, 'SignedInfo').length > 1 || signature.all(dsig, 'SignatureValue').length > 1)
    throw new XmlError('element-twice');
  const method = info.one(dsig, 'CanonicalizationMethod');
  const how = method && canonicalMethod(method);
  if (!how) throw new XmlError('canonicalization-not-supported');
  const octets = canonicalize({ apex: info, comments: true, excluded: new Set() }, how);
  found.certificates = keyCertificates(signature);
  checkValue(info, octets, base64(value.text), found);
  const references = info.all(dsig, 'Reference');
  if (references.length === 0 || references.length > 1_000) throw new XmlError('references-missing');
  found.parts = references.map((reference) => checkReference(reference, { document, signature, content }));
  if (found.parts.some((part) => !part.holds)) found.broken.push('digest-differs');
  if (found.parts.some((part) => part.weak)) found.reasons.push('weak-digest');
  if (references.some((reference) => reference.attribute('Type') === `${dsig}Manifest`))
    found.reasons.push('manifest-not-followed');
  if (contentOf(found).length === 0) found.broken.push('nothing-signed');
  qualify(signature, found);
}

function keyCertificates(signature: XmlElement): Certificate[] {
  const info = signature.one(dsig, 'KeyInfo');
  const data = info?.all(dsig, 'X509Data').flatMap((one) => one.all(dsig, 'X509Certificate')) ?? [];
  if (data.length > 50) throw new XmlError('too-many-certificates');
  return data.map((one) => readCertificate(base64(one.text)));
}

/** The signer is the certificate in KeyInfo whose key verifies the value. */
function checkValue(info: XmlElement, octets: Uint8Array, value: Uint8Array, found: Findings): void {
  if (found.certificates.length === 0) {
    found.broken.push('signer-certificate-missing');
    return;
  }
  const method = info.one(dsig, 'SignatureMethod');
  algorithmOf(method);
  for (const certificate of found.certificates) {
    const key = keyOf(certificate);
    const digest = key && verifyValue(method, key, octets, value);
    if (!key || !digest) continue;
    found.certificate = certificate;
    const weak = weakness(digest, key);
    if (weak) found.reasons.push(weak);
    return;
  }
  found.broken.push('signature-wrong');
}

/** XAdES: the properties must be signed, and name the signer. */
function qualify(signature: XmlElement, found: Findings): void {
  found.qualifying = qualifyingProperties(signature);
  if (!found.qualifying) return;
  const properties = readSignedProperties(found.qualifying);
  const signed = found.parts.some((part) => part.element === properties?.element);
  if (!properties || !signed) {
    found.broken.push('properties-not-signed');
    return;
  }
  found.properties = properties;
  if (found.certificate) {
    const named = namesCertificate(properties, found.certificate);
    if (named === false) found.broken.push('signing-certificate-differs');
    if (named === undefined) found.reasons.push('signer-not-bound');
    found.bound = named === true;
  }
  found.timestamps = signatureTimestamps(signature, found.qualifying);
  if (found.timestamps.some((stamp) => !stamp.intact)) found.reasons.push('timestamp-broken');
}

function contentOf(found: Findings): SignedPart[] {
  return found.parts.filter((part) => part.kind !== 'properties' && part.kind !== 'key');
}

function summary(found: Findings, signature: XmlElement): XmlSignatureInspection {
  const { certificate, properties } = found;
  const kept = found.qualifying ? attempt(() => keptValues(found.qualifying)) : undefined;
  const { crls = [], ocsps = [], certificates = [] } = kept ?? {};
  const content = contentOf(found);
  const stamped = found.timestamps.some((stamp) => stamp.intact);
  const proven = certificate && isSpokenOf(certificate, crls, ocsps) && crls.length + ocsps.length > 0;
  const enveloped = content.some((part) => part.element?.holds(signature));
  return {
    kind: 'signature',
    signer: certificate && nameOf(certificate),
    certificate: certificate?.der,
    others: [
      ...found.certificates.filter((one) => one !== certificate).map((one) => one.der),
      ...certificates,
    ],
    crls,
    ocsps,
    timestamps: found.timestamps.map((stamp) => timestampEvidence(stamp, 'signature')),
    integrity: found.broken.length === 0 ? 'intact' : 'broken',
    coverage: coversAll(content, signature) ? 'whole' : 'part',
    packaging: enveloped
      ? 'enveloped'
      : content.some((part) => part.kind === 'object')
        ? 'enveloping'
        : 'detached',
    level: !found.bound ? 'none' : !stamped ? 'B-B' : proven ? 'B-LT' : 'B-T',
    xades: properties?.version,
    signed: content.map(({ uri, kind, path, octets }) => ({ uri, kind, path, octets })),
    claimedTime: properties?.claimedTime,
    policy: properties?.policy,
    roles: properties?.roles ?? [],
    place: properties?.place,
    reasons: [...found.broken, ...found.reasons],
  };
}

/** The document but its signatures, the document given, or all that an enveloping signature carries. */
function coversAll(content: readonly SignedPart[], signature: XmlElement): boolean {
  if (content.some((part) => part.kind === 'document' || part.kind === 'external')) return true;
  const objects = signature
    .all(dsig, 'Object')
    .filter((object) => !object.elements.some((one) => one.local === 'QualifyingProperties'));
  return !signature.parent && objects.every((object) => content.some((part) => part.element === object));
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return undefined;
  }
}
