import { Hono } from 'hono';
import { z } from 'zod';
import { addressDoubts, emailField } from '#src/directory/index.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { codeField } from '#src/platform/sign-in/sign-in-fields.js';
import { type FieldErrors, readForm, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { filePaths } from '#src/registration/paths.js';
import { refusals } from '#src/registration/refusals.js';
import { AddressPage } from './address.page.js';
import { askAddressCode, changeAddress } from './change-address.js';
import { ChangeAddressPage } from './change-address.page.js';
import { correctAddress } from './correct-address.js';
import { type FileView, viewFile } from './file-view.js';
import { myFile } from './my-file.js';

/** The holder's address, corrected by the holder or by the organisation. */
export function addressRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  askRoutes(web, routes, '/mon-dossier/:id/adresse', 'holder', async (c, { facts: { id } }, email) => {
    const asked = await web.kernel.transact(personOf(c), (act) =>
      askAddressCode(act, personOf(c), id, email),
    );
    if (isRefusal(asked)) return asked;
    if (asked === 'mailed') return confirmPage(c, id, { email });
    const refusal = refusals.addressCodeTooSoon(asked.minutes).sentence;
    return confirmPage(c, id, { email, refusal, status: 409 });
  });
  askRoutes(web, routes, '/dossiers/:id/adresse', 'correspondent', async (c, { facts: { id } }, email) => {
    const corrected = await web.kernel.transact(personOf(c), (act) => correctAddress(act, id, email));
    return isRefusal(corrected) ? corrected : c.redirect(filePaths.followed(id), 303);
  });
  confirmRoute(web, routes);
  return routes;
}

/** The code that went to the new address is typed back. */
function confirmRoute(web: Web, routes: WebRoutes): void {
  routes.post('/mon-dossier/:id/adresse/code', signedIn, async (c) => {
    const id = c.req.param('id');
    const form = await readForm(c, z.object({ email: emailField, code: codeField }));
    const email = typedText(form.typed, 'email');
    if (!(await myFile(web, c))) return notFound(c);
    if (!form.ok) return confirmPage(c, id, { email, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      changeAddress(act, personOf(c), id, form.value),
    );
    if (isRefusal(result)) {
      return refused(c, result, ({ sentence }, status) =>
        confirmPage(c, id, { email, refusal: sentence, status }),
      );
    }
    if (result !== 'changed') {
      const no = result === 'wrong' ? refusals.addressCodeWrong : refusals.addressCodeExpired;
      return confirmPage(c, id, { email, errors: { code: no.sentence }, status: 409 });
    }
    // The file is no longer theirs under the old address.
    return page(
      c,
      { title: 'Adresse changée', width: 'reading' },
      <p>
        C’est fait. Un nouveau lien vient d’être envoyé à <strong>{email}</strong> : ouvrez-le pour continuer.
        L’ancien lien est fermé.
      </p>,
    );
  });
}

function confirmPage(
  c: WebContext,
  id: string,
  { status, ...props }: { email: string; errors?: FieldErrors; refusal?: string; status?: 409 | 422 },
): Response | Promise<Response> {
  return page(
    c,
    { title: 'Confirmer ma nouvelle adresse', width: 'reading', again: status },
    <ChangeAddressPage {...props} ask={filePaths.myAddress(id)} action={filePaths.confirmAddress(id)} />,
  );
}

/** Asks for the address, its doubts included, then does what its party may do with it. */
function askRoutes(
  web: Web,
  routes: WebRoutes,
  path: string,
  as: 'holder' | 'correspondent',
  give: (c: WebContext, view: FileView, email: string) => Promise<Response | Refusal>,
): void {
  const mine = as === 'holder';
  const back = mine ? filePaths.mine : filePaths.followed;
  const show = (
    c: WebContext,
    view: FileView,
    more: { typed?: string; error?: string | undefined; doubt?: string | undefined; status?: 409 | 422 } = {},
  ) =>
    page(
      c,
      {
        title: mine ? 'Changer mon adresse électronique' : 'Corriger l’adresse du titulaire',
        width: 'reading',
        again: more.status,
      },
      <AddressPage
        mine={mine}
        email={view.facts.email}
        typed={more.typed ?? ''}
        error={more.error}
        doubt={more.doubt}
        back={back(view.facts.id)}
        action={c.req.path}
      />,
    );
  const view = (c: WebContext) =>
    viewFile(web.db, personOf(c), c.req.param('id') ?? '', web.kernel.clock(), [as]);
  routes.get(path, signedIn, async (c) => {
    const found = await view(c);
    return found ? show(c, found) : notFound(c);
  });
  routes.post(path, signedIn, async (c) => {
    const found = await view(c);
    if (!found) return notFound(c);
    const form = await readForm(c, z.object({ email: emailField, sure: z.string().optional() }));
    if (!form.ok) {
      const typed = typeof form.typed.email === 'string' ? form.typed.email : '';
      return show(c, found, { typed, error: form.errors.email, status: 422 });
    }
    const { email, sure } = form.value;
    const [doubt] = addressDoubts(email);
    if (doubt && sure !== 'oui') return show(c, found, { typed: email, doubt: doubt.sentence, status: 422 });
    const result = await give(c, found, email);
    if (!isRefusal(result)) return result;
    return refused(c, result, ({ sentence }, status) =>
      show(c, found, { typed: email, error: sentence, status }),
    );
  });
}
