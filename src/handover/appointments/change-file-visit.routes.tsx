import { Hono } from 'hono';
import { reasonInput, reasonsAt } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { reasonedStep } from '#src/handover/reasoned-step.js';
import { visitSettings } from '#src/handover/visits/visit-settings.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { cancelVisit } from './cancel-visit.js';
import { type FileVisit, findFileVisit, holderSide } from './file-visit.routes.js';
import { freeTimes } from './free-times.js';
import { moveToFree, moveToFreeInput } from './move-visit.js';
import { MoveToFreePage } from './move-visit.page.js';

/** The holder's side moves a visit agreed on to a free time, or calls it off. */
export function changeFileVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const movePage = async (c: WebContext, of: FileVisit, more: Again = {}): Promise<Response> => {
    const { visit, file } = of;
    if (visit?.state !== 'agreed') return c.redirect(handoverPaths.ofFile(file.id), 303);
    const now = web.kernel.clock();
    const settings = await visitSettings(web.db, now);
    const about = { officerId: visit.officer_id, minutes: visit.minutes, id: visit.id };
    const free = await freeTimes(web.db, settings, now, about);
    return page(
      c,
      { title: 'Déplacer le rendez-vous', width: 'page', again: more.status },
      <MoveToFreePage
        visit={visit}
        free={free.map((slot) => slot.start)}
        reasons={await reasonsAt(web.db, 'appointment-moved', now)}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
        back={handoverPaths.ofFile(file.id)}
        action={handoverPaths.moveOf(file.id)}
        now={now}
      />,
    );
  };
  routes.get('/rendez-vous/dossier/:file/deplacement', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    return of ? movePage(c, of) : notFound(c);
  });
  routes.post('/rendez-vous/dossier/:file/deplacement', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    const visit = of?.visit;
    if (!of || !visit) return notFound(c);
    const form = await readForm(c, moveToFreeInput);
    if (!form.ok) return movePage(c, of, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => moveToFree(act, visit.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.ofFile(of.file.id), 303);
    return refused(c, result, async ({ sentence }, status) =>
      movePage(c, (await findFileVisit(web, c, holderSide)) ?? of, {
        typed: form.typed,
        refusal: sentence,
        status,
      }),
    );
  });

  reasonedStep(web, routes, {
    path: '/rendez-vous/dossier/:file/annulation',
    group: 'appointment-cancelled',
    input: reasonInput,
    button: 'Annuler le rendez-vous',
    danger: true,
    backLabel: 'Retour au rendez-vous',
    find: async (c) => {
      const of = await findFileVisit(web, c, holderSide);
      return of?.visit && { ...of, visit: of.visit };
    },
    title: () => 'Annuler le rendez-vous',
    lead: ({ parties, visit }) =>
      visit.files.filter((file) => file.open).length > 1 && !parties.includes('correspondent')
        ? 'Le rendez-vous est maintenu pour les autres titulaires ; le vôtre sera proposé à un autre moment.'
        : 'Le centre de délivrance et les titulaires sont prévenus. Un autre rendez-vous sera proposé.',
    back: ({ file }) => handoverPaths.ofFile(file.id),
    take: (act, { visit }, input) => cancelVisit(act, visit.id, input),
  });
  return routes;
}
