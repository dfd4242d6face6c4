import { Hono } from 'hono';
import { z } from 'zod';
import { addressDoubts, emailField } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { readForm } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { filePaths } from '#src/registration/paths.js';
import { AddressPage } from './address.page.js';
import { correctAddress } from './correct-address.js';
import { type FileView, viewFile } from './file-view.js';

/** The holder's address, corrected by the holder or by the organisation. */
export function addressRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  correctionRoutes(web, routes, '/mon-dossier/:id/adresse', 'holder');
  correctionRoutes(web, routes, '/dossiers/:id/adresse', 'correspondent');
  return routes;
}

function correctionRoutes(web: Web, routes: WebRoutes, path: string, as: 'holder' | 'correspondent'): void {
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
    const { id } = found.facts;
    const result = await web.kernel.transact(personOf(c), (act) => correctAddress(act, id, email));
    if (isRefusal(result)) {
      return refused(c, result, ({ sentence }, status) =>
        show(c, found, { typed: email, error: sentence, status }),
      );
    }
    // A holder who changes their address no longer has the file under the old one.
    if (!mine || personOf(c).email === email) return c.redirect(back(id), 303);
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
