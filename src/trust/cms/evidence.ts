import {
  children,
  content,
  type Der,
  MalformedDer,
  only,
  raw,
  readBer,
  sameBytes,
  tags,
  toOctets,
} from '#src/trust/asn1/read.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { SignerEvidence, TimestampEvidence } from '#src/trust/signature-verdict.js';
import { nameOf } from './certificate.js';
import type { SignedData } from './signed-data.js';
import type { SignerFinding } from './signer.js';
import type { TimestampFinding } from './timestamp.js';

/** Gathers what judging trust in a signer needs, in plain bytes that may cross to another thread. */
export function signerEvidence(finding: SignerFinding, message: SignedData): SignerEvidence {
  return {
    kind: 'signature',
    signer: finding.certificate && nameOf(finding.certificate),
    certificate: finding.certificate?.der,
    others: message.certificates.filter((one) => one !== finding.certificate).map((one) => one.der),
    crls: [...message.crls, ...finding.crls],
    ocsps: [...message.ocsps, ...finding.ocsps],
    timestamps: finding.timestamps.map((stamp) => timestampEvidence(stamp, 'signature')),
  };
}

export function timestampEvidence(
  stamp: TimestampFinding,
  over: TimestampEvidence['over'],
): TimestampEvidence {
  return {
    over,
    intact: stamp.intact,
    reasons: stamp.reasons,
    time: stamp.time,
    certificate: stamp.certificate?.der,
    others: stamp.others.map((one) => one.der),
  };
}

/** Whether some revocation data speak of a certificate: a CRL of its issuer, or an OCSP answer with its serial. */
export function isSpokenOf(
  certificate: Certificate,
  crls: readonly Uint8Array[],
  ocsps: readonly Uint8Array[],
): boolean {
  if (sameBytes(certificate.issuer.der, certificate.subject.der)) return true;
  return (
    crls.some((crl) => attempt(() => sameBytes(crlIssuer(crl), certificate.issuer.der))) ||
    ocsps.some((ocsp) =>
      attempt(() => serialsOf(ocsp).some((serial) => sameBytes(serial, certificate.serialOctets))),
    )
  );
}

function attempt(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return false;
  }
}

function crlIssuer(crl: Uint8Array): Uint8Array {
  const [signed] = children(readBer(crl));
  const names = inside(signed).filter((part) => part.tag === tags.sequence);
  return names[1] ? raw(names[1]) : new Uint8Array();
}

/** Serial numbers in an OCSPResponse, or in the BasicOCSPResponse that CAdES keeps (RFC 6960 §4.2.1). */
function serialsOf(ocsp: Uint8Array): Uint8Array[] {
  const outer = children(readBer(ocsp));
  const kept = outer[1]?.tag === 0xa0 ? children(only(outer[1]))[1] : undefined;
  const basic = kept ? children(readBer(toOctets(kept))) : outer;
  const responses = inside(inside(basic[0]).find((part) => part.tag === tags.sequence));
  return responses.flatMap((response) => {
    const serial = inside(inside(response)[0])[3];
    return serial ? [content(serial)] : [];
  });
}

function inside(element: Der | undefined): Der[] {
  return element ? children(element) : [];
}
