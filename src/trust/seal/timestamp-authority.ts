import { createHash, randomBytes } from 'node:crypto';
import { children, MalformedDer, raw, readBer, sameBytes, tags, toSmall } from '#src/trust/asn1/read.js';
import { element, integer, octets, oid, sequence } from '#src/trust/asn1/write.js';
import { oids } from '#src/trust/cms/oids.js';
import { readTimestamp } from '#src/trust/cms/timestamp.js';

/** Gives an RFC 3161 token over some data; throws `TimestampRefused` where none is to be had. */
export type TimestampAuthority = (data: Uint8Array) => Promise<Uint8Array>;

/**
 * The authority is out of reach, refused, or answered something that does not hold: worth trying again. Its message
 * is a French sentence, shown to those who run the installation.
 */
export class TimestampRefused extends Error {}

interface TimestampSettings {
  /** Address taken from the configuration, never from a document. */
  readonly address: string;
  readonly timeoutMilliseconds?: number;
}

const longestAnswer = 256 * 1024;

/** An authority asked over HTTP (RFC 3161 §3.4); each answer is checked before it is used. */
export function httpAuthority(settings: TimestampSettings): TimestampAuthority {
  return askedAuthority((request) => ask(settings, request));
}

/** An authority asked by any means: a TimeStampReq goes in, a TimeStampResp comes out, and is checked (DER). */
export function askedAuthority(answerTo: (request: Uint8Array) => Promise<Uint8Array>): TimestampAuthority {
  return async (data) => {
    const hash = createHash('sha256').update(data).digest();
    const nonce = randomBytes(12);
    nonce[0] = ((nonce[0] as number) & 0x7f) | 0x40;
    const answer = await answerTo(timestampRequest(hash, nonce));
    const token = readAnswer(answer);
    const finding = readTimestamp(token, (digest) => createHash(digest).update(data).digest());
    if (!finding.intact)
      throw new TimestampRefused(`L’horodatage rendu ne tient pas (${finding.reasons.join(', ')}).`);
    if (!finding.nonce || !sameBytes(finding.nonce, nonce))
      throw new TimestampRefused('L’autorité d’horodatage a répondu à une autre demande.');
    return token;
  };
}

/** A TimeStampReq over a SHA-256 imprint that asks for the authority's certificate. */
function timestampRequest(hash: Uint8Array, nonce: Uint8Array): Uint8Array {
  const imprint = sequence(sequence(oid(oids.sha256), element(tags.null)), octets(hash));
  return sequence(integer(1), imprint, integer(nonce), element(tags.boolean, Uint8Array.of(0xff)));
}

async function ask(settings: TimestampSettings, request: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(settings.address, {
      method: 'POST',
      body: Uint8Array.from(request),
      headers: { 'content-type': 'application/timestamp-query' },
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMilliseconds ?? 10_000),
    });
    if (!response.ok) throw new TimestampRefused(`L’autorité d’horodatage a répondu ${response.status}.`);
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > longestAnswer)
        throw new TimestampRefused('La réponse de l’autorité d’horodatage est trop longue.');
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof TimestampRefused) throw error;
    throw new TimestampRefused('L’autorité d’horodatage ne répond pas.', { cause: error });
  }
}

/** Takes the token out of a TimeStampResp that grants it. */
function readAnswer(answer: Uint8Array): Uint8Array {
  try {
    const [status, token] = children(readBer(answer, tags.sequence));
    const [given] = status ? children(status, tags.sequence) : [];
    const code = given && toSmall(given);
    if ((code !== 0 && code !== 1) || !token)
      throw new TimestampRefused(`L’autorité d’horodatage a refusé la demande (${code}).`);
    return raw(token);
  } catch (error) {
    if (error instanceof MalformedDer)
      throw new TimestampRefused('La réponse de l’autorité n’est pas un horodatage.');
    throw error;
  }
}
