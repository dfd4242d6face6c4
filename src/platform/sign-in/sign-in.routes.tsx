import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { isRefusal } from '#src/platform/acts/refusal.js';
import type { FormError } from '#src/platform/ui/index.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebContext, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { clientOf } from './client.js';
import { doorRoutes } from './door.routes.js';
import { safePath } from './safe-path.js';
import type { From, SignIn } from './sign-in.js';
import { AddressPage, CodePage } from './sign-in.pages.js';
import { addressField, codeField } from './sign-in-fields.js';

const addressForm = z.object({ adresse: addressField, retour: z.string().optional() });
const codeForm = z.object({ code: codeField, retour: z.string().optional() });

interface SignInRouteParts {
  readonly signIn: SignIn;
  /** Whether X-Forwarded-For comes from a proxy of ours. */
  readonly behindProxy: boolean;
}

const addressCookie = 'cle.adresse';

/** Signing in and out, and the doors that mails lead to. */
export function signInRoutes(web: Web, { signIn, behindProxy }: SignInRouteParts): WebRoutes {
  const app = new Hono<WebEnv>();
  const from = (c: WebContext): From => ({ client: clientOf(c, behindProxy), headers: c.req.raw.headers });

  app.get('/connexion', async (c) => {
    const back = safePath(c.req.query('retour'));
    return c.get('actor')?.door === null ? c.redirect(back, 303) : askAddress(c, { back, errors: [] });
  });

  app.post('/connexion', async (c) => {
    const form = await readForm(c, addressForm);
    const back = safePath(typedText(form.typed, 'retour'));
    const email = typedText(form.typed, 'adresse');
    if (!form.ok) return askAddress(c, { email, back, errors: formErrors(form.errors) }, 422);
    const sent = await signIn.sendCode(form.value.adresse, from(c));
    if (isRefusal(sent)) return askAddress(c, { email, back, errors: [{ message: sent.sentence }] }, 409);
    for (const cookie of sent) c.header('set-cookie', cookie, { append: true });
    setCookie(c, addressCookie, form.value.adresse, {
      path: '/connexion',
      httpOnly: true,
      sameSite: 'Lax',
      secure: web.baseUrl.startsWith('https:'),
      maxAge: 900,
    });
    return c.redirect(`/connexion/code${queryOf(back)}`, 303);
  });

  app.get('/connexion/code', async (c) => {
    const back = safePath(c.req.query('retour'));
    const email = getCookie(c, addressCookie);
    return email ? askCode(c, { email, back, errors: [] }) : c.redirect(`/connexion${queryOf(back)}`, 303);
  });

  app.post('/connexion/code', async (c) => {
    const form = await readForm(c, codeForm);
    const back = safePath(typedText(form.typed, 'retour'));
    const email = getCookie(c, addressCookie);
    if (!email) return c.redirect(`/connexion${queryOf(back)}`, 303);
    if (!form.ok) return askCode(c, { email, back, errors: formErrors(form.errors) }, 422);
    const given = { email, code: form.value.code };
    const session = await signIn.redeem(given, from(c));
    if (isRefusal(session)) {
      return askCode(c, { email, back, errors: [{ field: 'code', message: session.sentence }] }, 409);
    }
    deleteCookie(c, addressCookie, { path: '/connexion' });
    for (const cookie of session) c.header('set-cookie', cookie, { append: true });
    return c.redirect(back, 303);
  });

  app.post('/deconnexion', async (c) => {
    c.header('set-cookie', await signIn.signOut(c.req.raw.headers), { append: true });
    return c.redirect('/', 303);
  });

  app.route('/', doorRoutes(web, { signIn, from }));
  return app;
}

function queryOf(back: string): string {
  return back === '/' ? '' : `?retour=${encodeURIComponent(back)}`;
}

type Status = 200 | 409 | 422;

interface Asked {
  readonly email?: string;
  readonly back: string;
  readonly errors: readonly FormError[];
}

function askAddress(c: WebContext, asked: Asked, status: Status = 200): Promise<Response> {
  const title = 'Se connecter';
  const options = { title, width: 'reading', status, invalid: status !== 200 } as const;
  return page(c, options, <AddressPage {...asked} />);
}

function askCode(c: WebContext, asked: Asked & { email: string }, status: Status = 200): Promise<Response> {
  const title = 'Le code reçu';
  const options = { title, width: 'reading', status, invalid: status !== 200 } as const;
  const previous = { href: `/connexion${queryOf(asked.back)}`, label: 'Changer d’adresse' };
  return page(
    c,
    options,
    <CodePage {...{ ...asked, title, previous }} action="/connexion/code" again="/connexion" />,
  );
}
