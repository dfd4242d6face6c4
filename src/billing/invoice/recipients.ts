import type { OrderFacts } from '#src/billing/rows.js';
import type { Reader } from '#src/billing/store.js';
import { correspondentEmails, hasLeft, personById } from '#src/directory/index.js';

/**
 * To whom an invoice goes: the correspondents of the organisation, the one that the order names, and whoever wrote
 * the order for it.
 */
export async function recipientsOf(db: Reader, order: OrderFacts): Promise<string[]> {
  const named = order.answers.correspondent?.email?.trim().toLowerCase();
  const { author_id, organisation_id, entered_on_behalf } = order;
  const gone = entered_on_behalf || (await hasLeft(db, author_id, organisation_id));
  const author = gone ? undefined : await personById(db, author_id);
  const all = [
    ...(await correspondentEmails(db, order.organisation_id)),
    ...(named ? [named] : []),
    ...(author ? [author.email] : []),
  ];
  return [...new Set(all)];
}
