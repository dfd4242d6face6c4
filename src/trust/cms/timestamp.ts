import { digestOf, readDigest } from './algorithms.js';
import { type CertificateView, mayTimestamp } from './certificate.js';
import { Asn1Error, Element, sameBytes, tag } from './der.js';
import { oids } from './oids.js';
import { readSignedData } from './signed-data.js';
import { type ContentDigest, judgeSignerInfo } from './signer.js';

/** An RFC 3161 token judged by itself: whether it binds what it should to its time. */
export interface TimestampFinding {
  readonly intact: boolean;
  readonly reasons: readonly string[];
  /** Set where the token could be read, even where it is not intact. */
  readonly time?: Date;
  readonly policy?: string;
  readonly serial?: string;
  readonly nonce?: Uint8Array;
  readonly certificate: CertificateView | undefined;
  /** Other certificates that the token carries. */
  readonly others: readonly CertificateView[];
}

/**
 * Judges a token over what `imprint` gives. `padded` allows zero bytes behind it, as in the /Contents of a
 * PDF document timestamp. Never throws on malformed input.
 */
export function readTimestamp(token: Uint8Array, imprint: ContentDigest, padded = false): TimestampFinding {
  try {
    return examine(token, imprint, padded);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return { intact: false, reasons: ['timestamp-malformed'], certificate: undefined, others: [] };
  }
}

function examine(token: Uint8Array, imprint: ContentDigest, padded: boolean): TimestampFinding {
  const message = readSignedData(token);
  const content = message.content;
  const [signer, another] = message.signers;
  if (message.contentType !== oids.tstInfo || !content || !signer || another)
    throw new Asn1Error('not a timestamp');
  const broken: string[] = [];
  const rest = token.subarray(message.length);
  if (padded ? rest.some((byte) => byte !== 0) : rest.length > 0) broken.push('bytes-behind-timestamp');
  const finding = judgeSignerInfo(message, signer, (digest) => digestOf(digest, content));
  if (!finding.intact) broken.push(...finding.reasons.map((reason) => `timestamp-${reason}`));
  if (!finding.bound) broken.push('timestamp-signing-certificate-missing');
  if (finding.certificate && !mayTimestamp(finding.certificate)) broken.push('timestamp-key-usage');
  const info = readInfo(content);
  if (!sameBytes(info.hash, imprint(info.digest))) broken.push('timestamp-of-something-else');
  const weak = finding.reasons.filter((reason) => reason === 'weak-digest' || reason === 'weak-key');
  if (info.digest === 'sha1' && weak.length === 0) weak.push('weak-digest');
  return {
    intact: broken.length === 0,
    reasons: [...broken, ...weak.map((reason) => `timestamp-${reason}`)],
    time: info.time,
    policy: info.policy,
    serial: info.serial,
    ...(info.nonce ? { nonce: info.nonce } : {}),
    certificate: finding.certificate,
    others: message.certificates.filter((one) => one !== finding.certificate),
  };
}

function readInfo(content: Uint8Array): {
  policy: string;
  digest: ReturnType<typeof readDigest>;
  hash: Uint8Array;
  serial: string;
  time: Date;
  nonce: Uint8Array | undefined;
} {
  const [version, policy, imprint, serial, time, ...rest] = Element.whole(content)
    .expect(tag.sequence)
    .children();
  if (version?.integer() !== 1 || !policy || !imprint || !serial || !time)
    throw new Asn1Error('incomplete timestamp');
  const [algorithm, hash, extra] = imprint.expect(tag.sequence).children();
  if (!algorithm || !hash || extra) throw new Asn1Error('malformed imprint');
  return {
    policy: policy.oid(),
    digest: readDigest(algorithm),
    hash: hash.octets(),
    serial: Buffer.from(serial.expect(tag.integer).contents).toString('hex'),
    time: time.expect(tag.generalizedTime).time(),
    nonce: rest.find((part) => part.tag === tag.integer)?.contents,
  };
}
