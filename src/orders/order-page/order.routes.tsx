import { Hono } from 'hono';
import { countOrders, listOrders, orderPaging, scopesOf } from '#src/orders/examination/list-orders.js';
import { ListOrdersPage } from '#src/orders/examination/list-orders.page.js';
import { orderStates } from '#src/orders/order.js';
import { orderDocuments, orderPaths } from '#src/orders/paths.js';
import type { OrderSlots } from '#src/orders/slots.js';
import { findOrder } from '#src/orders/store.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { fileResponse, readFile } from '#src/platform/web/files.js';
import { notFound, page, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { OrderPage } from './order.page.js';
import { documentFile, readOrder } from './reading.js';

/** The list, the page of an order, its documents. */
export function orderRoutes(web: Web, slots: OrderSlots): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use(orderPaths.list, signedIn);
  app.use('/commandes/*', signedIn);

  app.get(orderPaths.list, (c) => showList(web, c));
  app.get('/commandes/:id{[0-9a-f-]{36}}', (c) => showOrder(web, slots, c));
  app.get('/commandes/:id/documents/:document', async (c) => {
    const document = orderDocuments.find((each) => `${each}.pdf` === c.req.param('document'));
    const order = await findOrder(web.db, personOf(c), c.req.param('id'));
    const id = order && document && (await documentFile(web.db, order, document));
    const file = id ? await readFile(web.db, id) : undefined;
    return file ? fileResponse(file) : notFound(c);
  });
  return app;
}

/** The order's page once more, with the refusal of a step that was tried on another page. */
export type ShowOrder = (c: WebContext, refusal: Refusal, status: 409) => Promise<Response>;

export async function showOrder(
  web: Web,
  slots: OrderSlots,
  c: WebContext,
  refusal?: Refusal,
  status: 200 | 409 = 200,
): Promise<Response> {
  const view = await readOrder(web.db, slots, personOf(c), c.req.param('id') ?? '', web.kernel.clock());
  if (!view) return notFound(c);
  return page(
    c,
    { title: `Commande ${view.order.number}`, status },
    <OrderPage view={{ ...view, refusal: refusal?.sentence }} />,
  );
}

async function showList(web: Web, c: WebContext): Promise<Response> {
  const actor = personOf(c);
  const query = new URL(c.req.url).searchParams;
  const scopes = scopesOf(actor);
  const scope = scopes.find((each) => each === query.get('vue')) ?? scopes[0] ?? 'own';
  const filters = {
    state: orderStates.find((each) => each === query.get('etat')),
    text: searched(query),
  };
  const wanted = pageWanted(query, orderPaging(scope));
  const [found, total] = await Promise.all([
    listOrders(web.db, actor, scope, filters, wanted),
    countOrders(web.db, actor, scope, filters),
  ]);
  return page(
    c,
    { title: scope === 'own' ? 'Mes commandes' : 'Commandes', width: scope === 'own' ? 'page' : 'desk' },
    <ListOrdersPage
      list={{ path: orderPaths.list, query, wanted, page: found, total }}
      scopes={scopes}
      scope={scope}
      now={web.kernel.clock()}
      mayStart={actor.door === null}
    />,
  );
}
