import { catalogueAt } from '#src/catalogue/index.js';
import { sectionsToMend } from '#src/orders/draft/judge-answers.js';
import { missionTable } from '#src/orders/examination/mission.js';
import { currentMission } from '#src/orders/examination/mission-store.js';
import { holdersOf } from '#src/orders/holder-store.js';
import { mailsSent } from '#src/orders/mails-sent.js';
import { orderTable } from '#src/orders/order.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import type { OrderDocument } from '#src/orders/paths.js';
import { onBehalfWords } from '#src/orders/prepared-on-behalf.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { signaturesOf } from '#src/orders/signature/signature-store.js';
import type { OrderSlots } from '#src/orders/slots.js';
import { findOrder } from '#src/orders/store.js';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import { permits } from '#src/platform/acts/steps.js';
import { choices } from '#src/platform/acts/turn.js';
import type { Database } from '#src/platform/database/database.js';
import { latestSealed, sealStates } from '#src/seals/index.js';
import { orderPanel } from './order-panel.js';
import type { OrderView } from './order-view.js';

/** Of the thread, on the order's own page. */
const threadShown = 8;

/** Everything that the page of an order shows to one person; undefined where they may not see it. */
export async function readOrder(
  db: Database,
  slots: OrderSlots,
  actor: Person,
  id: string,
  now: Date,
): Promise<OrderView | undefined> {
  const order = await findOrder(db, actor, id);
  if (!order) return undefined;
  const parts = partsIn(order, actor);
  const mission = await currentMission(db, id);
  const withFiles = order.state === 'transmitted' ? await slots.filesPanel(db, id, actor, now) : null;
  const officers = parts.includes('delivery-officer');
  const besides = choices(orderTable, order.state, parts).besides;
  const declines = mission && officers ? choices(missionTable, mission.state, parts).besides : [];
  return {
    order,
    mission,
    holders: await holdersOf(db, id),
    signatures: await signaturesOf(db, id),
    lanes: await slots.lanes(db, id, actor, now),
    panel: withFiles ?? (await orderPanel(db, order, mission, parts, now)),
    besides: [...besides, ...declines],
    thread: await slots.thread(db, id, threadShown),
    cards: await slots.cards(db, id, actor, now),
    mails: await mailsSent(db, { order: id }, parts, now),
    now,
    authority: order.terms?.product.supplier ?? '',
    seal: order.form_file_id
      ? (await sealStates(db, [order.form_file_id])).get(order.form_file_id)
      : undefined,
    mendsSeal: parts.includes('purchasing-officer'),
    represents:
      parts.includes('purchasing-officer') ||
      bodiesOf(actor, 'correspondent').includes(order.organisation_id),
    onBehalf: await onBehalfWords(db, order),
    toMend: permits(orderTable, order.state, 'prepare', parts) ? await sectionsToMend(db, order, now) : null,
  };
}

/** French names of the usages that were on sale then, by code. */
export async function usageNames(db: Database, at: Date): Promise<Map<string, string>> {
  return new Map((await catalogueAt(db, 'usage', at)).map(({ code, data }) => [code, data.label]));
}

/** The file of one of the order's documents, with the seals that it has. */
export async function documentFile(
  db: Database,
  order: FoundOrder,
  document: OrderDocument,
): Promise<string | null> {
  const frozen = await frozenFile(db, order, document);
  return frozen && latestSealed(db, frozen);
}

async function frozenFile(db: Database, order: FoundOrder, document: OrderDocument): Promise<string | null> {
  switch (document) {
    case 'annexe-4bis':
      return order.form_file_id;
    case 'demande-de-mission':
      return order.mission_file_id;
    default: {
      const kind = document === 'feuille-de-signature' ? 'signature' : 'countersignature';
      return (await signaturesOf(db, order.id)).findLast((each) => each.kind === kind)?.sheet_file_id ?? null;
    }
  }
}
