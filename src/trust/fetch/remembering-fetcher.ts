import type { Fetcher } from './guarded-fetch.js';

interface Remembered {
  readonly until: number;
  readonly octets: Uint8Array;
}

/**
 * Keeps what was fetched by GET for a while, so that a list of several megabytes is not asked again for every
 * certificate; the oldest answers give way once all together pass `mostOctets`. Questions by POST carry a nonce
 * and are always asked. A refusal is not kept.
 */
export function rememberingFetcher(
  fetcher: Fetcher,
  options: { readonly forMs: number; readonly mostOctets: number; readonly now: () => number },
): Fetcher {
  const known = new Map<string, Remembered>();
  const running = new Map<string, Promise<Uint8Array>>();
  let size = 0;

  const forget = (url: string): void => {
    size -= known.get(url)?.octets.length ?? 0;
    known.delete(url);
  };
  const keep = (url: string, octets: Uint8Array): void => {
    forget(url);
    known.set(url, { until: options.now() + options.forMs, octets });
    size += octets.length;
    for (const oldest of known.keys()) {
      if (size <= options.mostOctets) break;
      forget(oldest);
    }
  };
  const get = async (url: string): Promise<Uint8Array> => {
    const found = known.get(url);
    if (found && found.until > options.now()) return found.octets;
    const asked = running.get(url) ?? fetcher.get(url);
    running.set(url, asked);
    try {
      const octets = await asked;
      keep(url, octets);
      return octets;
    } finally {
      running.delete(url);
    }
  };
  return { get, post: fetcher.post };
}
