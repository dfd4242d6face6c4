import type { CertificationAuthority } from '#src/orders/index.js';
import type { Slice } from '#src/platform/slice.js';
import { certificateRoutes } from './certificate.routes.js';
import { certificateTold } from './certificate-told.mail.js';

/** What follows a certificate once it is issued: suspended, put back in service, revoked. */
export function lifetime(authority: CertificationAuthority): Slice {
  return {
    name: 'lifetime',
    routes: (web) => certificateRoutes(web, authority),
    reactions: [certificateTold(authority)],
  };
}
