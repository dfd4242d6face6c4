import { Hono } from 'hono';
import type { Person } from './actor.js';
import { readCursor, writeCursor } from './cursor.js';
import { page } from './http.js';
import { listFailedJobs } from './job-store.js';
import type { Jobs } from './jobs.js';
import { FailedJobsPage, jobPaths } from './jobs.pages.js';
import { onlyFor } from './only-for.js';
import { withQuery } from './ui/index.js';
import type { Web, WebEnv, WebRoutes } from './web.js';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const pageSize = 50;

/** Jobs that failed: administrators see the cause and have them run again. */
export function jobRoutes(
  web: Web,
  parts: { jobs: Pick<Jobs, 'boss' | 'wake'>; administers: (actor: Person) => boolean },
): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/travaux/*', onlyFor(parts.administers));

  app.get('/travaux', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const after = readCursor(query.get('apres') ?? undefined);
    const rows = await listFailedJobs(web.db, { after, limit: pageSize + 1 });
    const jobs = rows.slice(0, pageSize);
    const last = rows.length > pageSize ? jobs.at(-1) : undefined;
    const next =
      last &&
      withQuery(jobPaths.list, query, {
        apres: writeCursor({ at: last.createdAt, id: last.id }),
        fait: null,
      });
    const first = after && jobPaths.list;
    const now = web.kernel.clock();
    const retried = query.get('fait') === 'relance';
    return page(
      c,
      { title: 'Travaux en échec' },
      <FailedJobsPage {...{ jobs, next, first, now, retried }} />,
    );
  });

  app.post(`/travaux/:queue/:id{${uuid}}/reprise`, async (c) => {
    await parts.jobs.boss.retry(c.req.param('queue'), c.req.param('id'));
    parts.jobs.wake();
    return c.redirect(`${jobPaths.list}?fait=relance`, 303);
  });

  return app;
}
