import type { Slice } from '#src/platform/slice.js';
import { catalogueRoutes } from './catalogue.routes.js';

export const catalogueSlice: Slice = { name: 'catalogue', routes: catalogueRoutes };
