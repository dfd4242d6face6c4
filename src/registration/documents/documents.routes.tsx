import { Hono } from 'hono';
import { z } from 'zod';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { type FieldErrors, readForm, type Typed } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { documentInput } from '#src/registration/file/file-input.js';
import type { FileView } from '#src/registration/file/file-view.js';
import { mayFill, myFile, myPieces } from '#src/registration/file/my-file.js';
import { filePaths } from '#src/registration/paths.js';
import { DocumentsPage } from './documents.page.js';
import { openDocument } from './open-document.js';
import { uploadDocument } from './upload-document.js';

/** `/mon-dossier/…/pieces`: the pieces, one upload each. */
export function myDocumentsRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const documentsPage = async (
    c: WebContext,
    view: FileView,
    refusal?: { kind: string; typed: Typed; errors: FieldErrors; status: 409 | 422 },
  ) =>
    page(
      c,
      { title: 'Vos pièces', width: 'reading', again: refusal?.status },
      <DocumentsPage
        view={view}
        pieces={await myPieces(web, view)}
        editable={mayFill(view)}
        refused={refusal}
      />,
    );
  routes.get('/mon-dossier/:id/pieces', async (c) => {
    const view = await myFile(web, c);
    return view ? documentsPage(c, view) : notFound(c);
  });
  routes.post('/mon-dossier/:id/pieces/:kind', async (c) => {
    const { id, kind } = c.req.param();
    const again = async (typed: Typed, errors: FieldErrors, status: 409 | 422): Promise<Response> => {
      const view = await myFile(web, c);
      return view ? documentsPage(c, view, { kind, typed, errors, status }) : notFound(c);
    };
    const form = await readForm(c, z.object({ [kind]: documentInput }));
    if (!form.ok) return again(form.typed, form.errors, 422);
    const input = form.value[kind] as z.output<typeof documentInput>;
    const result = await web.kernel.transact(personOf(c), (act) => uploadDocument(act, id, kind, input));
    if (isRefusal(result)) {
      return refused(c, result, (refusal, status) =>
        again(form.typed, { [`${kind}.${fieldOf(refusal, input)}`]: refusal.sentence }, status),
      );
    }
    return c.redirect(filePaths.documents(id, kind), 303);
  });
  routes.get('/mon-dossier/:id/pieces/:kind/:number{[1-9][0-9]{0,3}}', async (c) => {
    const view = await myFile(web, c);
    const { kind, number } = c.req.param();
    return view ? openDocument(web, c, view.facts, kind, Number(number)) : notFound(c);
  });
  return routes;
}

/** Beside which field of a piece a refusal is shown. */
function fieldOf(refusal: Refusal, input: { expires: string | null; dated: string | null }): string {
  switch (refusal.refused) {
    case 'document-date':
      return /valable|expiré/.test(refusal.sentence) || input.expires ? 'expires' : 'dated';
    case 'identity-references':
      return 'last4';
    default:
      return 'file';
  }
}
