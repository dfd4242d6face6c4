import {
  children,
  content as contentOf,
  type Der,
  expect,
  MalformedDer,
  only as onlyInside,
  raw,
  sameBytes,
  tags,
  toOctets,
  toOid,
} from '#src/trust/asn1/read.js';
import { toPreciseTime, toTime } from '#src/trust/asn1/text.js';
import { type Certificate, readCertificate } from '#src/trust/certificate.js';
import { type Digest, digestOf, readDigest, readScheme, verifies, weakness } from './algorithms.js';
import { hasKeyIdentifier, isDesignated, keyOf, maySign } from './certificate.js';
import { oids } from './oids.js';
import { only, type SignedData, type SignerInfo } from './signed-data.js';
import { readTimestamp, type TimestampFinding } from './timestamp.js';

/** What a signer's signature is worth by itself; the trust in its certificate is judged elsewhere. */
export interface SignerFinding {
  readonly intact: boolean;
  /** Stable kebab-case codes: why it is broken, or what weakens it. */
  readonly reasons: readonly string[];
  readonly certificate: Certificate | undefined;
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
  known: readonly Certificate[] = [],
): SignerFinding {
  const state: State = { reasons: [], broken: [] };
  try {
    examine(message, signer, content, known, state);
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
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
  certificate?: Certificate;
  bound?: boolean;
  claimedTime?: Date;
  policy?: string;
}

function examine(
  message: SignedData,
  signer: SignerInfo,
  content: ContentDigest,
  known: readonly Certificate[],
  state: State,
): void {
  const certificate = findSigner(signer, [...message.certificates, ...known]);
  if (!certificate) {
    state.broken.push('signer-certificate-missing');
    return;
  }
  state.certificate = certificate;
  const digest = readDigest(signer.digestAlgorithm);
  const named = firstOid(signer.digestAlgorithm);
  if (!message.digestAlgorithms.includes(named)) state.broken.push('digest-algorithm-not-announced');
  if (!signer.signedBytes) {
    state.broken.push('signed-attributes-missing');
    return;
  }
  const contentType = only(signer.signed, oids.contentType);
  if (!contentType || toOid(contentType) !== message.contentType) state.broken.push('content-type-differs');
  const promised = only(signer.signed, oids.messageDigest);
  if (!promised || !sameBytes(toOctets(promised), content(digest))) state.broken.push('digest-differs');
  const scheme = readScheme(signer.signatureAlgorithm, digest);
  const key = keyOf(certificate);
  if (!key) state.broken.push('key-not-supported');
  else if (!verifies(scheme, key, signer.signedBytes, signer.signature)) state.broken.push('signature-wrong');
  bind(signer, certificate, state);
  const time = only(signer.signed, oids.signingTime);
  if (time) state.claimedTime = time.tag === tags.utcTime ? toTime(time) : toPreciseTime(time);
  const policy = only(signer.signed, oids.signaturePolicy);
  if (policy?.tag === tags.sequence) state.policy = firstOid(policy);
  const weak = key && weakness(digest, key);
  if (weak) state.reasons.push(weak);
  if (!maySign(certificate)) state.reasons.push('key-usage');
}

/** The identifier that a structure begins with. */
function firstOid(structure: Der): string {
  const [first] = children(structure);
  return first ? toOid(first) : '';
}

/** RFC 5035: the first certificate identifier of either attribute must be the signer's. */
function bind(signer: SignerInfo, certificate: Certificate, state: State): void {
  for (const [type, fallback] of [
    [oids.signingCertificate, 'sha1'],
    [oids.signingCertificateV2, 'sha256'],
  ] as const) {
    const attribute = only(signer.signed, type);
    if (!attribute) continue;
    const [list] = children(attribute, tags.sequence);
    const [first] = list ? children(list, tags.sequence) : [];
    const parts = first ? children(first, tags.sequence) : [];
    const digest = parts[0]?.tag === tags.sequence ? readDigest(parts.shift() as Der) : fallback;
    const hash = parts[0];
    if (!hash || !sameBytes(toOctets(hash), digestOf(digest, certificate.der)))
      state.broken.push('signing-certificate-differs');
    else if (parts[1] && !issuerSerialMatches(parts[1], certificate))
      state.broken.push('signing-certificate-differs');
    state.bound = true;
  }
  if (!state.bound) state.reasons.push('signing-certificate-missing');
}

function issuerSerialMatches(issuerSerial: Der, certificate: Certificate): boolean {
  const [names, serial] = children(issuerSerial, tags.sequence);
  const directory = names && children(names).find((name) => name.tag === 0xa4);
  return !!directory && !!serial && isDesignated(certificate, raw(onlyInside(directory)), contentOf(serial));
}

function findSigner(signer: SignerInfo, candidates: readonly Certificate[]): Certificate | undefined {
  if (signer.identifier.tag === 0x80) {
    if (signer.version !== 3) return undefined;
    return candidates.find((one) => hasKeyIdentifier(one, contentOf(signer.identifier)));
  }
  if (signer.version !== 1) return undefined;
  const [issuer, serial, extra] = children(signer.identifier, tags.sequence);
  if (!issuer || !serial || extra) return undefined;
  return candidates.find((one) => isDesignated(one, raw(issuer), contentOf(expect(serial, tags.integer))));
}

/** Timestamps over the signature value (CAdES signature-time-stamp), each judged by itself. */
function readTimestamps(signer: SignerInfo): TimestampFinding[] {
  try {
    const tokens = signer.unsigned.get(oids.signatureTimestamp);
    return (tokens ? children(tokens) : []).map((token) =>
      readTimestamp(raw(token), (digest) => digestOf(digest, signer.signature)),
    );
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
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
      const [values] = attribute ? children(attribute) : [];
      for (const part of values ? children(values) : []) {
        if (part.tag === 0xa0) crls.push(...children(onlyInside(part)).map(raw));
        if (part.tag === 0xa1) ocsps.push(...children(onlyInside(part)).map(raw));
      }
    } catch (error) {
      if (!(error instanceof MalformedDer)) throw error;
    }
  }
  return { crls, ocsps };
}

/** Certificates of a CAdES certificate-values attribute, unsigned: candidates for the path, nothing more. */
export function embeddedCertificates(signer: SignerInfo): Certificate[] {
  try {
    const values = only(signer.unsigned, oids.certificateValues);
    return values ? children(values).map((value) => readCertificate(raw(value))) : [];
  } catch {
    return [];
  }
}
