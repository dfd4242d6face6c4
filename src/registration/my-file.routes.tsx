import { Hono } from 'hono';
import { z } from 'zod';
import { type Operator, operatorsOf } from '#src/directory/index.js';
import { fileResponse, readFile } from '#src/platform/files.js';
import { type FieldErrors, readForm, type Typed } from '#src/platform/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/http.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web.js';
import { versionOf } from './document-store.js';
import { DocumentsPage } from './documents.page.js';
import { documentInput, identityInput, officeInput } from './file-input.js';
import { type FileView, holderOnOrder, piecesOfFile, viewFile } from './file-view.js';
import { chooseOffice, fillInFile, saveDraft } from './fill-in-file.js';
import { IdentityPage, typedIdentity } from './identity.page.js';
import { MyFilePage } from './my-file.page.js';
import { OfficePage } from './office.page.js';
import { filePaths } from './paths.js';
import type { FileSlots } from './slots.js';
import { stepPage } from './step-page.js';
import { tables } from './store.js';
import { submissionDefects } from './submission.js';
import { submitFile } from './submit-file.js';
import { SubmitPage } from './submit-file.page.js';
import { uploadDocument } from './upload-document.js';

/** The holder's pages: `/mon-dossier/…`. Whoever is not the holder of the file finds nothing there. */
export function myFileRoutes(web: Web, slots: FileSlots): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use('/mon-dossier/*', signedIn);

  const mine = (c: WebContext): Promise<FileView | undefined> =>
    viewFile(web.db, personOf(c), c.req.param('id') ?? '', web.kernel.clock(), ['holder']);
  const pieces = (view: FileView) => piecesOfFile(web.db, view.facts, view.now);

  const mayFill = (view: FileView): boolean => view.next.some((row) => row.step === 'fill-in');

  routes.get('/mon-dossier/:id', async (c) => {
    const view = await mine(c);
    if (!view) return notFound(c);
    return page(
      c,
      { title: 'Mon dossier de certificat', width: 'reading' },
      <MyFilePage view={view} pieces={await pieces(view)} stepPage={stepPage(slots, view, c)}>
        {await slots.cards(web.db, view.facts, personOf(c), view.now)}
      </MyFilePage>,
    );
  });

  const identityPage = (
    c: WebContext,
    view: FileView,
    more: { typed: Typed; errors?: FieldErrors; refusal?: string; status?: 200 | 409 | 422 },
  ): Promise<Response> => {
    const { id } = view.facts;
    const { typed, errors = {}, refusal, status = 200 } = more;
    return page(
      c,
      { title: 'Vos données', width: 'reading', status, invalid: status !== 200 },
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
    const view = await mine(c);
    if (!view) return notFound(c);
    if (!mayFill(view)) return c.redirect(filePaths.mine(view.facts.id), 303);
    return identityPage(c, view, { typed: typedIdentity(view.row) });
  });
  routes.post('/mon-dossier/:id/identite', async (c) => {
    const view = await mine(c);
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
    const view = await mine(c);
    if (!view) return notFound(c);
    const { typed } = await readForm(c, z.object({}));
    const result = await web.kernel.transact(personOf(c), (act) => saveDraft(act, view.facts.id, typed));
    return c.body(null, isRefusal(result) ? 409 : 204);
  });

  const officePage = async (c: WebContext, view: FileView, error?: string, status?: 409 | 422) =>
    page(
      c,
      {
        title: 'Le bureau qui contrôle',
        width: 'reading',
        ...(status ? { status, invalid: true } : {}),
      },
      <OfficePage
        offices={nearestFirst(await operatorsOf(web.db, 'registration-office'), view)}
        chosen={view.facts.office_id}
        error={error}
        back={filePaths.mine(view.facts.id)}
        action={filePaths.office(view.facts.id)}
      />,
    );
  routes.get('/mon-dossier/:id/bureau', async (c) => {
    const view = await mine(c);
    if (!view) return notFound(c);
    if (!mayFill(view)) return c.redirect(filePaths.mine(view.facts.id), 303);
    return officePage(c, view);
  });
  routes.post('/mon-dossier/:id/bureau', async (c) => {
    const view = await mine(c);
    if (!view) return notFound(c);
    const form = await readForm(c, officeInput);
    if (!form.ok) return officePage(c, view, Object.values(form.errors)[0], 422);
    const { office } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => chooseOffice(act, view.facts.id, office));
    if (isRefusal(result)) return refused(c, result, ({ sentence }) => officePage(c, view, sentence, 409));
    return c.redirect(filePaths.mine(view.facts.id), 303);
  });

  const documentsPage = async (
    c: WebContext,
    view: FileView,
    refusal?: { kind: string; typed: Typed; errors: FieldErrors; status: 409 | 422 },
  ) =>
    page(
      c,
      {
        title: 'Vos pièces',
        width: 'reading',
        ...(refusal ? { status: refusal.status, invalid: true } : {}),
      },
      <DocumentsPage view={view} pieces={await pieces(view)} editable={mayFill(view)} refused={refusal} />,
    );
  routes.get('/mon-dossier/:id/pieces', async (c) => {
    const view = await mine(c);
    return view ? documentsPage(c, view) : notFound(c);
  });
  routes.post('/mon-dossier/:id/pieces/:kind', async (c) => {
    const view = await mine(c);
    const kind = c.req.param('kind');
    if (!view) return notFound(c);
    const form = await readForm(c, z.object({ [kind]: documentInput }));
    if (!form.ok) {
      return documentsPage(c, view, { kind, typed: form.typed, errors: form.errors, status: 422 });
    }
    const input = form.value[kind] as z.output<typeof documentInput>;
    const result = await web.kernel.transact(personOf(c), (act) =>
      uploadDocument(act, view.facts.id, kind, input),
    );
    if (isRefusal(result)) {
      return refused(c, result, (refusal, status) =>
        documentsPage(c, view, {
          kind,
          typed: form.typed,
          errors: { [`${kind}.${fieldOf(refusal, input)}`]: refusal.sentence },
          status,
        }),
      );
    }
    return c.redirect(filePaths.documents(view.facts.id, kind), 303);
  });
  routes.get('/mon-dossier/:id/pieces/:kind/:number', async (c) => {
    const view = await mine(c);
    const version =
      view && (await versionOf(web.db, view.facts.id, c.req.param('kind'), Number(c.req.param('number'))));
    const file = version && (await readFile(web.db, version.stored_id));
    return file ? fileResponse(file) : notFound(c);
  });

  const submitPage = async (
    c: WebContext,
    view: FileView,
    more: { refusal?: string; unconfirmed?: boolean; status?: 409 | 422 } = {},
  ) => {
    const found = await pieces(view);
    const documents = found.flatMap(({ document }) => (document ? [document] : []));
    const expected = found.map((piece) => piece.expected);
    return page(
      c,
      {
        title: 'Vérifier et déposer',
        width: 'reading',
        ...(more.status ? { status: more.status, invalid: true } : {}),
      },
      <SubmitPage
        view={view}
        pieces={found}
        ordered={await holderOnOrder(web.db, view.facts.holder_id)}
        defects={submissionDefects(view.row, expected, documents, view.now)}
        {...more}
      />,
    );
  };
  routes.get('/mon-dossier/:id/depot', async (c) => {
    const view = await mine(c);
    if (!view) return notFound(c);
    if (!mayFill(view)) return c.redirect(filePaths.mine(view.facts.id), 303);
    return submitPage(c, view);
  });
  routes.post('/mon-dossier/:id/depot', async (c) => {
    const view = await mine(c);
    if (!view) return notFound(c);
    const form = await readForm(
      c,
      z.object({ confirmed: z.literal('oui'), version: z.coerce.number().int() }),
    );
    if (!form.ok) return submitPage(c, view, { unconfirmed: true, status: 422 });
    const { version } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => submitFile(act, view.facts.id, version));
    if (isRefusal(result)) {
      const fresh = (await mine(c)) ?? view;
      return refused(c, result, ({ sentence }) => submitPage(c, fresh, { refusal: sentence, status: 409 }));
    }
    return c.redirect(filePaths.mine(view.facts.id), 303);
  });

  routes.get('/mon-dossier', async (c) => {
    const person = personOf(c);
    const files = await tables(web.db)
      .selectFrom('holder_files')
      .select('id')
      .where('email', '=', person.email)
      .orderBy('created_at', 'desc')
      .limit(1)
      .execute();
    return files[0] ? c.redirect(filePaths.mine(files[0].id), 303) : notFound(c);
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

/** The offices of the department where the key will be handed over come first. */
function nearestFirst(offices: readonly Operator[], view: FileView): Operator[] {
  const here = new Set(view.centre?.departments ?? []);
  const near = (office: Operator): boolean => office.departments.some((each) => here.has(each));
  return [...offices.filter(near), ...offices.filter((office) => !near(office))];
}
