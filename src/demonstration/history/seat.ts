import type { App } from '#src/app.js';

/** Somebody's browser on the demonstration's own pages: the history is written through the same forms as any act. */
export interface Seat {
  readonly personId: string;
  get(path: string): Promise<string>;
  /** Posts a form; what is not done (neither 2xx nor 3xx) is an error of the demonstration. Returns the Location. */
  post(path: string, fields: Readonly<Record<string, string | readonly string[] | File>>): Promise<string>;
}

/** Takes a person's place, without a code: the demonstration only. */
export async function takeSeat(app: Pick<App, 'http' | 'signIn'>, personId: string): Promise<Seat> {
  const cookie = (await app.signIn.openSession(personId)).split(';')[0] ?? '';
  const origin = 'http://localhost';
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', origin);
    const response = await app.http.request(`${origin}${path}`, { ...init, headers });
    if (response.status < 400) return response;
    throw new Error(`${init.method} ${path} answers ${response.status}: ${problems(await response.text())}`);
  };
  return {
    personId,
    async get(path) {
      return (await ask(path, { method: 'GET' })).text();
    },
    async post(path, fields) {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each: string | File) => [name, each] as const),
      );
      // As a browser does: in parts where there is a file to send, else in one line.
      const body = pairs.some(([, value]) => value instanceof File) ? new FormData() : new URLSearchParams();
      for (const [name, value] of pairs) body.append(name, value as string);
      const response = await ask(path, { method: 'POST', body });
      return response.headers.get('location') ?? '';
    },
  };
}

/** What the page says is wrong, for the log. */
function problems(html: string): string {
  const summary =
    /ds-error-summary.*?<\/section>/s.exec(html)?.[0] ?? /<main.*?<\/main>/s.exec(html)?.[0] ?? '';
  return summary
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

/** Values offered by the boxes or buttons of one name, in the page's order. */
export function values(html: string, name: string): string[] {
  const inputs = html.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g')) ?? [];
  return inputs.flatMap((input) => /value="([^"]*)"/.exec(input)?.[1] ?? []);
}

/** The value of a hidden field of a page. */
export function hidden(html: string, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return /value="([^"]*)"/.exec(field)?.[1] ?? '';
}

/** The value that a list of a page has. */
export function selected(html: string, name: string): string {
  const list = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(html)?.[0] ?? '';
  const option = /<option[^>]* selected[^>]*>/.exec(list)?.[0] ?? '';
  return /value="([^"]*)"/.exec(option)?.[1] ?? '';
}
