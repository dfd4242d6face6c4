import { Agent, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  /** Milliseconds of each request, from the first byte sent to the last received. */
  readonly times: readonly number[];
  readonly seconds: number;
}

/** Browsers at once: enough to keep both cores of a small machine busy. */
const browsers = 4;

/**
 * Sends calls over kept connections, `browsers` at once, for so long or until none is left.
 *
 * @throws where one is answered otherwise than expected: a figure of error pages is worth nothing
 */
export async function sendCalls(
  port: number,
  calls: Iterator<Call>,
  want: { readonly status: number; readonly seconds?: number; readonly count?: number },
): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: browsers });
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + (want.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  let sent = 0;
  const browse = async (): Promise<void> => {
    while (performance.now() < end && sent < (want.count ?? Number.POSITIVE_INFINITY)) {
      sent += 1;
      const next = calls.next();
      if (next.done) return;
      const start = performance.now();
      const { status, text } = await send(port, next.value, agent);
      times.push(performance.now() - start);
      if (status !== want.status) {
        throw new Error(`${next.value.method} ${next.value.path} answers ${status}: ${text.slice(0, 300)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: browsers }, browse));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { times, seconds };
}

/** One request, its answer read to the end. */
export function send(
  port: number,
  call: Call,
  agent?: Agent,
): Promise<{ status: number; text: string; location: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...call.headers,
      ...(call.body === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(call.body),
          }),
    };
    const asked = request(
      { host: '127.0.0.1', port, method: call.method, path: call.path, headers, ...(agent && { agent }) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            location: answer.headers.location ?? '',
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(call.body);
  });
}

/** The value under which that share of the values lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
