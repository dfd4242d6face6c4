import { Hono } from 'hono';
import { notFound } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { simulatedRoot } from '#src/simulator/index.js';

/** Where the root of the demonstration's authority is had, to verify its seals and certificates. */
const rootPath = '/demonstration/autorite.pem';

export function authorityRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.get(rootPath, async (c) => {
    const pem = await simulatedRoot(web.db);
    if (!pem) return notFound(c);
    c.header('Content-Disposition', 'attachment; filename="autorite-simulee-TEST.pem"');
    return c.body(pem, 200, { 'Content-Type': 'application/x-pem-file' });
  });
  return app;
}
