import type { Slice } from '#src/platform/slice.js';
import { certificateEnded, createToken, shipToken, takeTokenBack } from './create-token.js';
import { fileLeftVisit } from './leave-visit.js';
import { recordMade } from './record-made.js';
import { recordReady } from './record-ready.js';
import { remindVisits } from './remind-visits.js';
import { handoverRoutes } from './routes.js';
import { handedBack, noneSuited, tellCentre, timesOffered } from './times.mail.js';
import { tokenLost, tokenToSendBack } from './token.mail.js';
import { visitAgreed } from './visit-agreed.mail.js';
import { holderMissed, visitCancelled } from './visit-ended.mail.js';
import { visitProposed } from './visit-proposed.mail.js';

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
