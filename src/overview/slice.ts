import { Hono } from 'hono';
import { calendar } from '#src/platform/acts/actor.js';
import { exportHeads } from '#src/platform/acts/journal-heads.js';
import { foldStateCounts } from '#src/platform/acts/state-counts.js';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web/web.js';
import { askForTimestamp } from '#src/seals/index.js';
import { aboutRoutes } from './about.routes.js';
import { figuresRoutes } from './figures/figures.routes.js';
import { homeRoutes } from './home.routes.js';
import { journalRoutes } from './journal/journal.routes.js';
import { threadRoutes } from './thread.routes.js';

/** What reads everything and changes nothing: first pages, the menu, the figures, the journal; and keeps counts and exports for them. */
export const overviewSlice: Slice = {
  name: 'overview',
  routes: (web) =>
    new Hono<WebEnv>()
      .route('/', homeRoutes(web))
      .route('/', threadRoutes(web))
      .route('/', figuresRoutes(web))
      .route('/', journalRoutes(web))
      .route('/', aboutRoutes(web)),
  schedules: [
    { name: 'fold-state-counts', cron: '* * * * *', run: (kernel) => foldStateCounts(kernel.db) },
    {
      name: 'export-journal-heads',
      cron: '30 2 * * *',
      run: async (kernel) => {
        await kernel.transact(calendar, async (act) => {
          const { fileId } = await exportHeads(act);
          await askForTimestamp(act, fileId);
        });
      },
    },
  ],
};
