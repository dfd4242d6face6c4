import { sql } from 'kysely';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { handoverPaths } from '#src/handover/index.js';
import { deliveryOfficer } from './delivery-officer.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import type { OrderStory } from './order-story.js';

/** What goes wrong with a key at the delivery centre: its holder's file goes on with another. */
export const keyStages = ['lost', 'damaged', 'returning', 'returned', 'destroyed'] as const;
export type KeyStage = (typeof keyStages)[number];

/** Tells the key that was received for a file: lost, or damaged and then sent back or destroyed. */
export async function tellKey(
  history: History,
  order: OrderStory,
  file: string,
  stage: KeyStage,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM tokens
    WHERE file_id = ${file} AND state = 'received'`.execute(history.app.kernel.db);
  const [key] = rows;
  const officer = await deliveryOfficer(history, order.organisation.postalCode);
  if (!key || !officer) return;
  await history.wait(3);
  const lost = stage === 'lost';
  await giveReason(history, officer.seat, handoverPaths.report(key.id), 'token-reported', {
    what: lost ? 'lost' : 'damaged',
    reason: lost ? 'token-reported.lost-at-centre' : 'token-reported.damaged',
  });
  if (lost || stage === 'damaged') return;
  await history.wait(20);
  if (stage === 'destroyed') {
    return giveReason(history, officer.seat, handoverPaths.destroy(key.id), 'token-destroyed', {
      method: 'Puce perforée',
      witness: 'La responsable du service',
    });
  }
  await giveReason(history, officer.seat, handoverPaths.sendBack(key.id), 'token-sent-back', {
    reason: 'token-sent-back.damaged',
  });
  if (stage === 'returning') return;
  await history.wait(50);
  const buyer = await history.seat(inventedAddress('Gwenola Achat'), 'Gwenola Achat');
  await buyer.post(handoverPaths.takeBack(key.id), {});
  await history.settle();
}
