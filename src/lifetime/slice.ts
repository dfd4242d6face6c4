import type { Slice } from '#src/platform/slice.js';
import { certificateRoutes } from './certificate.routes.js';
import { certificateTold } from './certificate-told.mail.js';

/** What follows a certificate once it is issued: suspended, put back in service, revoked. */
export const lifetime: Slice = {
  name: 'lifetime',
  routes: certificateRoutes,
  reactions: [certificateTold],
};
