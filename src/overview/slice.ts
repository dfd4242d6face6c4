import type { Slice } from '#src/platform/slice.js';
import { homeRoutes } from './home.routes.js';

/** What reads everything and changes nothing: first pages, the menu. */
export const overviewSlice: Slice = { name: 'overview', routes: homeRoutes };
