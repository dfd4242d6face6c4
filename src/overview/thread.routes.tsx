import { Hono } from 'hono';
import { findOrder, orderPaths } from '#src/orders/index.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { notFound, page, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { filesOfOrder, holderName } from '#src/registration/index.js';
import { countThread, readThread, threadPaging } from './thread.js';
import { ThreadPage } from './thread.page.js';

/** `/commandes/…/fil`: the whole thread of an order, for everybody who may see the order. */
export function threadRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  const path = orderPaths.thread(':id{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}');
  routes.use(orderPaths.thread(':id'), signedIn);

  routes.get(path, async (c) => {
    const order = await findOrder(web.db, personOf(c), c.req.param('id') ?? '');
    if (!order) return notFound(c);
    const query = new URL(c.req.url).searchParams;
    const files = await filesOfOrder(web.db, order.id);
    const file = files.find(({ id }) => id === query.get('dossier'))?.id;
    const filters = { orderId: order.id, file };
    const wanted = pageWanted(query, threadPaging);
    const list = {
      path: orderPaths.thread(order.id),
      query,
      wanted,
      page: await readThread(web.db, filters, wanted),
      total: await countThread(web.db, filters),
    };
    return page(
      c,
      { title: `Tout le fil de la commande ${order.number}` },
      <ThreadPage
        list={list}
        order={order}
        holders={files.map((each) => ({ id: each.id, name: holderName(each) }))}
        now={web.kernel.clock()}
      />,
    );
  });
  return routes;
}
