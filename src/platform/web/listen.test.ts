import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from './listen.js';

/** What the server says to bytes that are sent as they stand, until it hangs up. */
function said(port: number, bytes: string, told: () => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, told));
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error) => ('code' in error && error.code === 'ECONNRESET' ? {} : reject(error)));
  });
}

test('what Node refuses before there is a request is refused in French', async () => {
  const server = await listen(() => new Response('bonjour'), { port: 0, hostname: '127.0.0.1' });
  const head = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  for (const [bytes, status, sentence] of [
    [`${head}Cookie: a=${'a'.repeat(20_000)}\r\n\r\n`, '431', 'Effacez les cookies de ce site'],
    [`${head.replace('/', `/${'a'.repeat(20_000)}`)}\r\n`, '431', 'L’adresse de la page'],
    ['GET /é\0 HTTP/1.1\r\n\r\n', '400', 'n’est pas arrivée sous une forme lisible'],
  ] as const) {
    const answer = await said(server.port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(sentence);
    const [headers = '', body = ''] = answer.split('\r\n\r\n');
    expect(headers).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  }
  expect(await said(server.port, `${head}\r\n`)).toContain('bonjour');
  await server.close();
});

test('a body that never ends does not hold the stop', async () => {
  const read = (request: Request): Promise<Response> => request.text().then((text) => new Response(text));
  const server = await listen(read, { port: 0, hostname: '127.0.0.1', patience: 100 });
  let sent = (): void => {};
  const begun = new Promise<void>((resolve) => {
    sent = resolve;
  });
  const answer = said(server.port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nadresse=', sent);
  await begun;
  await server.close();
  expect(await answer).toBe('');
});
