import { Hono } from 'hono';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web.js';
import { accountRoutes } from './account.routes.js';
import { organisationRoutes } from './organisation.routes.js';
import { roleRoutes } from './role.routes.js';

export const directory: Slice = {
  name: 'directory',
  routes: (web) =>
    new Hono<WebEnv>()
      .route('/', organisationRoutes(web))
      .route('/', roleRoutes(web))
      .route('/', accountRoutes(web)),
};
