import { Hono } from 'hono';
import { reasonInput, reasonsAt } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { reasonedStep } from '#src/handover/reasoned-step.js';
import { missVisit } from '#src/handover/visits/miss-visit.js';
import { officersVisit } from '#src/handover/visits/officer-visits.routes.js';
import {
  filesNamed,
  filesToArrange,
  offeredFor,
  officersOf,
  premisesOf,
} from '#src/handover/visits/visit-page-data.js';
import { visitSettings } from '#src/handover/visits/visit-settings.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { Actions, BackLink, Button, Form, PageHeader, Problems, Stack } from '#src/platform/ui/index.js';
import { type Again, readForm, typedList, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import type { FileFacts } from '#src/registration/index.js';
import { holderName } from '#src/registration/index.js';
import { fixInput, fixProposed, fixVisit, saidTime } from './agree-visit.js';
import { type ArrangeView, FixPage, ProposePage, SaidTime } from './arrange-visit.page.js';
import { cancelVisit } from './cancel-visit.js';
import { freeTimes } from './free-times.js';
import { moveInput, moveVisit } from './move-visit.js';
import { MoveVisitPage } from './move-visit.page.js';
import { idsIn, minutesField, proposeInput, proposeVisit } from './propose-visit.js';

/** A visit is proposed, fixed, moved, cancelled or missed: by the delivery officers. */
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
    const free = await freeTimes(web.db, settings, now, { officerId: officer, minutes });
    return {
      files,
      officers,
      officer,
      minutes,
      place: await premisesOf(web.db, first),
      offered: await offeredFor(web.db, files),
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
      if (!form.ok) return show(c, files, { typed: form.typed, errors: form.errors, status: 422 });
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

  const fixPage = async (c: WebContext, more: Again = {}): Promise<Response> => {
    const visit = await officersVisit(web, c);
    if (!visit) return notFound(c);
    const { typed = {}, errors = {}, status } = more;
    return page(
      c,
      { title: 'Fixer par téléphone', width: 'reading', again: status },
      <Stack>
        <BackLink href={handoverPaths.visit(visit.id)}>Retour au rendez-vous</BackLink>
        <Problems errors={errors} refusal={more.refusal} />
        <PageHeader
          title="Fixer par téléphone"
          lead={`${visit.files[0]?.organisation_name ?? ''} : ${namesOf(visit.files.filter((file) => file.open))}`}
        />
        <Form action={handoverPaths.fixProposed(visit.id)}>
          <SaidTime typed={typed} errors={errors} now={web.kernel.clock()} />
          <Actions>
            <Button icon="calendar">Fixer ce rendez-vous</Button>
          </Actions>
        </Form>
      </Stack>,
    );
  };
  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}/telephone', (c) => fixPage(c));
  routes.post('/rendez-vous/:id{[0-9a-f-]{36}}/telephone', async (c) => {
    const visit = await officersVisit(web, c);
    if (!visit) return notFound(c);
    const form = await readForm(c, saidTime);
    if (!form.ok) return fixPage(c, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => fixProposed(act, visit.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.visit(visit.id), 303);
    return refused(c, result, ({ sentence }, status) =>
      fixPage(c, { typed: form.typed, refusal: sentence, status }),
    );
  });

  const movePage = async (c: WebContext, more: Again = {}): Promise<Response> => {
    const visit = await officersVisit(web, c);
    if (!visit) return notFound(c);
    const { status } = more;
    const now = web.kernel.clock();
    return page(
      c,
      { title: 'Déplacer le rendez-vous', width: 'reading', again: status },
      <MoveVisitPage
        visit={visit}
        officers={await officersOf(web.db, visit.delivery_centre_id)}
        reasons={await reasonsAt(web.db, 'appointment-moved', now)}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
        back={handoverPaths.visit(visit.id)}
        action={handoverPaths.move(visit.id)}
        now={now}
      />,
    );
  };
  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}/deplacement', (c) => movePage(c));
  routes.post('/rendez-vous/:id{[0-9a-f-]{36}}/deplacement', async (c) => {
    const visit = await officersVisit(web, c);
    if (!visit) return notFound(c);
    const form = await readForm(c, moveInput);
    if (!form.ok) return movePage(c, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => moveVisit(act, visit.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.visit(visit.id), 303);
    return refused(c, result, ({ sentence }, status) =>
      movePage(c, { typed: form.typed, refusal: sentence, status }),
    );
  });

  reasonedStep(web, routes, {
    path: '/rendez-vous/:id{[0-9a-f-]{36}}/annulation',
    group: 'appointment-cancelled',
    input: reasonInput,
    button: 'Annuler le rendez-vous',
    danger: true,
    backLabel: 'Retour au rendez-vous',
    find: (c) => officersVisit(web, c),
    title: () => 'Annuler le rendez-vous',
    lead: (visit) =>
      `${visit.files[0]?.organisation_name ?? ''}, ${namesOf(visit.files)}. Chacun est prévenu ; vous proposerez un autre rendez-vous.`,
    back: (visit) => handoverPaths.visit(visit.id),
    take: (act, visit, input) => cancelVisit(act, visit.id, input),
  });
  reasonedStep(web, routes, {
    path: '/rendez-vous/:id{[0-9a-f-]{36}}/absence/:file',
    group: 'no-show',
    input: reasonInput,
    button: 'Noter l’absence',
    danger: true,
    backLabel: 'Retour au rendez-vous',
    find: async (c) => {
      const visit = await officersVisit(web, c);
      const file = visit?.files.find((each) => each.id === c.req.param('file'));
      return visit && file && { visit, file };
    },
    title: ({ file }) => `${holderName(file)} n’a pas reçu sa clé`,
    lead: () =>
      'Le titulaire et l’organisme reçoivent le motif ; un autre rendez-vous est à prendre. À la deuxième absence sans excuse, la main est rendue au correspondant.',
    back: ({ visit }) => handoverPaths.visit(visit.id),
    take: (act, { visit, file }, input) => missVisit(act, visit.id, file.id, input),
  });
  return routes;
}
