import { tables } from '#src/billing/store.js';
import type { Act, Follower } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';

/** The visit is over: its lines may be invoiced, whole. */
export const closeHeldVisit: Follower = async (act, event) => {
  if (event.about.appointment) await closeVisit(act, event.about.appointment);
};

async function closeVisit(act: Act, appointment: string): Promise<void> {
  const ready = await tables(act.tx)
    .updateTable('billable_lines')
    .set({ state: 'to-issue', since: act.now })
    .where('appointment_id', '=', appointment)
    .where('state', '=', 'visit-running')
    .returning(['id', 'order_id', 'quantity', 'issuer_id'])
    .execute();
  for (const line of ready) {
    await act.publish({
      type: 'billable-line.ready',
      about: { order: line.order_id, appointment, line: line.id },
      data: { quantity: line.quantity },
    });
  }
}

/**
 * Every hour: a visit that nobody closed is over when its day is. So a holder whose fate is never noted holds
 * nothing up, and two handovers of one day still make one line.
 */
export const closeVisits: Schedule = {
  name: 'close-visits',
  cron: '7 * * * *',
  async run(kernel) {
    const running = await tables(kernel.db)
      .selectFrom('billable_lines')
      .select('appointment_id')
      .distinct()
      .where('state', '=', 'visit-running')
      .where('delivered_on', '<', parisDay(kernel.clock()))
      .execute();
    await eachAlone(running, ({ appointment_id }) =>
      kernel.transact(calendar, (act) => closeVisit(act, appointment_id)),
    );
  },
};
