import { Hono } from 'hono';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web/web.js';
import { correspondentRoutes } from './correspondents/correspondents.routes.js';
import { operatorRoutes } from './operators/operator.routes.js';
import { organisationRoutes } from './organisations/organisation.routes.js';
import { accountRoutes } from './roles/account.routes.js';
import { roleRoutes } from './roles/role.routes.js';

export const directory: Slice = {
  name: 'directory',
  routes: (web) =>
    new Hono<WebEnv>()
      .route('/', organisationRoutes(web))
      .route('/', operatorRoutes(web))
      .route('/', correspondentRoutes(web))
      .route('/', roleRoutes(web))
      .route('/', accountRoutes(web)),
};
