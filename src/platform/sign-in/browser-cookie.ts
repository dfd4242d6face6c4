import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

/** The browser from which somebody signs in. */
export interface Browser {
  /** Drawn at random; a code serves only in the browser that asked for it. */
  readonly id: string;
  /** Whether the owner of the address was the last to sign in with it. */
  knows(email: string): boolean;
}

interface BrowserCookie {
  /** The browser that bears our cookie; undefined where none does. */
  read(headers: Headers): Browser | undefined;
  /** A browser that is new to us. */
  make(): Browser;
  /** A Set-Cookie that has it recognised: by its name alone, or as that of who has proved an address. */
  write(browser: Browser, provedEmail?: string): string;
}

const days = 400;

/**
 * OWASP's device cookie: whoever has signed in with a browser is not kept out of it by strangers who ask for codes
 * in their name, and none of them can try or replace the code that it was sent.
 */
export function createBrowserCookie(options: { baseUrl: string; secret: string }): BrowserCookie {
  const secure = options.baseUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}cle.navigateur`;
  const attributes = `Max-Age=${days * 86_400}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const mark = (id: string, email: string): string =>
    createHmac('sha256', options.secret).update(`browser:${id}:${email}`).digest('base64url');
  const same = (one: string, other: string): boolean =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
  return {
    read(headers) {
      const value = parse(headers.get('cookie') ?? '', name)[name] ?? '';
      const [, id, given = ''] = /^([\w-]{22})(?:\.([\w-]{43}))?$/.exec(value) ?? [];
      return id === undefined ? undefined : { id, knows: (email) => same(given, mark(id, email)) };
    },
    make: () => ({ id: randomBytes(16).toString('base64url'), knows: () => false }),
    write: ({ id }, proved) =>
      `${name}=${proved === undefined ? id : `${id}.${mark(id, proved)}`}; ${attributes}`,
  };
}
