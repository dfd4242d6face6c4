import { Hono } from 'hono';
import { fileResponse, readFile } from '#src/platform/files.js';
import { notFound, page } from '#src/platform/http.js';
import { onlyFor } from '#src/platform/only-for.js';
import { withQuery } from '#src/platform/ui/index.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web.js';
import { JournalPage } from './journal.page.js';
import { journalPaths } from './paths.js';
import { isExport, type Place, readJournal, recentExports, typesOfEvents } from './read-journal.js';

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
    const before = readPlace(query.get('apres'));
    const after = readPlace(query.get('avant'));
    const past = after ? { place: after, newer: true } : before && { place: before, newer: false };
    const { rows, more } = await readJournal(
      web.db,
      {
        order: query.get('commande')?.trim() || undefined,
        type: query.get('type') || undefined,
        from: dayOf(query.get('du')),
        until: dayOf(query.get('au')),
      },
      past,
    );
    const [first] = rows;
    const last = rows.at(-1);
    return page(
      c,
      { title: 'Journal', width: 'desk' },
      <JournalPage
        view={{
          rows,
          query,
          types: await typesOfEvents(web.db),
          exports: await recentExports(web.db),
          newer:
            first && (after ? more : before)
              ? withQuery(journalPaths.list, query, { avant: writePlace(first) })
              : undefined,
          older:
            last && (after || more)
              ? withQuery(journalPaths.list, query, { apres: writePlace(last) })
              : undefined,
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

function writePlace({ at, id }: Place): string {
  return `${at.getTime()}_${id}`;
}

function readPlace(text: string | null): Place | undefined {
  const [, time, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return time === undefined || id === undefined ? undefined : { at: new Date(Number(time)), id: Number(id) };
}

function dayOf(text: string | null): string | undefined {
  const at = new Date(`${text}T00:00:00Z`);
  return text && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}
