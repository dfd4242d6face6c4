import { Hono } from 'hono';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web.js';
import { acknowledgeAtOnce, acknowledgeMissions, lapseOrders, transmitWhenReady } from './by-itself.js';
import type { CertificationAuthority } from './certification-authority.js';
import { cancelEndedContracts } from './contract-ended.js';
import { documentsReady } from './documents-ready.js';
import { draftRoutes } from './draft.routes.js';
import { authorityWorker, hearAuthority } from './hear-authority.js';
import { officerRoutes } from './officer.routes.js';
import { orderRoutes, showOrder } from './order.routes.js';
import { orderCountersigned } from './order-countersigned.js';
import { closeSigningDoor, orderMoved, returnDeclinedOrder } from './order-moved.js';
import { orderSubmitted } from './order-submitted.js';
import { reasonedRoutes } from './reasoned.routes.js';
import { signatureAsked } from './signature-asked.js';
import { signingRoutes } from './signing.routes.js';
import type { OrderSlots } from './slots.js';

/** Steps 1 and 2 of the relay: the order and its signature, examination, transmission. */
export function ordersSlice(given: { authority: CertificationAuthority; slots: OrderSlots }): Slice {
  const { authority, slots } = given;
  return {
    name: 'orders',
    routes: (web) =>
      new Hono<WebEnv>()
        .route('/', draftRoutes(web))
        .route('/', signingRoutes(web))
        .route(
          '/',
          officerRoutes(web, (c, refusal, status) => showOrder(web, slots, c, refusal, status)),
        )
        .route('/', reasonedRoutes(web))
        .route('/', orderRoutes(web, slots)),
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
      orderMoved,
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
