import { Hono } from 'hono';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web.js';
import { addressRoutes } from './address.routes.js';
import { deskRoutes } from './desk.routes.js';
import { followedRoutes } from './followed.routes.js';
import { myFileRoutes } from './my-file.routes.js';
import { reasonedRoutes } from './reasoned.routes.js';
import type { FileSlots } from './slots.js';

/** Every address of the slice. */
export function registrationRoutes(web: Web, slots: FileSlots): WebRoutes {
  const routes = new Hono<WebEnv>();
  for (const each of [myFileRoutes, followedRoutes, deskRoutes, reasonedRoutes, addressRoutes])
    routes.route('/', each(web, slots));
  return routes;
}
