import { randomUUID } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type pg from 'pg';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar, type Person } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Schedule, Worker } from '#src/platform/jobs/jobs.js';
import type { Log } from '#src/platform/log.js';
import { type MailContact, type NewMail, queueMail } from '#src/platform/mail/mail.js';
import { blankOldCodes } from '#src/platform/mail/mail-worker.js';
import { createLimits, type LimitSettings } from '#src/platform/web/limits.js';
import { type Auth, codeSeconds, createAuth, inBrowser, sessionSeconds } from './auth.js';
import { type Browser, createBrowserCookie } from './browser-cookie.js';
import { freshLinkWorker } from './fresh-link.js';
import { createSessionCookie } from './session-cookie.js';
import {
  deleteExpiredSessions,
  deleteSession,
  limitSession,
  nameIfUnknown,
  personOfSession,
} from './session-store.js';
import { signInCodeMail } from './sign-in-code.mail.js';
import { tooManyCodes, tooManyTries, wrongCode } from './sign-in-refusals.js';

interface SignInParts {
  readonly kernel: Kernel;
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly log: Log;
  /** Whom the mails with a code name: the purchasing body's contact. */
  readonly contact: () => Promise<MailContact>;
  readonly limits?: LimitSettings;
}

/** What a door limits a session to; see doors.ts. */
export interface DoorLimit {
  readonly id: string;
  readonly name: string;
}

/** Who asks: the client's network address, and the headers of the request. */
export interface From {
  readonly client: string;
  readonly headers: Headers;
  /** The token of the door through which they ask: only its owner was mailed it. */
  readonly door?: string;
}

export interface SignIn {
  /**
   * Mails a code to that address, known or not: nothing tells which. Returns the Set-Cookie header by which a new
   * browser is recognised: the code serves in it alone.
   */
  sendCode(email: string, from: From): Promise<readonly string[] | Refusal>;
  /** Mails what `mail` makes (a fresh link) under the same limits as a code. */
  sendLimited(email: string, from: From, mail: () => Promise<void>): Promise<Refusal | undefined>;
  /** Set-Cookie headers of a session for whoever gives the right code; the one that `headers` bear ends. */
  redeem(
    code: { email: string; code: string },
    from: From,
    door?: DoorLimit,
  ): Promise<readonly string[] | Refusal>;
  /** A session without a code: personas of the demonstration, and tests. */
  openSession(personId: string, door?: DoorLimit): Promise<string>;
  /** Who is there, with the roles of this instant. */
  actorOf(headers: Headers): Promise<Person | null>;
  signOut(headers: Headers): Promise<string>;
  /** To be registered with the jobs. */
  readonly schedules: readonly Schedule[];
  readonly workers: readonly Worker[];
  readonly auth: Auth;
}

export function createSignIn(parts: SignInParts): SignIn {
  const { kernel, secret } = parts;
  const { db, baseUrl } = kernel;
  const auth = createAuth({ db, baseUrl, secret, log: parts.log });
  const limits = createLimits(parts.pool, parts.limits);
  const cookie = createSessionCookie({ baseUrl, secret, seconds: sessionSeconds });
  const browsers = createBrowserCookie({ baseUrl, secret });

  const askerFor = (email: string, { client, headers, door }: From) => {
    const browser = browsers.read(headers);
    return { client, own: browser?.knows(email) ? browser.id : door };
  };

  async function sendLimited(
    email: string,
    from: From,
    mail: () => Promise<void>,
  ): Promise<Refusal | undefined> {
    const wait = await limits.send(email, askerFor(email, from));
    if (wait !== undefined) return tooManyCodes(wait);
    await mail();
    return undefined;
  }

  async function mailCode(email: string, browser: Browser): Promise<void> {
    const code = await inBrowser(browser.id, () =>
      auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } }),
    );
    const contact = await parts.contact();
    const until = new Date(kernel.clock().getTime() + codeSeconds * 1000);
    const key = `sign-in-code:${randomUUID()}`;
    const mail: NewMail = signInCodeMail({ to: email, code, key, until, contact });
    await kernel.transact(calendar, (act) => queueMail(act, mail));
  }

  async function sessionFor(
    { email, code }: { email: string; code: string },
    browser: Browser,
    name: string,
    userAgent: string,
  ): Promise<{ token: string; personId: string } | Refusal> {
    try {
      const { token, user } = await inBrowser(browser.id, () =>
        auth.api.signInEmailOTP({
          body: { email, otp: code, name },
          headers: new Headers({ 'user-agent': userAgent.slice(0, 300) }),
        }),
      );
      return { token, personId: user.id };
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return wrongCode;
      throw error;
    }
  }

  return {
    auth,
    sendLimited,
    async sendCode(email, from) {
      const known = browsers.read(from.headers);
      const browser = known ?? browsers.make();
      const refusal = await sendLimited(email, from, () => mailCode(email, browser));
      return refusal ?? (known ? [] : [browsers.write(browser)]);
    },
    async redeem(given, from, door) {
      const { client, headers } = from;
      const wait = await limits.try(askerFor(given.email, from));
      if (wait !== undefined) return tooManyTries(wait);
      const browser = browsers.read(headers);
      if (!browser) return wrongCode;
      const session = await sessionFor(given, browser, door?.name ?? '', headers.get('user-agent') ?? '');
      if (isRefusal(session)) return session;
      await limits.forgive(given.email, client);
      if (door) {
        await limitSession(db, session.token, door.id);
        await nameIfUnknown(db, session.personId, door.name);
      }
      const before = cookie.read(headers);
      if (before) await deleteSession(db, before);
      return [cookie.write(session.token), browsers.write(browser, given.email)];
    },
    async openSession(personId, door) {
      const { internalAdapter } = await auth.$context;
      const { token } = await internalAdapter.createSession(personId);
      if (door) await limitSession(db, token, door.id);
      return cookie.write(token);
    },
    async actorOf(headers) {
      const token = cookie.read(headers);
      const row = token && (await personOfSession(db, token));
      if (!row) return null;
      const { id, email, door, roles, left } = row;
      return { kind: 'person', id, name: row.name || email, email, roles, left, door };
    },
    async signOut(headers) {
      const token = cookie.read(headers);
      if (token) await deleteSession(db, token);
      return cookie.clear();
    },
    workers: [freshLinkWorker(parts.contact)],
    schedules: [
      blankOldCodes,
      { name: 'delete-expired-sessions', cron: '17 3 * * *', run: () => deleteExpiredSessions(db) },
    ],
  };
}
