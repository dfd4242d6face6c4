import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

interface SessionCookie {
  /** The token of the session, where the cookie bears our signature. */
  read(headers: Headers): string | undefined;
  /** A Set-Cookie that gives the session to the browser. */
  write(token: string): string;
  /** A Set-Cookie that takes it back. */
  clear(): string;
}

/** The cookie that better-auth writes and reads (`token.signature`), for what happens outside its own endpoints. */
export function createSessionCookie(options: {
  baseUrl: string;
  secret: string;
  seconds: number;
}): SessionCookie {
  const secure = options.baseUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}cle.session_token`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const sign = (token: string): string => createHmac('sha256', options.secret).update(token).digest('base64');
  return {
    read(headers) {
      const header = headers.get('cookie');
      const value = header === null ? undefined : parse(header, name)[name];
      const dot = value?.lastIndexOf('.') ?? -1;
      if (value === undefined || dot < 1) return undefined;
      const token = value.slice(0, dot);
      const given = Buffer.from(value.slice(dot + 1));
      const expected = Buffer.from(sign(token));
      return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
    },
    write: (token) =>
      `${name}=${encodeURIComponent(`${token}.${sign(token)}`)}; Max-Age=${options.seconds}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
