import { Hono } from 'hono';
import { z } from 'zod';
import { reasonsAt } from '#src/catalogue/index.js';
import { mailsSent } from '#src/orders/index.js';
import { bodiesOf } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { inSentence, ofName } from '#src/platform/french/french.js';
import { listAsked } from '#src/platform/lists/named-list.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { readForm } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { usageNames } from '#src/registration/configuration.js';
import { modelResponse } from '#src/registration/documents/documents.routes.js';
import { openDocument } from '#src/registration/documents/open-document.js';
import {
  besideExpected,
  type FileView,
  holderOnOrder,
  type Piece,
  piecesOfFile,
  viewFile,
} from '#src/registration/file/file-view.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import { orderedUnder } from '#src/registration/store.js';
import { askForCorrections, validateFile } from './conclude-file.js';
import { DeskFilePage } from './desk-file.page.js';
import type { DeskFileProps } from './desk-file-view.js';
import { countOf, deskLists, deskPaging, placeInQueue, queueOf } from './desk-queue.js';
import { DeskQueuePage } from './desk-queue.page.js';
import { giveVerdict, verdictInput } from './give-verdict.js';
import { separation } from './separation.js';

/** `/controle/…`: the desk of the registration officers, for the files whose holder chose their office. */
export function deskRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use('/controle', signedIn);
  routes.use('/controle/*', signedIn);

  routes.get('/controle', async (c) => {
    const person = personOf(c);
    if (bodiesOf(person, 'registration-officer').length === 0) return notFound(c);
    const url = new URL(c.req.url).searchParams;
    const filters = {
      list: listAsked(deskLists, url),
      text: searched(url),
    };
    const wanted = pageWanted(url, deskPaging);
    const [found, total] = await Promise.all([
      queueOf(web.db, person, filters, wanted),
      countOf(web.db, person, filters),
    ]);
    return page(
      c,
      { title: `Dossiers : ${filters.list.label.toLowerCase()}`, width: 'desk' },
      <DeskQueuePage
        list={{ path: filePaths.desk, query: url, wanted, page: found, total }}
        filters={filters}
        now={web.kernel.clock()}
      />,
    );
  });

  const opened = async (
    c: WebContext,
  ): Promise<{ view: FileView; barred: Refusal | undefined } | undefined> => {
    const person = personOf(c);
    const id = c.req.param('id') ?? '';
    const view = await viewFile(web.db, person, id, web.kernel.clock(), ['registration-officer']);
    return view && { view, barred: separation(view.facts, person) };
  };

  const deskPage = async (
    c: WebContext,
    { view, barred }: { view: FileView; barred: Refusal | undefined },
    more: Pick<DeskFileProps, 'refusal' | 'errors' | 'typed'> & { status?: 409 | 422; kind?: string } = {},
  ): Promise<Response> => {
    const { status, kind = c.req.query('piece'), ...shown } = more;
    const person = personOf(c);
    const pieces = view.facts.submitted_at ? await piecesOfFile(web.db, view.facts, view.now) : [];
    const piece = pieces.find((each) => each.expected.kind === kind) ?? firstToJudge(pieces);
    const asked = Number(c.req.query('version'));
    const current = piece?.document?.number ?? 1;
    return page(
      c,
      {
        title: `Contrôle du dossier ${ofName(holderName(view.facts))}`,
        width: 'desk',
        scripts: ['desk.js'],
        again: status,
      },
      <DeskFilePage
        view={view}
        pieces={pieces}
        piece={barred ? undefined : piece}
        version={Number.isInteger(asked) && asked > 0 && asked < current ? asked : current}
        ordered={await holderOnOrder(web.db, view.facts.holder_id)}
        order={await orderedUnder(web.db, view.facts)}
        reasons={await reasonsAt(web.db, 'document-verdict', view.now)}
        usages={(await usageNames(web.db, view.facts, view.now)).map(inSentence)}
        place={view.facts.state === 'submitted' ? await placeInQueue(web.db, person, view.facts) : undefined}
        barred={barred?.sentence}
        mails={await mailsSent(web.db, { file: view.facts.id }, view.parties, view.now)}
        {...shown}
      />,
    );
  };

  routes.get('/controle/:id', async (c) => {
    const found = await opened(c);
    return found ? deskPage(c, found) : notFound(c);
  });

  routes.post('/controle/:id/pieces/:kind/verdict', async (c) => {
    const { id, kind } = c.req.param();
    const form = await readForm(c, verdictInput);
    const typed = {
      reason: String(form.typed.reason ?? ''),
      comment: String(form.typed.comment ?? ''),
    };
    const again = async (
      status: 409 | 422,
      said: Pick<DeskFileProps, 'refusal' | 'errors'>,
    ): Promise<Response> => {
      const found = await opened(c);
      return found ? deskPage(c, found, { ...said, kind, typed, status }) : notFound(c);
    };
    if (!form.ok) return again(422, { errors: form.errors });
    const result = await web.kernel.transact(personOf(c), (act) => giveVerdict(act, id, kind, form.value));
    if (isRefusal(result)) {
      return refused(c, result, ({ refused: code, sentence }, status) =>
        again(status, code === 'comment-missing' ? { errors: { comment: sentence } } : { refusal: sentence }),
      );
    }
    const { file, documents } = result;
    const pieces = await besideExpected(web.db, file, documents, web.kernel.clock());
    const next = pieces.find(({ document }) => document && !document.outcome);
    return c.redirect(filePaths.desked(id, next?.expected.kind ?? kind), 303);
  });

  const conclusion = (path: string, conclude: typeof validateFile): void => {
    routes.post(path, async (c) => {
      const found = await opened(c);
      if (!found) return notFound(c);
      const { id } = found.view.facts;
      const form = await readForm(c, z.object({ version: z.coerce.number().int() }));
      const version = form.ok ? form.value.version : -1;
      const next = await placeInQueue(web.db, personOf(c), found.view.facts);
      const result = await web.kernel.transact(personOf(c), (act) => conclude(act, id, version));
      if (isRefusal(result)) {
        const fresh = (await opened(c)) ?? found;
        return refused(c, result, ({ sentence }, status) =>
          deskPage(c, fresh, { refusal: sentence, status }),
        );
      }
      return c.redirect(next.next ? filePaths.desked(next.next) : filePaths.desk, 303);
    });
  };
  conclusion('/controle/:id/validation', validateFile);
  conclusion('/controle/:id/corrections', askForCorrections);

  routes.get('/controle/:id/pieces/:kind/:number{[1-9][0-9]{0,3}}', async (c) => {
    const found = await opened(c);
    const { kind, number } = c.req.param();
    if (!found?.view.facts.submitted_at || found.barred) return notFound(c);
    return openDocument(web, c, found.view.facts, kind, Number(number));
  });
  routes.get('/controle/:id/pieces/:kind/modele.pdf', async (c) => {
    const found = await opened(c);
    return found && !found.barred ? modelResponse(web, c, found.view) : notFound(c);
  });
  return routes;
}

function firstToJudge(pieces: readonly Piece[]): Piece | undefined {
  return pieces.find(({ document }) => document && !document.outcome) ?? pieces[0];
}
