import { Hono } from 'hono';
import { isDay } from '#src/platform/french/working-time.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import { fileResponse, readFile } from '#src/platform/web/files.js';
import { notFound, page } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { timestampsOf } from '#src/seals/index.js';
import { JournalPage } from './journal.page.js';
import { journalPaths } from './paths.js';
import {
  countJournal,
  isExport,
  journalPaging,
  readJournal,
  recentExports,
  typesOfEvents,
} from './read-journal.js';

/** `/journal`: for the auditors and the administrators of the installation. */
export function journalRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  const readers = onlyFor(
    (actor) =>
      actor.door === null &&
      actor.roles.some(({ part, body }) => body === null && (part === 'auditor' || part === 'administrator')),
  );
  routes.use(journalPaths.list, readers);
  routes.use(`${journalPaths.list}/*`, readers);

  routes.get(journalPaths.list, async (c) => {
    const query = new URL(c.req.url).searchParams;
    const filters = {
      order: searched(query, 'commande'),
      type: searched(query, 'type'),
      from: dayOf(query.get('du')),
      until: dayOf(query.get('au')),
    };
    const wanted = pageWanted(query, journalPaging);
    const exports = await recentExports(web.db);
    return page(
      c,
      { title: 'Journal', width: 'desk' },
      <JournalPage
        view={{
          list: {
            path: journalPaths.list,
            query,
            wanted,
            page: await readJournal(web.db, filters, wanted),
            total: await countJournal(web.db, filters),
          },
          types: await typesOfEvents(web.db),
          exports,
          timestamps: await timestampsOf(
            web.db,
            exports.map(({ fileId }) => fileId),
          ),
          now: web.kernel.clock(),
        }}
      />,
    );
  });

  routes.get('/journal/tetes/:file{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json}', async (c) => {
    const id = c.req.param('file').slice(0, 36);
    const file = (await isExport(web.db, id)) ? await readFile(web.db, id) : undefined;
    return file ? fileResponse(file, 'attachment') : notFound(c);
  });
  return routes;
}

function dayOf(text: string | null): string | undefined {
  return text && isDay(text) ? text : undefined;
}
