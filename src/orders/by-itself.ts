import { catalogueAt, delayAt } from '#src/catalogue/index.js';
import type { Kernel } from '#src/platform/act.js';
import { calendar } from '#src/platform/actor.js';
import type { Reaction, Schedule } from '#src/platform/jobs.js';
import { isRefusal } from '#src/platform/refusal.js';
import { addWorkingDays } from '#src/platform/working-time.js';
import { lapseOrder } from './end-order.js';
import { mailOrder } from './mail-order.js';
import { acknowledgeMission } from './move-mission.js';
import { orderPaths } from './paths.js';
import {
  currentMission,
  findOrderFacts,
  lockOrderById,
  missionsAwaiting,
  ordersAsleep,
  updateOrder,
} from './store.js';
import { transmitOrder } from './transmit-order.js';

/** As soon as both are true, countersigned and mission acknowledged, the order leaves for the authority. */
export const transmitWhenReady: Reaction = {
  name: 'transmit-when-ready',
  on: ['order.countersigned', 'mission.acknowledged'],
  async run(act, event) {
    const order = await lockOrderById(act.tx, event.about.order ?? '');
    const mission = order && (await currentMission(act.tx, order.id));
    if (order?.state === 'accepted' && mission?.state === 'acknowledged') {
      const result = await transmitOrder(act, order.id);
      if (isRefusal(result)) throw new Error(result.sentence);
    }
  },
};

/** A delivery centre that answers by default at once (0 working days) does so here; later ones by the calendar. */
export const acknowledgeAtOnce: Reaction = {
  name: 'acknowledge-mission-at-once',
  on: ['mission.received'],
  async run(act, event) {
    const mission = await currentMission(act.tx, event.about.order ?? '');
    if (mission?.state !== 'received') return;
    const terms = (await catalogueAt(act.tx, 'mission', act.now)).find(
      (each) => each.data.organisation === mission.delivery_centre_id,
    );
    if (terms?.data.acknowledgedAfter === 0) await acknowledgeMission(act, mission.order_id);
  },
};

/** Every working morning: missions whose delay has run out are acknowledged. */
export const acknowledgeMissions: Schedule = {
  name: 'acknowledge-missions',
  cron: '15 7 * * 1-5',
  async run(kernel) {
    const now = kernel.clock();
    for (const mission of await missionsAwaiting(kernel.db)) {
      await kernel.transact(calendar, async (act) => {
        const terms = (await catalogueAt(act.tx, 'mission', now)).find(
          (each) => each.data.organisation === mission.delivery_centre_id,
        );
        const days = terms?.data.acknowledgedAfter;
        if (days === undefined || days === null || addWorkingDays(mission.since, days) > now) return;
        await acknowledgeMission(act, mission.order_id);
      });
    }
  },
};

/** Every morning: orders that wait for their organisation are reminded twice, then lapse. */
export const lapseOrders: Schedule = {
  name: 'lapse-orders',
  cron: '30 7 * * *',
  async run(kernel) {
    for (const id of await ordersAsleep(kernel.db)) await remindOrLapse(kernel, id);
  },
};

async function remindOrLapse(kernel: Kernel, id: string): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const order = await lockOrderById(act.tx, id);
    if (!order || !['draft', 'to-sign', 'returned'].includes(order.state)) return;
    const days = (act.now.getTime() - order.since.getTime()) / 86_400_000;
    const limits = [
      await delayAt(act.tx, 'order-first-warning', act.now),
      await delayAt(act.tx, 'order-second-warning', act.now),
      await delayAt(act.tx, 'order-lapse', act.now),
    ] as const;
    if (order.warned >= 2 && days >= limits[2]) {
      await lapseOrder(act, id);
      return;
    }
    const due = limits[order.warned];
    if (order.warned >= 2 || due === undefined || days < due) return;
    await updateOrder(act.tx, id, { warned: order.warned + 1 });
    const facts = (await findOrderFacts(act.tx, id)) ?? order;
    const toSign = order.state === 'to-sign';
    await mailOrder(act, facts, {
      cause: `warning:${id}:${order.since.toISOString()}:${order.warned + 1}`,
      kind: 'order-reminder',
      to: 'correspondents',
      subject: `${order.warned === 0 ? 'Rappel' : 'Dernier rappel'} : commande ${order.number}, ${order.organisation_name}`,
      paragraphs: [
        toSign
          ? 'La commande attend toujours la signature du représentant légal : rappelez-la-lui.'
          : 'Votre commande attend que vous la terminiez. Vos réponses sont gardées.',
        `Sans suite, elle sera close d’elle-même ${Math.round(limits[2])} jours après sa dernière étape.`,
      ],
      button: { label: 'Ouvrir la commande', url: orderPaths.order(id) },
    });
  });
}
