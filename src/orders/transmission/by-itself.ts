import { type DelayCode, delayAt, dueDates, dueNow, entryAt } from '#src/catalogue/index.js';
import { lapseOrder } from '#src/orders/examination/end-order.js';
import { currentMission, missionsAwaiting } from '#src/orders/examination/mission-store.js';
import { acknowledgeMission } from '#src/orders/examination/move-mission.js';
import { mailOrder } from '#src/orders/mail-order.js';
import type { OrderState } from '#src/orders/order.js';
import { orderPaths } from '#src/orders/paths.js';
import { findOrderFacts, lockOrderById, ordersAsleep, updateOrder } from '#src/orders/store.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { longDate } from '#src/platform/french/french.js';
import { addWorkingDays } from '#src/platform/french/working-time.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
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
    const terms = await entryAt(act.tx, 'mission', mission.delivery_centre_id, act.now);
    if (terms?.data.acknowledgeAfter === 0) await acknowledgeMission(act, mission.order_id);
  },
};

/** Every working morning: missions whose delay has run out are acknowledged. */
export const acknowledgeMissions: Schedule = {
  name: 'acknowledge-missions',
  cron: '15 7 * * 1-5',
  async run(kernel) {
    const now = kernel.clock();
    await eachAlone(await missionsAwaiting(kernel.db), (mission) =>
      kernel.transact(calendar, async (act) => {
        const days = (await entryAt(act.tx, 'mission', mission.delivery_centre_id, now))?.data
          .acknowledgeAfter;
        if (days === undefined || days === null || addWorkingDays(mission.since, days) > now) return;
        await acknowledgeMission(act, mission.order_id);
      }),
    );
  },
};

/** Every morning: orders that wait for their organisation are reminded twice, then lapse. */
export const lapseOrders: Schedule = {
  name: 'lapse-orders',
  cron: '30 7 * * *',
  async run(kernel) {
    await eachAlone(await ordersAsleep(kernel.db), (id) => remindOrLapse(kernel, id));
  },
};

const delayOfState: Partial<Record<OrderState, DelayCode>> = {
  draft: 'order-draft',
  'to-sign': 'order-to-sign',
  returned: 'order-returned',
};

async function remindOrLapse(kernel: Kernel, id: string): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const order = await lockOrderById(act.tx, id);
    const code = order && delayOfState[order.state];
    if (!order || !code) return;
    const delay = await delayAt(act.tx, code, act.now);
    const due = dueNow(delay, order.since, order.warned, act.now);
    if (due?.ask === 'end') await lapseOrder(act, id);
    if (due?.ask !== 'reminder') return;
    await updateOrder(act.tx, id, { warned: order.warned + 1 });
    const facts = (await findOrderFacts(act.tx, id)) ?? order;
    const toSign = order.state === 'to-sign';
    await mailOrder(act, facts, {
      cause: `warning:${id}:${order.since.toISOString()}:${order.warned + 1}`,
      kind: 'order-reminder',
      to: 'correspondents',
      subject: `${due.last ? 'Dernier rappel' : 'Rappel'} : commande ${order.number}, ${order.organisation_name}`,
      paragraphs: [
        toSign
          ? 'La commande attend toujours la signature du représentant légal : rappelez-la-lui.'
          : 'Votre commande attend que vous la terminiez. Vos réponses sont gardées.',
        `Sans suite, elle sera close d’elle-même le ${longDate(dueDates(delay, order.since).end)}.`,
      ],
      button: { label: 'Ouvrir la commande', url: orderPaths.order(id) },
    });
  });
}
