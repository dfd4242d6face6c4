import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { clientOf } from './client.js';
import { doorRoutes } from './door.routes.js';
import { readForm, typedText } from './form.js';
import { page } from './http.js';
import { isRefusal } from './refusal.js';
import { safePath } from './safe-path.js';
import type { SignIn } from './sign-in.js';
import { AddressPage, CodePage } from './sign-in.pages.js';
import type { FormError } from './ui/index.js';
import type { Web, WebContext, WebEnv, WebRoutes } from './web.js';

/** An address as people type it; « Vérifiez… » where it can't be one. */
export const addressField = z
  .string('Saisissez votre adresse électronique.')
  .min(1, 'Saisissez votre adresse électronique.')
  .max(254, 'Cette adresse est trop longue\u202f: vérifiez-la.')
  .toLowerCase()
  .pipe(z.email('Cette adresse n’est pas complète. Exemple\u202f: prenom.nom@exemple.fr'));

/** Six digits, with or without the blanks that a mail shows or a copy brings. */
export const codeField = z
  .string('Saisissez le code à six chiffres reçu par courrier électronique.')
  .transform((typed) => typed.replace(/[^0-9]/g, ''))
  .pipe(z.string().length(6, 'Le code a six chiffres\u202f: recopiez-le tel qu’il est dans le message.'));

const addressForm = z.object({ adresse: addressField, retour: z.string().optional() });
const codeForm = z.object({ code: codeField, retour: z.string().optional() });

export interface SignInRouteParts {
  readonly signIn: SignIn;
  /** Whether X-Forwarded-For comes from a proxy of ours. */
  readonly behindProxy: boolean;
}

const addressCookie = 'cle.adresse';

/** Signing in and out, and the doors that mails lead to. */
export function signInRoutes(web: Web, { signIn, behindProxy }: SignInRouteParts): WebRoutes {
  const app = new Hono<WebEnv>();
  const client = (c: WebContext): string => clientOf(c, behindProxy);
  const secure = web.baseUrl.startsWith('https:');

  app.get('/connexion', (c) => {
    const back = safePath(c.req.query('retour'));
    const actor = c.get('actor');
    if (actor && actor.door === null) return c.redirect(back, 303);
    return askAddress(c, { back, errors: [] });
  });

  app.post('/connexion', async (c) => {
    const form = await readForm(c, addressForm);
    const back = safePath(typedText(form.typed, 'retour'));
    const email = typedText(form.typed, 'adresse');
    if (!form.ok) {
      const errors = Object.entries(form.errors).map(([field, message]) => ({ field, message }));
      return askAddress(c, { email, back, errors, status: 422 });
    }
    const refusal = await signIn.sendCode(form.value.adresse, client(c));
    if (refusal) return askAddress(c, { email, back, errors: [{ message: refusal.sentence }], status: 409 });
    setCookie(c, addressCookie, form.value.adresse, {
      path: '/connexion',
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      maxAge: 900,
    });
    return c.redirect(`/connexion/code${queryOf(back)}`, 303);
  });

  app.get('/connexion/code', (c) => {
    const back = safePath(c.req.query('retour'));
    const email = getCookie(c, addressCookie);
    if (!email) return c.redirect(`/connexion${queryOf(back)}`, 303);
    return askCode(c, { email, back, errors: [] });
  });

  app.post('/connexion/code', async (c) => {
    const form = await readForm(c, codeForm);
    const back = safePath(typedText(form.typed, 'retour'));
    const email = getCookie(c, addressCookie);
    if (!email) return c.redirect(`/connexion${queryOf(back)}`, 303);
    if (!form.ok) {
      const errors = Object.entries(form.errors).map(([field, message]) => ({ field, message }));
      return askCode(c, { email, back, errors, status: 422 });
    }
    const given = { email, code: form.value.code };
    const session = await signIn.redeem(given, { client: client(c), headers: c.req.raw.headers });
    if (isRefusal(session)) {
      return askCode(c, { email, back, errors: [{ field: 'code', message: session.sentence }], status: 409 });
    }
    deleteCookie(c, addressCookie, { path: '/connexion' });
    for (const cookie of session) c.header('set-cookie', cookie, { append: true });
    return c.redirect(back, 303);
  });

  app.post('/deconnexion', async (c) => {
    c.header('set-cookie', await signIn.signOut(c.req.raw.headers), { append: true });
    return c.redirect('/', 303);
  });

  app.route('/', doorRoutes(web, { signIn, client }));
  return app;
}

function queryOf(back: string): string {
  return back === '/' ? '' : `?retour=${encodeURIComponent(back)}`;
}

interface Asked {
  readonly email?: string;
  readonly back: string;
  readonly errors: readonly FormError[];
  readonly status?: 422 | 409;
}

function askAddress(
  c: WebContext,
  { status = 200 as const, ...asked }: Omit<Asked, 'status'> & { status?: 200 | 422 | 409 },
) {
  return page(
    c,
    { title: 'Se connecter', width: 'reading', status, invalid: asked.errors.length > 0 },
    <AddressPage {...asked} />,
  );
}
