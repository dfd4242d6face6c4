import { sql } from 'kysely';
import { certificatePaths } from '#src/lifetime/index.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import { nameOf, type OrderStory } from './order-story.js';

/** What becomes of a certificate once it is in its holder's hand. */
export const lifetimeStages = [
  'suspended',
  'resumed',
  'revoked-by-holder',
  'revoked-by-representative',
] as const;
export type LifetimeStage = (typeof lifetimeStages)[number];

/** Tells the days of the first certificate of a visit that was held; nothing where its key is not handed over yet. */
export async function tellLifetime(
  history: History,
  order: OrderStory,
  file: string,
  stage: LifetimeStage,
): Promise<void> {
  const { rows } = await sql<{ id: string; email: string }>`SELECT id, email FROM certificate_facts
    WHERE file_id = ${file} AND state = 'live'`.execute(history.app.kernel.db);
  const certificate = rows[0];
  if (!certificate) return;
  const { id, email } = certificate;
  const holder = await history.seat(email, email);
  await history.wait(26);
  if (stage === 'revoked-by-holder') {
    await giveReason(history, holder, certificatePaths.revoke(id), 'revocation', {
      reason: 'revocation.key-lost',
      understood: 'oui',
    });
  } else if (stage === 'revoked-by-representative') {
    const mayor = await history.seat(order.mayor.email, nameOf(order.mayor).name);
    await giveReason(history, mayor, certificatePaths.revoke(id), 'revocation', {
      reason: 'revocation.left',
      understood: 'oui',
    });
  } else {
    await giveReason(history, holder, certificatePaths.suspend(id), 'suspension');
    if (stage === 'suspended') return;
    await history.wait(5);
    await holder.post(certificatePaths.resume(id), {});
    await history.settle();
  }
}
