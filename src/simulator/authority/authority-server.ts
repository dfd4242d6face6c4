import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Authority } from './authority.js';

const longestRequest = 65_536;

interface Answer {
  readonly type: string;
  readonly body: Uint8Array;
}

export interface ServedAuthority {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves an authority's CRLs, certificates, OCSP and timestamps over HTTP on loopback, at the paths that its
 * certificates name. `now` is the authority's clock.
 */
export async function serveAuthority(
  authority: Authority,
  options: { readonly port?: number; readonly now: () => Date },
): Promise<ServedAuthority> {
  const server = createServer((request, response) => {
    answer(authority, request, options.now())
      .then((found) => {
        response.writeHead(found ? 200 : 404, found ? { 'content-type': found.type } : {});
        response.end(found?.body);
      })
      .catch(() => response.writeHead(400).end());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function answer(
  authority: Authority,
  request: IncomingMessage,
  now: Date,
): Promise<Answer | undefined> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const last = pathname.split('/').at(-1);
  if (request.method === 'POST') {
    const body = await read(request);
    if (last === 'ocsp') return { type: 'application/ocsp-response', body: authority.ocsp(body, now) };
    if (last === 'horodatage') {
      return { type: 'application/timestamp-reply', body: authority.timestamp(body, now) };
    }
    return undefined;
  }
  const { root, issuing } = authority.hierarchy;
  switch (last) {
    case 'racine.crl':
      return { type: 'application/pkix-crl', body: authority.rootCrl(now) };
    case 'deux-etoiles.crl':
      return { type: 'application/pkix-crl', body: authority.crl(now) };
    case 'racine.cer':
      return { type: 'application/pkix-cert', body: root.certificate };
    case 'deux-etoiles.cer':
      return { type: 'application/pkix-cert', body: issuing.certificate };
    default:
      return undefined;
  }
}

async function read(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > longestRequest) throw new Error('request too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
