import { Hono } from 'hono';
import { reasonInput, reasonsAt } from '#src/catalogue/index.js';
import { peopleWith } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { reasonedStep } from '#src/handover/reasoned-step.js';
import { missVisit } from '#src/handover/visits/miss-visit.js';
import { officersVisit } from '#src/handover/visits/officer-visits.routes.js';
import { officersOf } from '#src/handover/visits/visit-page-data.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { holderName } from '#src/registration/index.js';
import { fixProposed, saidTime } from './agree-visit.js';
import { cancelVisit } from './cancel-visit.js';
import { FixProposedPage } from './fix-visit.page.js';
import { moveInput, moveVisit } from './move-visit.js';
import { MoveVisitPage } from './move-visit.page.js';

/** A visit that was proposed is fixed, one that was agreed is moved, cancelled or missed: by the delivery officers. */
export function changeVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const fixPage = async (c: WebContext, more: Again = {}): Promise<Response> => {
    const visit = await officersVisit(web, c);
    if (!visit) return notFound(c);
    const { typed = {}, errors = {}, status } = more;
    return page(
      c,
      { title: 'Fixer par téléphone', width: 'reading', again: status },
      <FixProposedPage
        {...{ visit, typed, errors }}
        correspondents={await peopleWith(web.db, 'correspondent', visit.organisation_id)}
        refusal={more.refusal}
        now={web.kernel.clock()}
      />,
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
