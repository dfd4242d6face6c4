import { Hono } from 'hono';
import { entryAt } from '#src/catalogue/index.js';
import type { ShowOrder } from '#src/orders/order-page/order.routes.js';
import { usageNames } from '#src/orders/order-page/reading.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import { orderPaths } from '#src/orders/paths.js';
import { askForSignature } from '#src/orders/signature/ask-for-signature.js';
import { sendAgain } from '#src/orders/signature/send-again.js';
import { signaturesOf } from '#src/orders/signature/signature-store.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { CheckOrderPage } from './check-order.page.js';
import { findDraft } from './find-draft.js';
import { judgeAnswers } from './judge-answers.js';
import { amounts, coveredHash, productOnSale } from './terms.js';

/** Everything that was answered, read once more, then handed to the signatory. */
export function checkOrderRoutes(web: Web, showOrder: ShowOrder): WebRoutes {
  const app = new Hono<WebEnv>();

  app.get('/commandes/:id/verification', async (c) => showCheck(web, c));
  app.post('/commandes/:id/demande-de-signature', (c) =>
    conclude(c, (id) => web.kernel.transact(personOf(c), (act) => askForSignature(act, id))),
  );
  app.post('/commandes/:id/renvoi', (c) =>
    conclude(c, (id) => web.kernel.transact(personOf(c), (act) => sendAgain(act, id))),
  );
  return app;

  async function conclude(c: WebContext, step: (id: string) => Promise<unknown>): Promise<Response> {
    const id = c.req.param('id') ?? '';
    const result = await step(id);
    if (!isRefusal(result)) return c.redirect(orderPaths.order(id), 303);
    // pressed twice, or by two people: it is no draft any more
    const draft = await findDraft(web, c);
    return refused(c, result, (refusal, status) =>
      draft ? showCheck(web, c, refusal, status) : showOrder(c, refusal, status),
    );
  }
}

async function showCheck(
  web: Web,
  c: WebContext,
  refusal?: Refusal,
  status: 200 | 409 = 200,
): Promise<Response> {
  const order = await findDraft(web, c);
  if (!order) return notFound(c);
  const now = web.kernel.clock();
  const checked = await judgeAnswers(web.db, order, now);
  const product = await productOnSale(web.db, now);
  const mission = await entryAt(web.db, 'mission', order.delivery_centre_id, now);
  const quantity = Array.isArray(order.answers.holders) ? order.answers.holders.length : 0;
  const signed = (await signaturesOf(web.db, order.id)).some((each) =>
    order.documents_hash?.equals(each.documents_hash),
  );
  const maySendAgain =
    order.state === 'returned' &&
    signed &&
    checked.complete &&
    coveredHash(checked.answers) === order.terms?.coveredHash;
  return page(
    c,
    { title: 'Vérifiez la commande', status, width: 'reading' },
    <CheckOrderPage
      view={{
        order,
        problems: checked.complete ? [] : checked.problems,
        refusal: refusal?.sentence,
        usageNames: await usageNames(web.db, now),
        totals:
          product && mission
            ? {
                ...amounts(quantity, product.data.unitPrice, product.data.vatRate),
                mission: mission.data.price,
                missionVat: mission.data.vatMention ?? '',
              }
            : null,
        maySendAgain,
        onBehalf: !partsIn(order, personOf(c)).includes('correspondent'),
      }}
    />,
  );
}
