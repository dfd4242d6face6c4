import { Hono } from 'hono';
import { z } from 'zod';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm, type Typed } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { filePaths } from '#src/registration/paths.js';
import { draftOf } from '#src/registration/store.js';
import { identityInput } from './file-input.js';
import type { FileView } from './file-view.js';
import { fillInFile, saveDraft } from './fill-in-file.js';
import { IdentityPage, typedIdentity } from './identity.page.js';
import { mayFill, myFile } from './my-file.js';

/** `/mon-dossier/…/identite`: the holder’s own data, kept as they are typed. */
export function myIdentityRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const identityPage = (c: WebContext, view: FileView, more: Again & { typed: Typed }): Promise<Response> => {
    const { id } = view.facts;
    const { typed, errors = {}, refusal, status } = more;
    return page(
      c,
      { title: 'Vos données', width: 'reading', again: status },
      <IdentityPage
        view={view}
        onBehalf={false}
        typed={typed}
        errors={errors}
        refusal={refusal}
        back={filePaths.mine(id)}
        action={filePaths.identity(id)}
        draft={filePaths.identityDraft(id)}
      />,
    );
  };

  routes.get('/mon-dossier/:id/identite', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    if (!mayFill(view)) return c.redirect(filePaths.mine(view.facts.id), 303);
    const draft = await draftOf(web.db, view.facts.id);
    return identityPage(c, view, { typed: draft ?? typedIdentity(view.facts) });
  });
  routes.post('/mon-dossier/:id/identite', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    const form = await readForm(c, identityInput);
    if (!form.ok) return identityPage(c, view, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      fillInFile(act, view.facts.id, form.value),
    );
    if (isRefusal(result)) {
      return refused(c, result, ({ refused: code, sentence }) =>
        identityPage(c, view, {
          typed: form.typed,
          status: 409,
          ...(code === 'birth-date' ? { errors: { birthDate: sentence } } : { refusal: sentence }),
        }),
      );
    }
    const next = result.office_id ? filePaths.mine(result.id) : filePaths.office(result.id);
    return c.redirect(next, 303);
  });
  routes.post('/mon-dossier/:id/identite/brouillon', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    const { typed } = await readForm(c, z.object({}));
    const result = await web.kernel.transact(personOf(c), (act) => saveDraft(act, view.facts.id, typed));
    return c.body(null, isRefusal(result) ? 409 : 204);
  });
  return routes;
}
