import { Hono } from 'hono';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web.js';
import { answerTimesRoutes } from './answer-times.routes.js';
import { arrangeVisitRoutes } from './arrange-visit.routes.js';
import { changeFileVisitRoutes } from './change-file-visit.routes.js';
import { faceToFaceRoutes } from './face-to-face.routes.js';
import { fileVisitRoutes } from './file-visit.routes.js';
import { officerVisitRoutes } from './officer-visits.routes.js';
import { tokenRoutes } from './token.routes.js';

/** Every address of the slice. The first of them asks who is there, for all that stands under /rendez-vous. */
export function handoverRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  for (const each of [
    officerVisitRoutes,
    arrangeVisitRoutes,
    faceToFaceRoutes,
    fileVisitRoutes,
    answerTimesRoutes,
    changeFileVisitRoutes,
    tokenRoutes,
  ]) {
    routes.route('/', each(web));
  }
  return routes;
}
