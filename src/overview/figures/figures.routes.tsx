import { Hono } from 'hono';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { readFigures } from './figures.js';
import { FiguresPage } from './figures.page.js';

/** `/chiffres`: for the auditors of the installation. */
export function figuresRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  const readers = onlyFor(
    (actor) =>
      actor.door === null && actor.roles.some(({ part, body }) => body === null && part === 'auditor'),
  );
  routes.get('/chiffres', readers, async (c) =>
    page(c, { title: 'Chiffres', width: 'desk' }, <FiguresPage figures={await readFigures(web.db)} />),
  );
  return routes;
}
