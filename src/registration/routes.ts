import { Hono } from 'hono';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { deskRoutes } from './desk/desk.routes.js';
import { reasonedRoutes } from './desk/reasoned.routes.js';
import { addressRoutes } from './file/address.routes.js';
import { followedRoutes } from './file/followed.routes.js';
import { myFileRoutes } from './file/my-file.routes.js';
import type { FileSlots } from './slots.js';

/** Every address of the slice. */
export function registrationRoutes(web: Web, slots: FileSlots): WebRoutes {
  const routes = new Hono<WebEnv>();
  for (const each of [myFileRoutes, followedRoutes, deskRoutes, reasonedRoutes, addressRoutes])
    routes.route('/', each(web, slots));
  return routes;
}
