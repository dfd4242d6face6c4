import { sameBytes } from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import { digestOf } from '#src/trust/cms/algorithms.js';
import { readTimestamp, type TimestampFinding } from '#src/trust/cms/timestamp.js';
import { base64, canonicalMethod, digestMethod, dsig, plainCanonical } from './algorithms.js';
import { canonicalize } from './canonical.js';
import { type XmlElement, XmlError } from './nodes.js';

/** Namespaces of XAdES 1.1.1, 1.2.2, 1.3.2 (and 1.4.1, which only adds to it). */
const versions: Readonly<Record<string, string>> = {
  'http://uri.etsi.org/01903/v1.1.1#': '1.1.1',
  'http://uri.etsi.org/01903/v1.2.2#': '1.2.2',
  'http://uri.etsi.org/01903/v1.3.2#': '1.3.2',
  'http://uri.etsi.org/01903/v1.4.1#': '1.4.1',
};

/** What a XAdES signature says of itself, in its signed properties. */
export interface SignedProperties {
  readonly version: string;
  readonly element: XmlElement;
  readonly claimedTime: Date | undefined;
  readonly policy: string | undefined;
  readonly policyDigest: string | undefined;
  readonly roles: readonly string[];
  readonly place: string | undefined;
}

/** Child by local name, in a XAdES namespace or that of XMLDSig, where versions differ on which. */
function child(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let current = element;
  for (const local of path) {
    const found = current?.elements.filter(
      (one) => one.local === local && (one.namespace in versions || one.namespace === dsig),
    );
    if (found && found.length > 1) throw new XmlError('element-twice');
    current = found?.[0];
  }
  return current;
}

/** The qualifying properties of a signature: at most one, targeting this signature. */
export function qualifyingProperties(signature: XmlElement): XmlElement | undefined {
  const found = signature
    .all(dsig, 'Object')
    .flatMap((object) =>
      object.elements.filter((one) => one.local === 'QualifyingProperties' && one.namespace in versions),
    );
  const [only, another] = found;
  if (another) throw new XmlError('properties-twice');
  if (!only) return undefined;
  const id = signature.attribute('Id');
  if (id === undefined || only.attribute('Target') !== `#${id}`)
    throw new XmlError('properties-of-another-signature');
  return only;
}

export function readSignedProperties(qualifying: XmlElement): SignedProperties | undefined {
  const element = child(qualifying, 'SignedProperties');
  if (!element) return undefined;
  const properties = child(element, 'SignedSignatureProperties');
  const time = child(properties, 'SigningTime')?.text.trim();
  const identifier = child(properties, 'SignaturePolicyIdentifier', 'SignaturePolicyId');
  const place =
    child(properties, 'SignatureProductionPlace') ?? child(properties, 'SignatureProductionPlaceV2');
  const role = child(properties, 'SignerRole') ?? child(properties, 'SignerRoleV2');
  const claimed = time === undefined ? undefined : new Date(time);
  return {
    version: versions[element.namespace] ?? '',
    element,
    claimedTime: claimed && !Number.isNaN(claimed.getTime()) ? claimed : undefined,
    policy: child(identifier, 'SigPolicyId', 'Identifier')?.text.trim(),
    policyDigest: child(identifier, 'SigPolicyHash', 'DigestValue')?.text.trim(),
    roles: (child(role, 'ClaimedRoles')?.elements ?? []).map((one) => one.text.trim()),
    place: place?.elements.map((one) => one.text.trim()).join(', '),
  };
}

/**
 * Whether the signed properties name this certificate first (EN 319 132-1 §5.2.2). Undefined where they name
 * none.
 */
export function namesCertificate(
  properties: SignedProperties,
  certificate: Certificate,
): boolean | undefined {
  const own = child(properties.element, 'SignedSignatureProperties');
  const named = [child(own, 'SigningCertificate'), child(own, 'SigningCertificateV2')].filter(
    (one) => one !== undefined,
  );
  if (named.length === 0) return undefined;
  return named.every((list) => {
    const digest = list.elements[0] && child(list.elements[0], 'CertDigest');
    const value = base64(child(digest, 'DigestValue')?.text ?? '');
    return sameBytes(value, digestOf(digestMethod(child(digest, 'DigestMethod')), certificate.der));
  });
}

function unsigned(qualifying: XmlElement | undefined): XmlElement[] {
  return child(qualifying, 'UnsignedProperties', 'UnsignedSignatureProperties')?.elements ?? [];
}

/** Timestamps over the signature value. */
export function signatureTimestamps(
  signature: XmlElement,
  qualifying: XmlElement | undefined,
): TimestampFinding[] {
  const value = signature.one(dsig, 'SignatureValue');
  if (!value) return [];
  return unsigned(qualifying)
    .filter((one) => one.local === 'SignatureTimeStamp')
    .flatMap((stamp) => {
      const method = child(stamp, 'CanonicalizationMethod');
      const how = method ? canonicalMethod(method) : plainCanonical;
      if (!how) throw new XmlError('canonicalization-not-supported');
      const octets = canonicalize({ apex: value, comments: false, excluded: new Set() }, how);
      const tokens = stamp.elements.filter((one) => one.local === 'EncapsulatedTimeStamp');
      return tokens.map((token) => readTimestamp(base64(token.text), (digest) => digestOf(digest, octets)));
    });
}

/** Certificates and revocation data kept beside the signature, DER; unsigned. */
export function keptValues(qualifying: XmlElement | undefined): {
  certificates: Buffer[];
  crls: Buffer[];
  ocsps: Buffer[];
} {
  const values = (local: string) =>
    unsigned(qualifying).flatMap((one) =>
      [...one.descendants()].flatMap((node) =>
        'local' in node && node.local === local ? [base64((node as XmlElement).text)] : [],
      ),
    );
  return {
    certificates: values('EncapsulatedX509Certificate'),
    crls: values('EncapsulatedCRLValue'),
    ocsps: values('EncapsulatedOCSPValue'),
  };
}
