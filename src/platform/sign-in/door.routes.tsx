import { Hono } from 'hono';
import { z } from 'zod';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import type { FormError } from '#src/platform/ui/index.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebContext, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { FreshLinkPage, OpenDoorPage, PassedDoorPage, ReplacedDoorPage, ShutDoorPage } from './door.pages.js';
import { type Door, doorOf, doorPath } from './doors.js';
import { askFreshLinks } from './fresh-link.js';
import type { From, SignIn } from './sign-in.js';
import { CodePage } from './sign-in.pages.js';
import { addressField, codeField } from './sign-in-fields.js';

interface DoorRouteParts {
  readonly signIn: SignIn;
  readonly from: (c: WebContext) => From;
}

const addressForm = z.object({ adresse: addressField });
const codeForm = z.object({ code: codeField });

/**
 * What a mailed link leads to (rule 8 of the procedure). A GET shows and never changes anything, however often a
 * robot follows it; the button mails a code, the code opens a session for the door's subject.
 */
export function doorRoutes(web: Web, { signIn, from }: DoorRouteParts): WebRoutes {
  const app = new Hono<WebEnv>();
  app.get('/porte/lien-envoye', (c) =>
    page(c, { title: 'Regardez votre messagerie', width: 'reading' }, <FreshLinkPage />),
  );

  app.post('/porte/nouveau-lien', async (c) => {
    const form = await readForm(c, addressForm);
    if (!form.ok) {
      const email = typedText(form.typed, 'adresse');
      return shut(c, 422, { email, errors: formErrors(form.errors) });
    }
    const email = form.value.adresse;
    const refusal = await signIn.sendLimited(email, from(c), () =>
      web.kernel.transact(calendar, (act) => askFreshLinks(act, { email })),
    );
    return refusal
      ? shut(c, 409, { email, errors: [{ message: refusal.sentence }] })
      : c.redirect('/porte/lien-envoye', 303);
  });

  app.get('/porte/:token', async (c) => {
    const token = c.req.param('token');
    return show(c, token, await doorOf(web.db, token));
  });

  app.post('/porte/:token/nouveau-lien', async (c) => {
    const token = c.req.param('token');
    const door = await doorOf(web.db, token);
    if (!door) return show(c, token, door);
    const { email, subject, purpose } = door;
    const refusal = await signIn.sendLimited(email, { ...from(c), door: token }, () =>
      web.kernel.transact(calendar, (act) => askFreshLinks(act, { email, like: { subject, purpose } })),
    );
    return refusal
      ? show(c, token, door, [{ message: refusal.sentence }])
      : c.redirect('/porte/lien-envoye', 303);
  });

  app.post('/porte/:token/code', async (c) => {
    const token = c.req.param('token');
    const door = await doorOf(web.db, token);
    if (!door || door.closedAt) return show(c, token, door);
    const sent = await signIn.sendCode(door.email, { ...from(c), door: token });
    if (isRefusal(sent)) return show(c, token, door, [{ message: sent.sentence }]);
    for (const cookie of sent) c.header('set-cookie', cookie, { append: true });
    return c.redirect(`${doorPath(token)}/code`, 303);
  });

  app.get('/porte/:token/code', async (c) => {
    const token = c.req.param('token');
    const door = await doorOf(web.db, token);
    return !door || door.closedAt ? show(c, token, door) : askCode(c, token, []);
  });

  app.post('/porte/:token/session', async (c) => {
    const token = c.req.param('token');
    const door = await doorOf(web.db, token);
    if (!door || door.closedAt) return show(c, token, door);
    const form = await readForm(c, codeForm);
    if (!form.ok) return askCode(c, token, formErrors(form.errors), 422);
    const given = { email: door.email, code: form.value.code };
    const session = await signIn.redeem(given, { ...from(c), door: token }, door);
    if (isRefusal(session)) return askCode(c, token, [{ field: 'code', message: session.sentence }], 409);
    for (const cookie of session) c.header('set-cookie', cookie, { append: true });
    return c.redirect(door.path, 303);
  });

  return app;
}

/** The page of a door in whatever state it is: open 200, closed 410, never there 404, refused 409. */
function show(
  c: WebContext,
  token: string,
  door: Door | undefined,
  errors: readonly FormError[] = [],
): Promise<Response> | Response {
  if (!door) return shut(c, 404, { errors });
  const refusedOr = <S extends 200 | 410>(status: S): S | 409 => (errors.length > 0 ? 409 : status);
  if (door.closedAt && door.closedReason !== null) {
    return shut(c, refusedOr(410), { reason: door.closedReason, errors });
  }
  if (door.closedAt) {
    const freshAction = `${doorPath(token)}/nouveau-lien`;
    return page(
      c,
      { title: 'Ce lien a été remplacé', width: 'reading', status: refusedOr(410) },
      <ReplacedDoorPage {...{ freshAction, errors }} />,
    );
  }
  const actor = c.get('actor');
  const passed = actor?.email === door.email && (actor.door === null || actor.door === door.subject);
  const codeAction = `${doorPath(token)}/code`;
  return page(
    c,
    { title: 'Un dossier vous attend', width: 'reading', status: refusedOr(200) },
    passed ? <PassedDoorPage path={door.path} /> : <OpenDoorPage {...{ codeAction, errors }} />,
  );
}

function shut(
  c: WebContext,
  status: 404 | 409 | 410 | 422,
  props: { reason?: string; email?: string; errors: readonly FormError[] },
): Promise<Response> {
  const title = props.reason ? 'Ce lien est fermé' : 'Ce lien n’ouvre rien';
  return page(c, { title, width: 'reading', status, invalid: status === 422 }, <ShutDoorPage {...props} />);
}

function askCode(
  c: WebContext,
  token: string,
  errors: readonly FormError[],
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const title = 'Le code reçu';
  const action = `${doorPath(token)}/session`;
  const again = `${doorPath(token)}/code`;
  const previous = { href: doorPath(token), label: 'Revenir au lien' };
  return page(
    c,
    { title, width: 'reading', status, invalid: status !== 200 },
    <CodePage {...{ title, action, again, previous, errors }} />,
  );
}
