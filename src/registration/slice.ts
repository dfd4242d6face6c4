import type { CertificationAuthority } from '#src/orders/index.js';
import type { Slice } from '#src/platform/slice.js';
import { correctionsAsked } from './corrections-asked.mail.js';
import { createFiles } from './create-files.js';
import { abandonFilesOfOrder, afterFileEnded } from './end-files.js';
import { expireCertificates } from './expire-certificates.js';
import { fileEnded, fileReopened } from './file-ended.mail.js';
import { fileSubmitted } from './file-submitted.mail.js';
import { inviteAnew, inviteHolder } from './invite-holder.js';
import { issuanceWorker } from './issue-certificate.js';
import { lapseFiles, reopenExpired } from './lapse-files.js';
import { replaceCertificate, requestOnValidation } from './request-certificate.js';
import { registrationRoutes } from './routes.js';
import { type FileSlots, noFileSlots } from './slots.js';
import { summonHolder } from './summons.mail.js';
import { statusWorker } from './tell-authority.js';

/** Step 3 of the relay: the holder's file, its control, and the certificate asked of the authority. */
export function registration(authority: CertificationAuthority, slots: FileSlots = noFileSlots): Slice {
  return {
    name: 'registration',
    routes: (web) => registrationRoutes(web, slots),
    followers: [
      { on: ['order.acknowledged'], run: createFiles },
      { on: ['order.withdrawn', 'order.cancelled'], run: abandonFilesOfOrder },
      { on: ['file.validated'], run: requestOnValidation },
      { on: ['file.data-refused', 'file.token-lost'], run: replaceCertificate },
      {
        on: ['file.rejected', 'file.abandoned', 'file.lapsed', 'file.handed-over'],
        run: afterFileEnded,
      },
    ],
    reactions: [
      inviteHolder,
      inviteAnew,
      fileSubmitted,
      correctionsAsked,
      summonHolder,
      fileReopened,
      fileEnded,
    ],
    workers: [issuanceWorker(authority), statusWorker(authority)],
    schedules: [lapseFiles, reopenExpired, expireCertificates],
  };
}
