import { Hono } from 'hono';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web/web.js';
import { draftRoutes } from './draft/draft.routes.js';
import { cancelEndedContracts } from './examination/contract-ended.js';
import { officerRoutes } from './examination/officer.routes.js';
import { orderCountersigned } from './examination/order-countersigned.js';
import { reasonedRoutes } from './examination/reasoned.routes.js';
import { closeSigningDoor, orderMoved, returnDeclinedOrder } from './order-moved.js';
import { orderRoutes, type ShowOrder, showOrder } from './order-page/order.routes.js';
import { signatoryRoutes } from './signatories/signatories.routes.js';
import { documentsReady } from './signature/documents-ready.js';
import { orderSubmitted } from './signature/order-submitted.js';
import { signatureAsked } from './signature/signature-asked.js';
import { signingRoutes } from './signature/signing.routes.js';
import type { OrderSlots } from './slots.js';
import {
  acknowledgeAtOnce,
  acknowledgeMissions,
  lapseOrders,
  transmitWhenReady,
} from './transmission/by-itself.js';
import type { CertificationAuthority } from './transmission/certification-authority.js';
import { authorityWorker, hearAuthority } from './transmission/hear-authority.js';

/** Steps 1 and 2 of the relay: the order and its signature, examination, transmission. */
export function ordersSlice(given: { authority: CertificationAuthority; slots: OrderSlots }): Slice {
  const { authority, slots } = given;
  return {
    name: 'orders',
    routes: (web) => {
      const again: ShowOrder = (c, refusal, status) => showOrder(web, slots, c, refusal, status);
      return new Hono<WebEnv>()
        .route('/', draftRoutes(web, again))
        .route('/', signingRoutes(web))
        .route('/', officerRoutes(web, again))
        .route('/', reasonedRoutes(web))
        .route('/', signatoryRoutes(web))
        .route('/', orderRoutes(web, slots));
    },
    followers: [
      {
        on: [
          'order.taken-back',
          'order.signing-declined',
          'order.submitted',
          'order.withdrawn',
          'order.lapsed',
        ],
        run: closeSigningDoor,
      },
      { on: ['mission.declined'], run: returnDeclinedOrder },
    ],
    reactions: [
      signatureAsked,
      orderSubmitted,
      orderMoved(authority),
      orderCountersigned,
      documentsReady,
      transmitWhenReady,
      acknowledgeAtOnce,
    ],
    workers: [authorityWorker(authority)],
    schedules: [
      acknowledgeMissions,
      lapseOrders,
      cancelEndedContracts,
      { name: 'hear-authority', cron: '* * * * *', run: (kernel) => hearAuthority(kernel, authority) },
    ],
  };
}
