import { Hono } from 'hono';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { answerTimesRoutes } from './appointments/answer-times.routes.js';
import { arrangeVisitRoutes } from './appointments/arrange-visit.routes.js';
import { changeFileVisitRoutes } from './appointments/change-file-visit.routes.js';
import { changeVisitRoutes } from './appointments/change-visit.routes.js';
import { fileVisitRoutes } from './appointments/file-visit.routes.js';
import { faceToFaceRoutes } from './face-to-face/face-to-face.routes.js';
import { tokenRoutes } from './tokens/token.routes.js';
import { tokensRoutes } from './tokens/tokens.routes.js';
import { officerVisitRoutes } from './visits/officer-visits.routes.js';

/** Every address of the slice. The first of them asks who is there, for all that stands under /rendez-vous. */
export function handoverRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  for (const each of [
    officerVisitRoutes,
    arrangeVisitRoutes,
    changeVisitRoutes,
    faceToFaceRoutes,
    fileVisitRoutes,
    answerTimesRoutes,
    changeFileVisitRoutes,
    tokensRoutes,
    tokenRoutes,
  ]) {
    routes.route('/', each(web));
  }
  return routes;
}
