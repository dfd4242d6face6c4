import { type Digest, digestOf, readDigest, readScheme, verifies, weakness } from './algorithms.js';
import { type CertificateView, isDesignated, maySign, readCertificate } from './certificate.js';
import { Asn1Error, type Element, sameBytes, tag } from './der.js';
import { oids } from './oids.js';
import { only, type SignedData, type SignerInfo } from './signed-data.js';
import { readTimestamp, type TimestampFinding } from './timestamp.js';

/** What a signer's signature is worth by itself; the trust in its certificate is judged elsewhere. */
export interface SignerFinding {
  readonly intact: boolean;
  /** Stable kebab-case codes: why it is broken, or what weakens it. */
  readonly reasons: readonly string[];
  readonly certificate: CertificateView | undefined;
  /** Whether a signed attribute binds the signer's certificate (signing-certificate, v1 or v2). */
  readonly bound: boolean;
  /** Time claimed in the signed attributes. */
  readonly claimedTime: Date | undefined;
  readonly policy: string | undefined;
  readonly timestamps: readonly TimestampFinding[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** Digest of what was signed, with the algorithm that the signer names. */
export type ContentDigest = (digest: Digest) => Uint8Array;

/** Judges one signer over content given by its digest. Never throws on malformed input. */
export function judgeSignerInfo(
  message: SignedData,
  signer: SignerInfo,
  content: ContentDigest,
  known: readonly CertificateView[] = [],
): SignerFinding {
  const state: State = { reasons: [], broken: [] };
  try {
    examine(message, signer, content, known, state);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    state.broken.push('cms-malformed');
  }
  return {
    intact: state.broken.length === 0,
    reasons: [...state.broken, ...state.reasons],
    certificate: state.certificate,
    bound: state.bound ?? false,
    claimedTime: state.claimedTime,
    policy: state.policy,
    timestamps: readTimestamps(signer),
    ...embeddedRevocation(signer),
  };
}

interface State {
  readonly reasons: string[];
  readonly broken: string[];
  certificate?: CertificateView;
  bound?: boolean;
  claimedTime?: Date;
  policy?: string;
}

function examine(
  message: SignedData,
  signer: SignerInfo,
  content: ContentDigest,
  known: readonly CertificateView[],
  state: State,
): void {
  const certificate = findSigner(signer, [...message.certificates, ...known]);
  if (!certificate) {
    state.broken.push('signer-certificate-missing');
    return;
  }
  state.certificate = certificate;
  const digest = readDigest(signer.digestAlgorithm);
  const named = signer.digestAlgorithm.children()[0]?.oid() ?? '';
  if (!message.digestAlgorithms.includes(named)) state.broken.push('digest-algorithm-not-announced');
  if (!signer.signedBytes) {
    state.broken.push('signed-attributes-missing');
    return;
  }
  if (only(signer.signed, oids.contentType)?.oid() !== message.contentType)
    state.broken.push('content-type-differs');
  const promised = only(signer.signed, oids.messageDigest)?.octets();
  if (!promised || !sameBytes(promised, content(digest))) state.broken.push('digest-differs');
  const scheme = readScheme(signer.signatureAlgorithm, digest);
  if (!certificate.key) state.broken.push('key-not-supported');
  else if (!verifies(scheme, certificate.key, signer.signedBytes, signer.signature))
    state.broken.push('signature-wrong');
  bind(signer, certificate, state);
  const time = only(signer.signed, oids.signingTime);
  if (time) state.claimedTime = time.time();
  const policy = only(signer.signed, oids.signaturePolicy);
  if (policy?.tag === tag.sequence) state.policy = policy.children()[0]?.oid() ?? '';
  const weak = certificate.key && weakness(digest, certificate.key);
  if (weak) state.reasons.push(weak);
  if (!maySign(certificate)) state.reasons.push('key-usage');
}

/** RFC 5035: the first certificate identifier of either attribute must be the signer's. */
function bind(signer: SignerInfo, certificate: CertificateView, state: State): void {
  for (const [type, fallback] of [
    [oids.signingCertificate, 'sha1'],
    [oids.signingCertificateV2, 'sha256'],
  ] as const) {
    const attribute = only(signer.signed, type);
    if (!attribute) continue;
    const first = attribute.expect(tag.sequence).children()[0]?.expect(tag.sequence).children()[0];
    const parts = first?.expect(tag.sequence).children() ?? [];
    const digest = parts[0]?.tag === tag.sequence ? readDigest(parts.shift() as Element) : fallback;
    const hash = parts[0]?.octets();
    if (!hash || !sameBytes(hash, digestOf(digest, certificate.der)))
      state.broken.push('signing-certificate-differs');
    else if (parts[1] && !issuerSerialMatches(parts[1], certificate))
      state.broken.push('signing-certificate-differs');
    state.bound = true;
  }
  if (!state.bound) state.reasons.push('signing-certificate-missing');
}

function issuerSerialMatches(issuerSerial: Element, certificate: CertificateView): boolean {
  const [names, serial] = issuerSerial.expect(tag.sequence).children();
  const directory = names
    ?.children()
    .find((name) => name.tag === 0xa4)
    ?.inside().raw;
  return !!directory && !!serial && isDesignated(certificate, directory, serial.contents);
}

function findSigner(signer: SignerInfo, candidates: readonly CertificateView[]): CertificateView | undefined {
  if (signer.identifier.tag === 0x80) {
    if (signer.version !== 3) return undefined;
    const identifier = signer.identifier.contents;
    return candidates.find((one) => one.keyIdentifier && sameBytes(one.keyIdentifier, identifier));
  }
  if (signer.version !== 1) return undefined;
  const [issuer, serial, extra] = signer.identifier.expect(tag.sequence).children();
  if (!issuer || !serial || extra) return undefined;
  return candidates.find((one) => isDesignated(one, issuer.raw, serial.expect(tag.integer).contents));
}

/** Timestamps over the signature value (CAdES signature-time-stamp), each judged by itself. */
function readTimestamps(signer: SignerInfo): TimestampFinding[] {
  try {
    const tokens = signer.unsigned.get(oids.signatureTimestamp)?.children() ?? [];
    return tokens.map((token) => readTimestamp(token.raw, (digest) => digestOf(digest, signer.signature)));
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return [{ intact: false, reasons: ['timestamp-malformed'], certificate: undefined, others: [] }];
  }
}

/** Revocation data kept inside the signature: CAdES revocation-values, and Adobe's signed attribute. */
function embeddedRevocation(signer: SignerInfo): { crls: Uint8Array[]; ocsps: Uint8Array[] } {
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const attribute of [
    signer.unsigned.get(oids.revocationValues),
    signer.signed.get(oids.adobeRevocation),
  ]) {
    try {
      for (const part of attribute?.children()[0]?.children() ?? []) {
        if (part.tag === 0xa0)
          crls.push(
            ...part
              .inside()
              .children()
              .map((crl) => crl.raw),
          );
        if (part.tag === 0xa1)
          ocsps.push(
            ...part
              .inside()
              .children()
              .map((ocsp) => ocsp.raw),
          );
      }
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
    }
  }
  return { crls, ocsps };
}

/** Certificates of a CAdES certificate-values attribute, unsigned: candidates for the path, nothing more. */
export function embeddedCertificates(signer: SignerInfo): CertificateView[] {
  try {
    const values = only(signer.unsigned, oids.certificateValues)?.children() ?? [];
    return values.map((value) => readCertificate(value.raw));
  } catch {
    return [];
  }
}
