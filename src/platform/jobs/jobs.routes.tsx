import { Hono } from 'hono';
import type { Person } from '#src/platform/acts/actor.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { notFound, page } from '#src/platform/web/http.js';
import { personOf, type Web, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { countFailedJobs, jobPaging, listFailedJobs } from './job-store.js';
import type { Jobs } from './jobs.js';
import { FailedJobsPage, jobPaths } from './jobs.pages.js';
import { runJobAgain } from './run-job-again.js';

/** Jobs that failed: administrators see the cause and have them run again. */
export function jobRoutes(
  web: Web,
  parts: { jobs: Pick<Jobs, 'boss'>; administers: (actor: Person) => boolean },
): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/travaux/*', onlyFor(parts.administers));

  app.get('/travaux', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const state = (['failed', 'retry'] as const).find((each) => each === query.get('etat'));
    const wanted = pageWanted(query, jobPaging);
    const list = {
      path: jobPaths.list,
      query,
      wanted,
      page: await listFailedJobs(web.db, state, wanted),
      total: await countFailedJobs(web.db, state),
    };
    const now = web.kernel.clock();
    const retried = query.get('fait') === 'relance';
    return page(
      c,
      { title: 'Travaux en échec', width: 'desk' },
      <FailedJobsPage {...{ list, now, retried }} />,
    );
  });

  app.post(`/travaux/:queue/:id{${uuidPattern}}/reprise`, async (c) => {
    const queue = c.req.param('queue');
    if (!(await parts.jobs.boss.getQueues()).some(({ name }) => name === queue)) return notFound(c);
    const job = { queue, id: c.req.param('id') };
    await web.kernel.transact(personOf(c), (act) => runJobAgain(act, parts.jobs.boss, job));
    return c.redirect(`${jobPaths.list}?fait=relance`, 303);
  });

  return app;
}
