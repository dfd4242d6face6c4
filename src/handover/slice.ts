import type { Slice } from '#src/platform/slice.js';
import { fileLeftVisit } from './appointments/leave-visit.js';
import { recordMade } from './face-to-face/record-made.js';
import { recordReady } from './face-to-face/record-ready.js';
import { remindVisits } from './invitations/remind-visits.js';
import { handedBack, noneSuited, tellCentre, timesOffered } from './invitations/times.mail.js';
import { visitAgreed } from './invitations/visit-agreed.mail.js';
import { holderMissed, visitCancelled } from './invitations/visit-ended.mail.js';
import { visitProposed } from './invitations/visit-proposed.mail.js';
import { handoverRoutes } from './routes.js';
import { certificateEnded, createToken, shipToken, takeTokenBack } from './tokens/create-token.js';
import { tokenLost, tokenToSendBack } from './tokens/token.mail.js';

/** Steps 4 and 5 of the relay: keys in the centre's custody, visits agreed, keys handed over face to face. */
export const handover: Slice = {
  name: 'handover',
  routes: handoverRoutes,
  followers: [
    { on: ['certificate.issued'], run: createToken },
    { on: ['certificate.revoked', 'certificate.called-off'], run: certificateEnded },
    { on: ['authority.token-shipped'], run: shipToken },
    { on: ['authority.token-returned'], run: takeTokenBack },
    {
      on: [
        'file.rejected',
        'file.reopened',
        'file.abandoned',
        'file.lapsed',
        'file.token-lost',
        'file.data-refused',
      ],
      run: fileLeftVisit,
    },
  ],
  reactions: [
    tellCentre,
    visitProposed,
    visitAgreed,
    visitCancelled,
    holderMissed,
    noneSuited,
    timesOffered,
    handedBack,
    tokenToSendBack,
    tokenLost,
    recordMade,
    recordReady,
  ],
  schedules: [remindVisits],
};
