import { Hono } from 'hono';
import { z } from 'zod';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { type FileView, holderOnOrder } from '#src/registration/file/file-view.js';
import { officesFor } from '#src/registration/file/fill-in-file.js';
import { mayFill, myFile, myPieces } from '#src/registration/file/my-file.js';
import { filePaths } from '#src/registration/paths.js';
import { submissionDefects } from './submission.js';
import { submitFile } from './submit-file.js';
import { SubmitPage } from './submit-file.page.js';

/** `/mon-dossier/…/depot`: the holder reads everything once more and hands the file in; later, reads it again. */
export function submitFileRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const submitPage = async (
    c: WebContext,
    view: FileView,
    more: { refusal?: string; unconfirmed?: boolean; status?: 409 | 422 } = {},
  ) => {
    const found = await myPieces(web, view);
    const documents = found.flatMap(({ document }) => (document ? [document] : []));
    const expected = found.map((piece) => piece.expected);
    return page(
      c,
      {
        title: mayFill(view) ? 'Vérifier et déposer' : 'Ce que vous avez envoyé',
        width: 'reading',
        again: more.status,
      },
      <SubmitPage
        view={view}
        pieces={found}
        ordered={await holderOnOrder(web.db, view.facts.holder_id)}
        editable={mayFill(view)}
        defects={submissionDefects(
          view.facts,
          expected,
          documents,
          view.now,
          await officesFor(web.db, view.facts.state),
        )}
        {...more}
      />,
    );
  };
  routes.get('/mon-dossier/:id/depot', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    if (!mayFill(view) && !view.facts.submitted_at) return c.redirect(filePaths.mine(view.facts.id), 303);
    return submitPage(c, view);
  });
  routes.post('/mon-dossier/:id/depot', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    const form = await readForm(
      c,
      z.object({ confirmed: z.literal('oui'), version: z.coerce.number().int() }),
    );
    if (!form.ok) return submitPage(c, view, { unconfirmed: true, status: 422 });
    const { version } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => submitFile(act, view.facts.id, version));
    if (isRefusal(result)) {
      const fresh = (await myFile(web, c)) ?? view;
      return refused(c, result, ({ sentence }) => submitPage(c, fresh, { refusal: sentence, status: 409 }));
    }
    return c.redirect(filePaths.mine(view.facts.id), 303);
  });
  return routes;
}
