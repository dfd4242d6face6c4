import { type Entry, entryAt } from '#src/catalogue/index.js';
import type { Reader } from '#src/handover/store.js';
import type { Terms } from '#src/orders/index.js';

/** When the configuration was read that an order keeps; `now` for an order that has frozen nothing. */
export function frozenAt(terms: Terms | null, now: Date): Date {
  return terms ? new Date(terms.frozenAt) : now;
}

/** The product as it stood when the order was made: a later version of it is not what was ordered. */
export async function productAsOrdered(db: Reader, terms: Terms): Promise<Entry<'product'> | undefined> {
  return entryAt(db, 'product', terms.product.code, new Date(terms.frozenAt));
}
