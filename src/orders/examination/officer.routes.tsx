import { Hono } from 'hono';
import { z } from 'zod';
import { addressDoubts, textField } from '#src/directory/index.js';
import { orderTable } from '#src/orders/order.js';
import type { ShowOrder } from '#src/orders/order-page/order.routes.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import { orderPaths } from '#src/orders/paths.js';
import { onBehalfWords } from '#src/orders/prepared-on-behalf.js';
import { signaturesOf } from '#src/orders/signature/signature-store.js';
import { findOrder } from '#src/orders/store.js';
import { AuthorityAnswerPage } from '#src/orders/transmission/authority-answer.page.js';
import { acknowledgeOrder } from '#src/orders/transmission/hear-authority.js';
import { transmitOrder } from '#src/orders/transmission/transmit-order.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { permits } from '#src/platform/acts/steps.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { countersignOrder, countersignOrderInput } from './countersign-order.js';
import { examineOrder, examineOrderInput } from './examine-order.js';
import { ExamineOrderPage } from './examine-order.page.js';
import { acknowledgeMission } from './move-mission.js';
import { newcomers, signatoryNeedsConfirmation } from './vouch-for.js';

const referenceInput = z.object({
  reference: textField({ what: 'la référence donnée par l’autorité', max: 60 }),
  /** Which sending the page showed. */
  sending: z.string(),
});

/** Step 2: examination, countersignature, transmission; the delivery centre's answer; the authority's, by hand. */
export function officerRoutes(web: Web, showOrder: ShowOrder): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/commandes/*', signedIn);

  app.get('/commandes/:id/examen', (c) => showExamination(web, c, 'examine'));
  app.get('/commandes/:id/contreseing', (c) => showExamination(web, c, 'countersign'));

  app.post('/commandes/:id/examen', async (c) => {
    const form = await readForm(c, examineOrderInput);
    if (!form.ok) return showExamination(web, c, 'examine');
    const actor = personOf(c);
    const id = c.req.param('id');
    const result = await web.kernel.transact(actor, (act) => examineOrder(act, actor, id, form.value));
    if (isRefusal(result)) {
      return refused(c, result, (refusal, status) => showExamination(web, c, 'examine', refusal, status));
    }
    return c.redirect(orderPaths.countersign(id), 303);
  });

  app.post('/commandes/:id/contreseing', async (c) => {
    const form = await readForm(c, countersignOrderInput);
    if (!form.ok) return showExamination(web, c, 'countersign');
    const actor = personOf(c);
    const id = c.req.param('id');
    const result = await web.kernel.transact(actor, (act) => countersignOrder(act, actor, id, form.value));
    if (isRefusal(result))
      return refused(c, result, (refusal, status) => showExamination(web, c, 'countersign', refusal, status));
    return c.redirect(orderPaths.order(id), 303);
  });

  const step = (path: string, run: (c: WebContext, id: string) => Promise<true | Refusal>): void => {
    app.post(path, async (c) => {
      const id = c.req.param('id') ?? '';
      const result = await run(c, id);
      if (isRefusal(result)) return refused(c, result, (refusal, status) => showOrder(c, refusal, status));
      return c.redirect(orderPaths.order(id), 303);
    });
  };
  step('/commandes/:id/transmission', (c, id) =>
    web.kernel.transact(personOf(c), (act) => transmitOrder(act, id)),
  );
  step('/commandes/:id/mission/acceptation', (c, id) =>
    web.kernel.transact(personOf(c), (act) => acknowledgeMission(act, id)),
  );

  app.get('/commandes/:id/reponse-de-l-autorite', async (c) => {
    const order = await findOrder(web.db, personOf(c), c.req.param('id'));
    if (!order || !permits(orderTable, order.state, 'acknowledge', partsIn(order, personOf(c))))
      return notFound(c);
    return page(
      c,
      { title: 'Réponse de l’autorité', width: 'reading' },
      <AuthorityAnswerPage order={order} />,
    );
  });
  app.post('/commandes/:id/reponse-de-l-autorite', async (c) => {
    const form = await readForm(c, referenceInput);
    const actor = personOf(c);
    const order = await findOrder(web.db, actor, c.req.param('id'));
    if (!order || !partsIn(order, actor).includes('purchasing-officer')) return notFound(c);
    const show = (error: string, status: 409 | 422): Promise<Response> =>
      page(
        c,
        { title: 'Réponse de l’autorité', width: 'reading', status, invalid: true },
        <AuthorityAnswerPage order={order} typed={typedText(form.typed, 'reference')} error={error} />,
      );
    if (!form.ok) return show(form.errors.reference ?? '', 422);
    const result = await web.kernel.transact(actor, (act) =>
      acknowledgeOrder(act, order.id, form.value.reference, form.value.sending),
    );
    if (isRefusal(result)) return refused(c, result, (refusal, status) => show(refusal.sentence, status));
    return c.redirect(orderPaths.order(order.id), 303);
  });
  return app;
}

async function showExamination(
  web: Web,
  c: WebContext,
  act: 'examine' | 'countersign',
  refusal?: Refusal,
  status: 200 | 409 = 200,
): Promise<Response> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order || !partsIn(order, actor).includes('purchasing-officer')) return notFound(c);
  if (!refusal && !permits(orderTable, order.state, act, partsIn(order, actor))) {
    return c.redirect(orderPaths.order(order.id), 303);
  }
  const signature = (await signaturesOf(web.db, order.id)).find((each) => each.kind === 'signature');
  const needsConfirmation = await signatoryNeedsConfirmation(web.db, order);
  return page(
    c,
    { title: act === 'examine' ? 'Examiner la commande' : 'Contresigner la commande', status, width: 'desk' },
    <ExamineOrderPage
      view={{
        order,
        signature,
        documents: order.documents_hash?.toString('hex') ?? '',
        needsConfirmation,
        newcomers: act === 'examine' ? await newcomers(web.db, order) : [],
        doubts: addressDoubts(signature?.email ?? '').map((doubt) => doubt.sentence),
        refusal: refusal?.sentence,
        onBehalf: await onBehalfWords(web.db, order),
        act,
      }}
    />,
  );
}
