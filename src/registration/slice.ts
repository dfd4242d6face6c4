import type { CertificationAuthority } from '#src/orders/index.js';
import type { Slice } from '#src/platform/slice.js';
import { expireCertificates } from './certificate/expire-certificates.js';
import { issuanceWorker } from './certificate/issue-certificate.js';
import { replaceCertificate, requestOnValidation } from './certificate/request-certificate.js';
import { statusWorker } from './certificate/tell-authority.js';
import { correctionsAsked } from './desk/corrections-asked.mail.js';
import { summonHolder } from './desk/summons.mail.js';
import { abandonFilesOfOrder, afterFileEnded } from './ends/end-files.js';
import { fileEnded, fileReopened } from './ends/file-ended.mail.js';
import { lapseFiles, reopenExpired } from './ends/lapse-files.js';
import { createFiles } from './file/create-files.js';
import { inviteAnew, inviteHolder } from './file/invite-holder.js';
import { registrationRoutes } from './routes.js';
import { type FileSlots, noFileSlots } from './slots.js';
import { fileSubmitted } from './submission/file-submitted.mail.js';

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
