import {
  children,
  content,
  type Der,
  expect,
  hex,
  MalformedDer,
  readBer,
  sameBytes,
  tags,
  toOctets,
  toOid,
  toSmall,
} from '#src/trust/asn1/read.js';
import { toPreciseTime } from '#src/trust/asn1/text.js';
import type { Certificate } from '#src/trust/certificate.js';
import { digestOf, readDigest } from './algorithms.js';
import { mayTimestamp } from './certificate.js';
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
  readonly certificate: Certificate | undefined;
  /** Other certificates that the token carries. */
  readonly others: readonly Certificate[];
}

/**
 * Judges a token over what `imprint` gives. `padded` allows zero bytes behind it, as in the /Contents of a
 * PDF document timestamp. Never throws on malformed input.
 */
export function readTimestamp(token: Uint8Array, imprint: ContentDigest, padded = false): TimestampFinding {
  try {
    return examine(token, imprint, padded);
  } catch (error) {
    if (!(error instanceof MalformedDer)) throw error;
    return { intact: false, reasons: ['timestamp-malformed'], certificate: undefined, others: [] };
  }
}

function examine(token: Uint8Array, imprint: ContentDigest, padded: boolean): TimestampFinding {
  const message = readSignedData(token);
  const inner = message.content;
  const [signer, another] = message.signers;
  if (message.contentType !== oids.tstInfo || !inner || !signer || another)
    throw new MalformedDer('not a timestamp');
  const broken: string[] = [];
  const rest = token.subarray(message.length);
  if (padded ? rest.some((byte) => byte !== 0) : rest.length > 0) broken.push('bytes-behind-timestamp');
  const finding = judgeSignerInfo(message, signer, (digest) => digestOf(digest, inner));
  if (!finding.intact) broken.push(...finding.reasons.map((reason) => `timestamp-${reason}`));
  if (!finding.bound) broken.push('timestamp-signing-certificate-missing');
  if (finding.certificate && !mayTimestamp(finding.certificate)) broken.push('timestamp-key-usage');
  const info = readInfo(inner);
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

function readInfo(bytes: Uint8Array): {
  policy: string;
  digest: ReturnType<typeof readDigest>;
  hash: Uint8Array;
  serial: string;
  time: Date;
  nonce: Uint8Array | undefined;
} {
  const [version, policy, imprint, serial, time, ...rest] = children(readBer(bytes, tags.sequence));
  if (!version || toSmall(version) !== 1 || !policy || !imprint || !serial || !time)
    throw new MalformedDer('incomplete timestamp');
  const [algorithm, hash, extra] = children(imprint, tags.sequence);
  if (!algorithm || !hash || extra) throw new MalformedDer('malformed imprint');
  return {
    policy: toOid(policy),
    digest: readDigest(algorithm),
    hash: toOctets(hash),
    serial: hex(content(expect(serial, tags.integer))),
    time: toPreciseTime(time),
    nonce: nonceIn(rest),
  };
}

function nonceIn(parts: readonly Der[]): Uint8Array | undefined {
  const nonce = parts.find((part) => part.tag === tags.integer);
  return nonce && content(nonce);
}
