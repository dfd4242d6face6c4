import { Hono } from 'hono';
import { z } from 'zod';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { fileResponse } from '#src/platform/web/files.js';
import { type FieldErrors, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { documentInput } from '#src/registration/file/file-input.js';
import type { FileView } from '#src/registration/file/file-view.js';
import { mayFill, myFile, myPieces } from '#src/registration/file/my-file.js';
import { filePaths } from '#src/registration/paths.js';
import { DocumentsPage, type RefusedPiece } from './documents.page.js';
import { draftsOf } from './draft-store.js';
import { openDocument } from './open-document.js';
import { pieceModel } from './piece-model.js';
import { keepDocumentDraft, uploadDocument } from './upload-document.js';

const nothing = documentInput.parse({});

/** `/mon-dossier/…/pieces`: the pieces, one upload each. */
export function myDocumentsRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const documentsPage = async (c: WebContext, view: FileView, refused?: RefusedPiece) =>
    page(
      c,
      { title: 'Vos pièces', width: 'reading', again: refused && 409 },
      <DocumentsPage
        view={view}
        pieces={await myPieces(web, view)}
        drafts={await draftsOf(web.db, view.facts.id)}
        editable={mayFill(view)}
        refused={refused}
      />,
    );
  const sent = async (c: WebContext, kind: string) => {
    const form = await readForm(c, z.object({ [kind]: documentInput.catch(nothing) }));
    return { input: (form.ok && form.value[kind]) || nothing, typed: form.typed };
  };
  routes.get('/mon-dossier/:id/pieces', async (c) => {
    const view = await myFile(web, c);
    return view ? documentsPage(c, view) : notFound(c);
  });
  routes.post('/mon-dossier/:id/pieces/:kind', async (c) => {
    const { id, kind } = c.req.param();
    const form = await sent(c, kind);
    const again = async (errors: FieldErrors): Promise<Response> => {
      const view = await myFile(web, c);
      return view ? documentsPage(c, view, { kind, typed: form.typed, errors }) : notFound(c);
    };
    const result = await web.kernel.transact(personOf(c), (act) => uploadDocument(act, id, kind, form));
    if (isRefusal(result)) {
      return refused(c, result, ({ sentence }) => again({ [`${kind}.file`]: sentence }));
    }
    if ('faults' in result) {
      const named = Object.entries(result.faults).map(([field, sentence]) => [`${kind}.${field}`, sentence]);
      return again(Object.fromEntries(named));
    }
    return c.redirect(filePaths.documents(id, kind), 303);
  });
  routes.post('/mon-dossier/:id/pieces/:kind/brouillon', async (c) => {
    const { id, kind } = c.req.param();
    const form = await sent(c, kind);
    const result = await web.kernel.transact(personOf(c), (act) => keepDocumentDraft(act, id, kind, form));
    if (isRefusal(result)) return refused(c, result, () => c.body(null, 409));
    return c.body(null, 204);
  });
  routes.get('/mon-dossier/:id/pieces/:kind/:number{[1-9][0-9]{0,3}}', async (c) => {
    const view = await myFile(web, c);
    const { kind, number } = c.req.param();
    return view ? openDocument(web, c, view.facts, kind, Number(number)) : notFound(c);
  });
  routes.get('/mon-dossier/:id/pieces/:kind/modele.pdf', async (c) => {
    const view = await myFile(web, c);
    return view ? modelResponse(web, c, view) : notFound(c);
  });
  return routes;
}

/** The model of a piece, for whoever may see the file; not there where the catalogue gives none. */
export async function modelResponse(web: Web, c: WebContext, view: FileView): Promise<Response> {
  const model = await pieceModel(web.db, view.facts, c.req.param('kind') ?? '', {
    now: view.now,
    test: web.demonstration,
  });
  if (!model) return notFound(c);
  return fileResponse({ ...model, mediaType: 'application/pdf' }, 'attachment');
}
