import { Hono } from 'hono';
import { orderPaths } from '#src/orders/index.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { filePaths } from '#src/registration/index.js';
import { kindsAwaiting, thingsAwaiting } from './awaiting/awaiting.js';
import { allShown, firstShown } from './awaiting/source.js';
import { HomePage, WelcomePage } from './home.page.js';
import { ownFiles } from './own-files.js';
import { stateBars } from './state-bars.js';

/** `/`: what awaits the person signed in; of a session opened by a door, its file or order; else what this is for. */
export function homeRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.get('/', async (c) => {
    const actor = c.get('actor');
    if (!actor) {
      return page(
        c,
        { title: 'Certificats électroniques des collectivités' },
        <WelcomePage demonstration={web.demonstration} />,
      );
    }
    if (actor.door !== null) return c.redirect(behindDoor(actor.door), 303);
    const now = web.kernel.clock();
    const most = c.req.query('vue') === 'tout' ? allShown : firstShown;
    const reader = { db: web.db, actor, now, most };
    const things = await thingsAwaiting(reader);
    return page(
      c,
      { title: 'À faire' },
      <HomePage
        view={{
          kinds: await kindsAwaiting(reader),
          things,
          bars: await stateBars(web.db, actor),
          own: await ownFiles(web.db, actor),
          now,
          newcomer: actor.roles.every(({ part }) => part === 'correspondent'),
        }}
      />,
    );
  });
  return app;
}

function behindDoor(subject: string): string {
  const [kind, id = ''] = subject.split(':');
  return kind === 'file' ? filePaths.mine(id) : orderPaths.order(id);
}
