import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';

interface Listening {
  readonly port: number;
  /** Takes no more; what is under way has `patience` to end, and is then cut: a slow sender holds no stop. */
  close(): Promise<void>;
}

interface ListenOptions {
  readonly port: number;
  readonly hostname: string;
  /** Milliseconds. */
  readonly patience?: number;
}

/**
 * Opens the front door on a port. What Node refuses before there is a request (headers too long or too slow, not
 * HTTP) gets its words here; how long headers and bodies may take is Node's: one minute and five.
 *
 * @throws what `listen` says where the port or the address can't be had
 */
export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { patience = 10_000, ...address }: ListenOptions,
): Promise<Listening> {
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started: ServerType = serve({ fetch, ...address }, () => resolve(started));
    started.once('error', reject);
    started.on('clientError', refuse);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patience);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(cut);
    },
  };
}

function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  const { _httpMessage: begun } = socket as { _httpMessage?: ServerResponse<IncomingMessage> };
  if (socket.writable && !begun?.headersSent && error.code !== 'ECONNRESET') socket.write(answerTo(error));
  socket.destroy(error);
}

function answerTo({ code }: NodeJS.ErrnoException): string {
  const [status, sentence] = wordsOf(code);
  const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Demande refusée – Clé en main</title><h1>Demande refusée</h1><p>${sentence}</p></html>`;
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Content-Security-Policy: default-src 'none'",
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

function wordsOf(code: string | undefined): [status: number, sentence: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [
        431,
        'L’adresse de la page, ou les cookies que votre navigateur y joint, sont trop longs. Effacez les cookies de ce site, puis ouvrez de nouveau la page d’accueil.',
      ];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [
        408,
        'Votre demande a mis trop de temps à arriver, et rien n’a été modifié. Envoyez-la de nouveau.',
      ];
    default:
      return [400, 'Votre demande n’est pas arrivée sous une forme lisible, et rien n’a été modifié.'];
  }
}
