import canonicalize from 'canonicalize';
import type { Section } from '#src/orders/answers.js';
import { openOrder } from '#src/orders/open-order.js';
import { preparedBy } from '#src/orders/prepared-on-behalf.js';
import { refusals } from '#src/orders/refusals.js';
import { updateOrder } from '#src/orders/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Nested } from '#src/platform/web/form.js';

/** Most that one section may hold, in characters of JSON: some hundreds of holders. */
const sectionLimit = 400_000;

/**
 * Keeps one section as typed, right or wrong: a draft forgets nothing. `version` is the one that the page showed:
 * a section saved meanwhile by somebody else is not overwritten unseen.
 */
export async function saveAnswers(
  act: Act,
  id: string,
  section: Section,
  typed: Nested | readonly Nested[],
  version: number | null,
): Promise<{ version: number } | Refusal> {
  const order = await openOrder(act, id, 'prepare');
  if (isRefusal(order)) return order;
  // the database keeps the fields of a section in an order of its own
  if (canonicalize(order.answers[section]) === canonicalize(typed)) return { version: order.version };
  if (version !== null && version !== order.version) return refusals.draftMoved;
  if (JSON.stringify(typed).length > sectionLimit) return refusals.answersTooLong;
  const answers = { ...order.answers, [section]: typed };
  await updateOrder(act.tx, id, { answers, ...(await preparedBy(act, order)) });
  return { version: order.version + 1 };
}
