import { Hono } from 'hono';
import { z } from 'zod';
import { reasonInput } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { reasonedStep } from '#src/handover/reasoned-step.js';
import { refusals } from '#src/handover/refusals.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { holderName } from '#src/registration/index.js';
import { pickTime } from './agree-visit.js';
import { handBack, noneSuits, offerDefects, offerInput, offerTimes } from './answer-times.js';
import {
  againFileVisit,
  type FileVisit,
  findFileVisit,
  holderSide,
  showFileVisit,
} from './file-visit.routes.js';
import { OfferTimesPage } from './offer-times.page.js';
import { instant } from './propose-visit.js';

/** The holder's side picks one of the times proposed, or says that none suits and gives others. */
export function answerTimesRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  routes.post('/rendez-vous/dossier/:file/horaire', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    if (!of) return notFound(c);
    const form = await readForm(c, z.object({ time: instant, version: z.coerce.number().int() }));
    if (!form.ok) return showFileVisit(web, c, of, { errors: form.errors, status: 422 });
    const { visit } = of;
    if (!visit) return againFileVisit(web, c, refusals.noProposal, of);
    const { time, version } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => pickTime(act, visit.id, time, version));
    return isRefusal(result)
      ? againFileVisit(web, c, result, of)
      : c.redirect(handoverPaths.ofFile(of.file.id), 303);
  });

  routes.post('/rendez-vous/dossier/:file/aucun', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    if (!of) return notFound(c);
    const result = await web.kernel.transact(personOf(c), (act) => noneSuits(act, of.file.id));
    return isRefusal(result)
      ? againFileVisit(web, c, result, of)
      : c.redirect(handoverPaths.offer(of.file.id), 303);
  });

  const offerPage = (c: WebContext, { file }: FileVisit, more: Again = {}): Promise<Response> => {
    const { typed = {}, errors = {}, refusal, status } = more;
    return page(
      c,
      { title: 'Donner mes disponibilités', width: 'reading', again: status },
      <OfferTimesPage file={file} typed={typed} errors={errors} refusal={refusal} now={web.kernel.clock()} />,
    );
  };
  routes.get('/rendez-vous/dossier/:file/disponibilites', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    if (!of) return notFound(c);
    return of.file.state === 'to-arrange'
      ? offerPage(c, of)
      : c.redirect(handoverPaths.ofFile(of.file.id), 303);
  });
  routes.post('/rendez-vous/dossier/:file/disponibilites', async (c) => {
    const of = await findFileVisit(web, c, holderSide);
    if (!of) return notFound(c);
    const form = await readForm(c, offerInput);
    if (!form.ok) return offerPage(c, of, { typed: form.typed, errors: form.errors, status: 422 });
    const errors = await offerDefects(web.db, form.value, web.kernel.clock());
    if (Object.keys(errors).length > 0) return offerPage(c, of, { typed: form.typed, errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => offerTimes(act, of.file.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.ofFile(of.file.id), 303);
    return refused(c, result, ({ sentence }, status) =>
      offerPage(c, of, { typed: form.typed, refusal: sentence, status }),
    );
  });

  reasonedStep(web, routes, {
    path: '/rendez-vous/dossier/:file/relance',
    group: 'hand-back',
    input: reasonInput,
    button: 'Demander des disponibilités',
    backLabel: 'Retour au rendez-vous',
    find: (c) => findFileVisit(web, c, ['delivery-officer']),
    title: ({ file }) => `Demander des disponibilités pour ${holderName(file)}`,
    lead: () => 'Le correspondant et le titulaire sont priés de donner les jours qui leur conviennent.',
    back: ({ file }) => handoverPaths.ofFile(file.id),
    take: (act, { file }, input) => handBack(act, file.id, input),
  });
  return routes;
}
