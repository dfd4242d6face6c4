import { Hono } from 'hono';
import type { ShowOrder } from '#src/orders/order-page/order.routes.js';
import { signedIn } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { checkOrderRoutes } from './check-order.routes.js';
import { sectionRoutes } from './sections.routes.js';

import { startOrderRoutes } from './start-order.routes.js';

/** Step 1 of the relay: the organisation, both forms in one go, their check. */
export function draftRoutes(web: Web, showOrder: ShowOrder): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use('/commandes/*', signedIn);
  for (const each of [startOrderRoutes, sectionRoutes]) routes.route('/', each(web));
  return routes.route('/', checkOrderRoutes(web, showOrder));
}
