import type { Hono } from 'hono';
import type { WebEnv } from '#src/platform/web/web.js';

export interface Answer {
  status: number;
  /** Where a redirect leads. */
  location: string | null;
  /** The page's words, tags left out. */
  words: string;
  html: string;
  bytes: Uint8Array;
  headers: Headers;
}

/** Somebody at a browser: keeps cookies, follows nothing by itself, posts forms from the site's own pages. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono<WebEnv>;
  readonly #address: string;

  constructor(app: Hono<WebEnv>, address = '192.0.2.1') {
    this.#app = app;
    this.#address = address;
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, { method: 'GET' });
  }

  post(
    path: string,
    fields: Record<string, string> | URLSearchParams = {},
    origin = 'http://localhost',
  ): Promise<Answer> {
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** Takes a Set-Cookie header, as a browser would. */
  take(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split('; ');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(equals + 1));
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const connection = { incoming: { socket: { remoteAddress: this.#address } } };
    const response = await this.#app.request(`http://localhost${path}`, { ...init, headers }, connection);
    for (const each of response.headers.getSetCookie()) this.take(each);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const html = new TextDecoder().decode(bytes);
    // where a word may break, it does not end
    const words = html
      .replaceAll('<wbr/>', '')
      .replace(/<head>.*?<\/head>|<[^>]+>/gs, ' ')
      .replace(/\s+/g, ' ');
    return {
      status: response.status,
      location: response.headers.get('location'),
      words,
      html,
      bytes,
      headers: response.headers,
    };
  }
}
