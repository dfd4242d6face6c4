import { NoAnswer, Unexpected } from './failures.js';
import type { Button, Filled, Form } from './form.js';
import { Page } from './page.js';

/** Where the server is, and how to wait for it when it does not answer. */
export interface Line {
  readonly baseUrl: string;
  /** Returns once the server answers again; throws where it never does. */
  up(): Promise<void>;
  /** The server is killed on purpose: what is not answered is asked again. */
  readonly rough: boolean;
  /** Told of each form that was taken, once the answer that says so is here. */
  acknowledged(path: string): void;
}

type Raw = { status: number; location: string | null; type: string; bytes: Buffer };

/** Somebody's browser: keeps cookies, follows redirects, sends forms as the page holds them. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #line: Line;
  #page: Page | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  get page(): Page {
    if (!this.#page) throw new Error('no page is open');
    return this.#page;
  }

  /** Opens an address, absolute or a path, and follows where it leads. A page that is not there is returned as such. */
  async open(address: string): Promise<Page> {
    const { page } = await this.#visit(address);
    return page;
  }

  /** Follows the link whose words begin so. */
  async follow(label: string): Promise<Page> {
    const href = this.page.link(label);
    if (href === undefined) throw new Unexpected(`« ${this.page.title} » n’a pas de lien « ${label} »`);
    return this.open(new URL(href, `${this.#line.baseUrl}${this.page.path}`).href);
  }

  /** Fills in the form of that button, as the page shows it, and presses the button. Anything but « done » is an error. */
  async press(label: string, filled: Filled = {}): Promise<Page> {
    const answer = await this.attempt(label, filled);
    if (answer.status >= 400) throw new Unexpected(`« ${label} » : refusé. ${answer.complaint}`);
    return answer;
  }

  /** The same, where the answer may be a refusal. */
  async attempt(label: string, filled: Filled = {}): Promise<Page> {
    const found = this.page.button(label);
    if (!found) throw new Unexpected(`« ${this.page.title} » n’a pas de bouton « ${label} »`);
    return this.send(found.form, filled, found.button);
  }

  /** Sends a form; the page that follows is returned whatever its status. */
  async send(form: Form, filled: Filled, button?: Button): Promise<Page> {
    const { path, init } = form.request(filled, button);
    if (init.method === 'GET') return this.open(path);
    const raw = await this.#ask(path, init);
    if (raw.status >= 500 && this.#line.rough) throw new NoAnswer();
    if (raw.status >= 500) throw new Unexpected(`« ${this.page.title} » : incident sur ${path}`);
    if (raw.location !== null) {
      this.#line.acknowledged(new URL(path, this.#line.baseUrl).pathname);
      return this.open(raw.location);
    }
    return this.#show(path, raw);
  }

  /** A file of the site: a PDF, a calendar, an export. */
  async download(address: string): Promise<{ type: string; bytes: Buffer }> {
    const { raw } = await this.#visit(address);
    if (raw.status !== 200) throw new Unexpected(`${address} répond ${raw.status}`);
    return raw;
  }

  async #visit(address: string): Promise<{ page: Page; raw: Raw }> {
    let at = address;
    for (let hops = 0; hops < 8; hops++) {
      const raw = await this.#get(at);
      const path = new URL(at, this.#line.baseUrl).pathname;
      if (raw.location === null) return { page: this.#show(path, raw), raw };
      at = new URL(raw.location, `${this.#line.baseUrl}${path}`).href;
    }
    throw new Unexpected(`${address} renvoie sans fin d’une page à l’autre`);
  }

  /** A GET changes nothing: it is asked again until there is an answer. */
  async #get(address: string): Promise<Raw> {
    for (;;) {
      try {
        const raw = await this.#ask(address, { method: 'GET' });
        if (raw.status < 500) return raw;
        if (!this.#line.rough) throw new Unexpected(`incident sur ${address}`);
      } catch (error) {
        if (!(error instanceof NoAnswer) || !this.#line.rough) throw error;
      }
      await this.#line.up();
    }
  }

  async #ask(address: string, init: RequestInit): Promise<Raw> {
    const { baseUrl } = this.#line;
    const headers = new Headers({ origin: baseUrl });
    if (this.#cookies.size > 0) {
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const url = new URL(address, baseUrl);
    url.hash = '';
    try {
      const answer = await fetch(url, {
        ...init,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
      });
      for (const each of answer.headers.getSetCookie()) this.#keep(each);
      const location = answer.headers.get('location');
      const type = answer.headers.get('content-type') ?? '';
      // a redirect has said it all with its headers
      const bytes = location === null ? Buffer.from(await answer.arrayBuffer()) : Buffer.alloc(0);
      return { status: answer.status, location, type, bytes };
    } catch (cause) {
      throw new NoAnswer(url.pathname, cause);
    }
  }

  #show(path: string, raw: Raw): Page {
    const page = new Page(
      path,
      raw.status,
      raw.type.startsWith('text/html') ? raw.bytes.toString('utf8') : '',
    );
    if (raw.type.startsWith('text/html')) this.#page = page;
    return page;
  }

  #keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split('; ');
    const equals = pair.indexOf('=');
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(pair.slice(0, equals));
    else this.#cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
}
