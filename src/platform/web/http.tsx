import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { Child } from 'hono/jsx';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Person } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { typesetHtml } from '#src/platform/french/typeset.js';
import { ErrorPage } from '#src/platform/ui/error-page.js';
import { Layout, type Shell } from '#src/platform/ui/layout.js';
import { assetRoutes } from './assets.js';
import { wholeBody } from './form.js';
import type { Web, WebContext, WebEnv, WebRoutes } from './web.js';
import { Forged, NotWhole, TooLarge, Unavailable, Unforeseen } from './went-wrong.pages.js';

interface PageOptions {
  readonly title: string;
  readonly status?: ContentfulStatusCode;
  readonly width?: 'reading' | 'page' | 'desk';
  readonly scripts?: readonly string[];
  /** Form refused: the title of the window says so first. */
  readonly invalid?: boolean;
  /** A form shown again because it was refused: that status, and the title that says so. */
  readonly again?: 409 | 422 | undefined;
}

/** Answers with a whole page. Pages are personal: no cache keeps them. */
export async function page(c: WebContext, options: PageOptions, children: Child): Promise<Response> {
  const { again, status = again ?? 200, invalid = again !== undefined, ...layout } = options;
  c.header('Cache-Control', 'no-store');
  const shell = await c.get('shell')(status === 404);
  const html = await (
    <Layout shell={shell} invalid={invalid} {...layout}>
      {children}
    </Layout>
  ).toString();
  return c.html(typesetHtml(html), status);
}

/**
 * Answers a refusal: what is not one's part does not exist (404); any other is shown with its sentence on the
 * page that `show` makes (409).
 */
export async function refused(
  c: WebContext,
  refusal: Refusal,
  show: (refusal: Refusal, status: 409) => Response | Promise<Response>,
): Promise<Response> {
  return refusal.refused === notYourPart.refused ? notFound(c) : show(refusal, 409);
}

/** 404: it does not exist, or not for this person; the page does not say which. */
export function notFound(c: WebContext): Promise<Response> {
  return page(
    c,
    { title: 'Page introuvable', status: 404, width: 'reading' },
    <ErrorPage title="Cette page n’existe pas">
      <p>
        L’adresse est peut-être incomplète, ou cette page ne vous est pas ouverte avec l’adresse électronique
        que vous utilisez. Vérifiez le lien, ou repartez de votre page d’accueil.
      </p>
    </ErrorPage>,
  );
}

/** Lets only people who are signed in pass; others go to the sign-in page, then back. */
export const signedIn = createMiddleware<WebEnv>(async (c, next) =>
  c.get('actor') ? next() : toSignIn(c as WebContext),
);

/** Back to the page asked for, or to that of the form that was sent too late. */
function toSignIn(c: WebContext): Response {
  const { origin, pathname, search } = new URL(c.req.url);
  const sent = c.req.header('referer') ?? '';
  const form = URL.canParse(sent) && new URL(sent).host === new URL(origin).host ? new URL(sent) : undefined;
  const back =
    c.req.method === 'GET' ? `${pathname}${search}` : form ? `${form.pathname}${form.search}` : '/';
  return c.redirect(`/connexion?retour=${encodeURIComponent(back)}`, 303);
}

interface HttpParts {
  readonly web: Web;
  readonly routes: readonly WebRoutes[];
  readonly actorOf: (headers: Headers) => Promise<Person | null>;
  readonly shellOf: (actor: Person | null, path: string, bare: boolean) => Promise<Shell>;
}

const megabyte = 1024 * 1024;

/** The application's front door: headers, forged requests, who is there, pages, and what went wrong. */
export function createHttp({ web, routes, actorOf, shellOf }: HttpParts): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.route('/', assetRoutes());
  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.header('X-Request-Id', c.get('requestId'));
    c.set('actor', null);
    c.set('shell', (bare) => shellOf(c.get('actor'), c.req.path, bare));
    await next();
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'same-origin',
      // a page that shows what others wrote (a mail's HTML) may be stricter than the rest
      overwrite: false,
      strictTransportSecurity: web.baseUrl.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  );
  // behind a proxy that carries the https, the address of the request is not the one that browsers know
  const own = new URL(web.baseUrl).origin;
  app.use(csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin }));
  app.use(async (c, next) => {
    c.set('actor', await actorOf(c.req.raw.headers));
    await next();
  });
  // No address of ours holds one, and the database keeps no text with one. A door, of which only a hash is asked of
  // it, has its own words for a link that was spoilt.
  app.use((c, next) =>
    /^(?!\/porte\/).*\p{Cc}/su.test(decoded(c.req.path)) ? notFound(c as WebContext) : next(),
  );
  // who is signed out has nothing to send but an address and a code: more comes from a session that has ended
  const small = bodyLimit({ maxSize: megabyte / 4, onError: (c) => toSignIn(c as WebContext) });
  const large = bodyLimit({ maxSize: 64 * megabyte, onError: (c) => tooLarge(c as WebContext) });
  app.use((c, next) => (c.get('actor') ? large : small)(c, next));
  // A body may be minutes on its way: whoever sends it has the roles and the session of the moment at which it is there.
  app.use(async (c, next) => {
    if (c.get('actor') && c.req.header('content-type')) {
      const begun = performance.now();
      await wholeBody(c as WebContext);
      if (performance.now() - begun > longOnItsWay) c.set('actor', await actorOf(c.req.raw.headers));
    }
    await next();
  });
  for (const each of routes) app.route('/', each);
  app.notFound((c) => notFound(c));
  app.onError(async (error, c) => {
    if (error instanceof HTTPException && error.status === 403) return forged(c);
    if (error instanceof HTTPException && error.status === 413) return tooLarge(c);
    // the second: cut while the limit of size reads it, before anything reads a form
    const cut = c.req.raw.signal.aborted && error.message === 'aborted';
    if (cut || (error instanceof HTTPException && error.status === 400)) return notWhole(c);
    // the address of a door is its key
    const path = c.req.path.replace(/^(\/porte\/)[^/]+/, '$1…');
    web.log.error({ requestId: c.get('requestId'), path, error }, 'unforeseen');
    if (!(await shown(c))) return unavailable(c);
    return page(
      c,
      { title: 'Un incident est survenu', status: 500, width: 'reading' },
      <Unforeseen requestId={c.get('requestId')} />,
    );
  });
  return app;
}

/** Milliseconds. */
const longOnItsWay = 1000;

/** Whether what stands around every page can be read: not while the database is away. */
function shown(c: WebContext): Promise<boolean> {
  return c
    .get('shell')(true)
    .then(() => true)
    .catch(() => false);
}

/** 503, with nothing around it that would have to be read. */
async function unavailable(c: WebContext): Promise<Response> {
  c.set('shell', async () => ({
    home: '/',
    nav: [],
    person: null,
    footer: { links: [], contact: '' },
    scheme: 'auto',
  }));
  c.header('Retry-After', '30');
  return page(
    c,
    { title: 'Service momentanément indisponible', status: 503, width: 'reading' },
    <Unavailable />,
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function forged(c: WebContext): Promise<Response> {
  return page(c, { title: 'Demande refusée', status: 403, width: 'reading' }, <Forged />);
}

function notWhole(c: WebContext): Promise<Response> {
  return page(c, { title: 'Envoi incomplet', status: 400, width: 'reading' }, <NotWhole />);
}

function tooLarge(c: WebContext): Promise<Response> {
  return page(c, { title: 'Envoi trop volumineux', status: 413, width: 'reading' }, <TooLarge />);
}
