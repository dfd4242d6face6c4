import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.js';

/** Where addresses found in certificates may lead. They are hostile input. */
export interface FetchRules {
  /** Hosts that may be asked: « crl.exemple.fr », « *.exemple.fr » for those below, « hôte:8080 » for a port. */
  readonly hosts: readonly string[];
  readonly timeoutMs?: number;
  readonly longestAnswer?: number;
  /** Loopback and private networks too: tests and the demonstration only. */
  readonly allowPrivate?: boolean;
}

/** An address that was not asked, or did not answer as it should; the message says which and why. */
export class FetchRefused extends Error {}

/** Fetches bytes, by GET or by POST of a body of a given type. Throws `FetchRefused`. */
export interface Fetcher {
  readonly get: (url: string) => Promise<Uint8Array>;
  readonly post: (url: string, type: string, body: Uint8Array) => Promise<Uint8Array>;
}

const mostRedirects = 3;

/**
 * A fetcher that keeps to the rules: http(s) and listed hosts only, no address on a private network whatever
 * the name resolves to, no redirect to another host, one deadline for everything, no answer longer than allowed.
 */
export function guardedFetcher(rules: FetchRules): Fetcher {
  const limits = { timeoutMs: rules.timeoutMs ?? 10_000, longestAnswer: rules.longestAnswer ?? 32_000_000 };
  const ask = async (address: string, post?: { type: string; body: Uint8Array }): Promise<Uint8Array> => {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    let url = allowedUrl(address, rules);
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await send(url, rules, signal, post);
      if (answer.statusCode === 200) return read(answer, url, limits.longestAnswer);
      answer.destroy();
      const { location } = answer.headers;
      if (!location || ![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0)) {
        throw new FetchRefused(`${url.href} answered ${answer.statusCode}`);
      }
      const next = allowedUrl(new URL(location, url).href, rules);
      if (next.hostname !== url.hostname) throw new FetchRefused(`${url.href} leads to another host`);
      url = next;
    }
    throw new FetchRefused(`${address} leads in circles`);
  };
  const named = async (url: string, found: Promise<Uint8Array>): Promise<Uint8Array> => {
    try {
      return await found;
    } catch (error) {
      if (error instanceof FetchRefused) throw error;
      if (error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name)) {
        throw new FetchRefused(`${url} did not answer within ${limits.timeoutMs} ms`);
      }
      throw new FetchRefused(`${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    get: (url) => named(url, ask(url)),
    post: (url, type, body) => named(url, ask(url, { type, body })),
  };
}

/** Reads an address and refuses it unless the rules allow it. */
function allowedUrl(address: string, rules: FetchRules): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) {
    throw new FetchRefused(`${address} is no plain http(s) address`);
  }
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  const host = url.port ? `${url.hostname}:${url.port}` : url.hostname;
  const isListed = rules.hosts.some((one) => {
    const listed = one.toLowerCase();
    return listed === host || (listed.startsWith('*.') && host.endsWith(listed.slice(1)));
  });
  if (!isListed) throw new FetchRefused(`${host} is not among the hosts that may be asked`);
  if (isIP(bare) && !rules.allowPrivate && !isPublicAddress(bare)) {
    throw new FetchRefused(`${host} is on a private network`);
  }
  return url;
}

async function send(
  url: URL,
  rules: FetchRules,
  signal: AbortSignal,
  post: { type: string; body: Uint8Array } | undefined,
): Promise<IncomingMessage> {
  const { promise, resolve: answered, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    {
      method: post ? 'POST' : 'GET',
      headers: post ? { 'content-type': post.type, 'content-length': post.body.length } : {},
      lookup: guardedLookup(rules),
      signal,
      agent: false,
    },
    answered,
  );
  request.on('error', reject);
  request.end(post?.body);
  return promise;
}

/** Resolves a name and refuses it if any of its addresses is private: a listed name may be made to point inside. */
function guardedLookup(rules: FetchRules): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (!rules.allowPrivate && addresses.some(({ address }) => !isPublicAddress(address))) {
        return callback(new FetchRefused(`${hostname} is on a private network`), '');
      }
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      return first ? callback(null, first.address, first.family) : callback(new Error('no address'), '');
    });
  };
}

async function read(answer: IncomingMessage, url: URL, longest: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > longest) throw new FetchRefused(`${url.href} answered more than ${longest} octets`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
