import { Hono } from 'hono';
import { reasonsAt, textAt } from '#src/catalogue/index.js';
import { agentQuery, handoverPaths } from '#src/handover/paths.js';
import { tokenOfFile } from '#src/handover/tokens/token-store.js';
import type { Visit, VisitFile } from '#src/handover/types.js';
import { dayHasCome } from '#src/handover/visits/miss-visit.js';
import { officersVisit } from '#src/handover/visits/officer-visits.routes.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, readForm, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { separation, separationAtHandover, separationRelaxed } from '#src/registration/index.js';
import { certificateToHandOver } from './certificate-read.js';
import { agentsFor } from './certification-agent.js';
import { handOver } from './hand-over.js';
import { HandOverPage } from './hand-over.page.js';
import { handOverFaults, saidBy } from './hand-over-faults.js';
import { handOverInput, refuseDataInput, saidOfAgent } from './hand-over-input.js';
import { refuseData } from './refuse-data.js';
import { RefuseDataPage } from './refuse-data.page.js';

/** `/rendez-vous/…/remise/…`: the face-to-face, on the day of the visit. */
export function faceToFaceRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const found = async (c: WebContext): Promise<{ visit: Visit; file: VisitFile } | undefined> => {
    const visit = await officersVisit(web, c);
    const file = visit?.files.find((each) => each.id === c.req.param('file'));
    return visit && file && { visit, file };
  };
  /** Handed over or over already, or not yet the day: the visit's page says where it stands. */
  const over = (visit: Visit, file: VisitFile): boolean =>
    visit.state !== 'agreed' || !file.open || !dayHasCome(visit, web.kernel.clock());

  const show = async (c: WebContext, visit: Visit, file: VisitFile, more: Again = {}): Promise<Response> => {
    const now = web.kernel.clock();
    const person = personOf(c);
    const relaxed = await separationRelaxed(web.db, now);
    const validated = separationAtHandover(file, person, false) && !separation(file, person);
    const barred = separationAtHandover(file, person, relaxed);
    const agents = await agentsFor(web.db, file);
    const named = more.typed ? typedText(more.typed, 'receiver') : c.req.query(agentQuery);
    const agent = agents.find((each) => each.id === named);
    const acceptance = await textAt(web.db, agent ? 'handover-acceptance-agent' : 'handover-acceptance', now);
    const { status } = more;
    return page(
      c,
      {
        title: `Remise à ${file.given_names} ${file.surname}`,
        width: 'desk',
        scripts: ['stages.js'],
        again: status,
      },
      <HandOverPage
        view={{
          visit,
          file,
          token: await tokenOfFile(web.db, file.id),
          certificate: await certificateToHandOver(web.db, file, now, web.kernel.test),
          agents,
          agent,
          acceptance: acceptance.data.text,
          barred: barred?.sentence,
          relaxed: relaxed && validated ? await reasonsAt(web.db, 'separation-relaxed', now) : undefined,
          typed: more.typed ?? {},
          errors: (agent ? saidOfAgent(more.errors) : more.errors) ?? {},
          refusal: more.refusal,
          officer: person.name || person.email,
          now,
        }}
      />,
    );
  };

  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}/remise/:file', async (c) => {
    const { visit, file } = (await found(c)) ?? {};
    if (!visit || !file) return notFound(c);
    return over(visit, file) ? c.redirect(handoverPaths.visit(visit.id), 303) : show(c, visit, file);
  });
  routes.post('/rendez-vous/:id{[0-9a-f-]{36}}/remise/:file', async (c) => {
    const { visit, file } = (await found(c)) ?? {};
    if (!visit || !file) return notFound(c);
    const form = await readForm(c, handOverInput);
    const { typed } = form;
    const judged = { file, officer: personOf(c), now: web.kernel.clock() };
    const faults = await handOverFaults(web.db, judged, typed);
    if (!form.ok) {
      const { errors, refusal } = saidBy(faults);
      return show(c, visit, file, { typed, errors: { ...errors, ...form.errors }, refusal, status: 422 });
    }
    const result = await web.kernel.transact(personOf(c), (act) =>
      handOver(act, visit.id, file.id, form.value),
    );
    if (isRefusal(result)) {
      return refused(c, result, async (refusal, status) => {
        const fresh = (await found(c)) ?? { visit, file };
        return show(c, fresh.visit, fresh.file, { typed, status, ...saidBy([refusal, ...faults]) });
      });
    }
    const next = visit.files.find((each) => each.open && each.id !== file.id);
    return c.redirect(next ? handoverPaths.handOver(visit.id, next.id) : handoverPaths.visit(visit.id), 303);
  });

  const refusePage = async (
    c: WebContext,
    visit: Visit,
    file: VisitFile,
    more: Again = {},
  ): Promise<Response> => {
    const now = web.kernel.clock();
    const certificate = await certificateToHandOver(web.db, file, now, web.kernel.test);
    if (!certificate || over(visit, file)) return c.redirect(handoverPaths.visit(visit.id), 303);
    const text = await textAt(web.db, 'handover-refusal', now);
    const { status } = more;
    return page(
      c,
      { title: 'Données refusées', width: 'reading', again: status },
      <RefuseDataPage
        visit={visit}
        file={file}
        certificate={certificate}
        statement={text.data.text}
        reasons={await reasonsAt(web.db, 'data-refused', now)}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
      />,
    );
  };
  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}/refus/:file', async (c) => {
    const { visit, file } = (await found(c)) ?? {};
    return visit && file ? refusePage(c, visit, file) : notFound(c);
  });
  routes.post('/rendez-vous/:id{[0-9a-f-]{36}}/refus/:file', async (c) => {
    const { visit, file } = (await found(c)) ?? {};
    if (!visit || !file) return notFound(c);
    const form = await readForm(c, refuseDataInput);
    if (!form.ok) return refusePage(c, visit, file, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) =>
      refuseData(act, visit.id, file.id, form.value),
    );
    if (!isRefusal(result)) return c.redirect(handoverPaths.visit(visit.id), 303);
    return refused(c, result, (refusal, status) =>
      refusePage(c, visit, file, { typed: form.typed, status, ...saidBy([refusal]) }),
    );
  });
  return routes;
}
