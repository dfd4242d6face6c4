import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { fileEvent } from '#src/registration/events.js';
import { tables } from '#src/registration/store.js';

/** The authority has acknowledged the order: each holder gets a file, filled with what the order says of them. */
export async function createFiles(act: Act, event: Event): Promise<void> {
  const order = event.about.order;
  if (!order) return;
  const holders = await tables(act.tx)
    .selectFrom('order_holder_facts')
    .selectAll()
    .where('order_id', '=', order)
    .orderBy('position')
    .execute();
  for (const holder of holders) {
    const made = await tables(act.tx)
      .insertInto('holder_files')
      .values({
        order_id: order,
        holder_id: holder.id,
        state: 'waiting',
        since: act.now,
        created_at: act.now,
        email: holder.email,
        given_names: holder.given_name,
        surname: holder.surname,
        function: holder.function,
        phone: holder.phone,
        situation: holder.situation,
        usages: holder.usages,
      })
      .onConflict((conflict) => conflict.columns(['order_id', 'holder_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) {
      await act.publish(
        fileEvent(
          'file.created',
          { id: made.id, order_id: order, holder_id: holder.id },
          { state: 'waiting' },
        ),
      );
    }
  }
}
