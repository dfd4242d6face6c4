import type { SignerEvidence, TimestampEvidence } from '#src/trust/signature-verdict.js';
import type { CertificateView } from './certificate.js';
import { Asn1Error, Element, sameBytes, tag } from './der.js';
import type { SignedData } from './signed-data.js';
import type { SignerFinding } from './signer.js';
import type { TimestampFinding } from './timestamp.js';

/** Gathers what judging trust in a signer needs, in plain bytes that may cross to another thread. */
export function signerEvidence(finding: SignerFinding, message: SignedData): SignerEvidence {
  return {
    kind: 'signature',
    signer: finding.certificate?.name,
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
  certificate: CertificateView,
  crls: readonly Uint8Array[],
  ocsps: readonly Uint8Array[],
): boolean {
  if (sameBytes(certificate.issuer, certificate.subject)) return true;
  return (
    crls.some((crl) => attempt(() => sameBytes(crlIssuer(crl), certificate.issuer))) ||
    ocsps.some((ocsp) =>
      attempt(() => serialsOf(ocsp).some((serial) => sameBytes(serial, certificate.serial))),
    )
  );
}

function attempt(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return false;
  }
}

function crlIssuer(crl: Uint8Array): Uint8Array {
  const parts = Element.whole(crl).children()[0]?.children() ?? [];
  const names = parts.filter((part) => part.tag === tag.sequence);
  return names[1]?.raw ?? new Uint8Array();
}

/** Serial numbers in an OCSPResponse, or in the BasicOCSPResponse that CAdES keeps (RFC 6960 §4.2.1). */
function serialsOf(ocsp: Uint8Array): Uint8Array[] {
  const outer = Element.whole(ocsp).children();
  const bytes = outer[1]?.tag === 0xa0 ? outer[1].inside().children()[1]?.octets() : undefined;
  const basic = bytes ? Element.whole(bytes).children() : outer;
  const responses =
    basic[0]
      ?.children()
      .find((part) => part.tag === tag.sequence)
      ?.children() ?? [];
  return responses.flatMap((response) => response.children()[0]?.children()[3]?.contents ?? []);
}
