import type { OrderFacts } from '#src/billing/rows.js';
import type { Reader } from '#src/billing/store.js';
import { correspondentEmails, personById, whoLeft } from '#src/directory/index.js';

/**
 * To whom an invoice goes: the correspondents of the organisation, the one that the order names, and whoever wrote
 * the order for it, unless they have left it.
 */
export async function recipientsOf(db: Reader, order: OrderFacts): Promise<string[]> {
  const named = order.answers.correspondent?.email?.trim().toLowerCase();
  const author = order.entered_on_behalf ? undefined : await personById(db, order.author_id);
  const all = [
    ...(await correspondentEmails(db, order.organisation_id)),
    ...(named ? [named] : []),
    ...(author ? [author.email] : []),
  ];
  const gone = await whoLeft(db, all, order.organisation_id);
  return [...new Set(all.filter((email) => !gone.has(email)))];
}
