import { Hono } from 'hono';
import { peopleWith } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import {
  filesNamed,
  filesToArrange,
  offeredFor,
  officersOf,
  premisesOf,
} from '#src/handover/visits/visit-page-data.js';
import { visitSettings } from '#src/handover/visits/visit-settings.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm, typedList, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import type { FileFacts } from '#src/registration/index.js';
import { fixInput, fixVisit } from './agree-visit.js';
import type { ArrangeView } from './arrange-fields.js';
import { FixPage } from './fix-visit.page.js';
import { freeTimes } from './free-times.js';
import { idsIn, minutesField, proposeInput, proposeVisit } from './propose-visit.js';
import { lookOnly, ProposePage } from './propose-visit.page.js';

/** A visit is proposed, or fixed by telephone: by the delivery officers. */
export function arrangeVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const view = async (
    c: WebContext,
    files: readonly FileFacts[],
    asked: { officer?: string | undefined; minutes?: string | undefined },
    more: Again,
  ): Promise<ArrangeView | undefined> => {
    const [first] = files;
    if (!first) return undefined;
    const now = web.kernel.clock();
    const settings = await visitSettings(web.db, now);
    const officers = await officersOf(web.db, first.delivery_centre_id);
    const person = personOf(c);
    const officer = (officers.find(({ id }) => id === asked.officer) ?? person).id;
    const given = minutesField.safeParse(asked.minutes || settings.minutesFor(files.length));
    const minutes = given.success ? given.data : settings.minutesFor(files.length);
    const offered = await offeredFor(web.db, files);
    const free = await freeTimes(web.db, settings, now, { officerId: officer, minutes, offered });
    return {
      files,
      officers,
      officer,
      minutes,
      place: await premisesOf(web.db, first),
      offered,
      correspondents: await peopleWith(web.db, 'correspondent', first.organisation_id),
      free: free.map((slot) => slot.start),
      most: settings.most,
      typed: more.typed ?? {},
      errors: more.errors ?? {},
      refusal: more.refusal,
      now,
    };
  };
  const filesAsked = async (c: WebContext): Promise<FileFacts[]> => {
    const query = new URL(c.req.url).searchParams;
    const named = await filesNamed(web.db, personOf(c), idsIn(query.getAll('dossier')));
    if (named.length > 0) return named;
    return filesToArrange(web.db, personOf(c), query.get('organisme') ?? '');
  };

  for (const { path, Page, title } of [
    { path: handoverPaths.propose, Page: ProposePage, title: 'Proposer des horaires' },
    { path: handoverPaths.fix, Page: FixPage, title: 'Fixer par téléphone' },
  ]) {
    const show = async (c: WebContext, files: readonly FileFacts[], more: Again = {}): Promise<Response> => {
      const typed = more.typed ?? {};
      const asked = {
        officer: typedText(typed, 'officer') || c.req.query('officer'),
        minutes: typedText(typed, 'minutes') || c.req.query('minutes'),
      };
      const shown = await view(c, files, asked, more);
      if (!shown) return notFound(c);
      const { status } = more;
      return page(c, { title, width: 'page', again: status }, <Page view={shown} />);
    };
    routes.get(path, async (c) => show(c, await filesAsked(c)));
    routes.post(path, async (c) => {
      const propose = path === handoverPaths.propose;
      const form = await readForm(c, propose ? proposeInput : fixInput);
      const files = await filesNamed(web.db, personOf(c), idsIn(typedList(form.typed, 'dossier')));
      if (files.length === 0) return notFound(c);
      const { typed } = form;
      if (typedText(typed, lookOnly)) {
        const error = form.ok ? undefined : form.errors.minutes;
        return show(c, files, error ? { typed, errors: { minutes: error }, status: 422 } : { typed });
      }
      if (!form.ok) return show(c, files, { typed, errors: form.errors, status: 422 });
      const { value } = form;
      const result = await web.kernel.transact(personOf(c), (act) =>
        'times' in value ? proposeVisit(act, value) : fixVisit(act, value),
      );
      if (!isRefusal(result)) return c.redirect(handoverPaths.visit(result.id), 303);
      return refused(c, result, ({ sentence }, status) =>
        show(c, files, { typed: form.typed, refusal: sentence, status }),
      );
    });
  }
  return routes;
}
