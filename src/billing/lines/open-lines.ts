import { sql } from 'kysely';
import type { VatRegime } from '#src/billing/amounts.js';
import type { LineRow, OrderFacts } from '#src/billing/rows.js';
import { handoverFacts, orderFacts, tables } from '#src/billing/store.js';
import type { LineKind, Reason } from '#src/billing/types.js';
import type { Terms } from '#src/orders/index.js';
import type { Act, Follower } from '#src/platform/acts/act.js';
import { json } from '#src/platform/database/jsonb.js';
import { type Day, parisDay } from '#src/platform/french/working-time.js';

// Written out, not parameters: the plan of a prepared statement finds a partial index by its words alone.
export const openCertificate = sql<boolean>`kind = 'certificate' AND state IN ('visit-running', 'to-issue')`;
const notCertificate = sql<boolean>`kind <> 'certificate'`;

/** Price and VAT of a line, as the order froze them. */
type Price = Pick<LineRow, 'label' | 'unit_price' | 'vat_regime' | 'vat_per_mille' | 'vat_mention'>;

/** The purchasing body's line, one for each certificate handed over. */
function certificatePrice({ product }: Terms): Price {
  return {
    label: `${product.name}, ${product.years}\u00a0ans, ${product.support}`,
    unit_price: product.unitPrice,
    ...vat('standard', product.vatRate),
    vat_mention: '',
  };
}

/** The delivery centre's line, one for each visit. */
export function interventionPrice({ mission }: Terms): Price {
  return {
    label: `${mission.label} (délibération ${mission.deliberation})`,
    unit_price: mission.price,
    ...vat(mission.vatRegime, mission.vatRate),
    vat_mention: mission.vatMention,
  };
}

function vat(regime: VatRegime, rate: number): Pick<LineRow, 'vat_regime' | 'vat_per_mille'> {
  return { vat_regime: regime, vat_per_mille: regime === 'standard' ? Math.round(rate * 10) : 0 };
}

/**
 * A handover makes billable lines (rule 10): one certificate more on the purchasing body's line of this order and
 * visit, and the intervention of the delivery centre where this is the first handover of the visit. A handover told
 * when its line is already invoiced starts another: what was printed is not changed, and nothing is given away.
 */
export const billHandover: Follower = async (act, event) => {
  const { order: orderId, appointment, handover } = event.about;
  if (!orderId || !appointment || !handover)
    throw new Error('a handover names order, appointment and record');
  const record = await handoverFacts(act.tx, handover);
  const day = parisDay(record.at);
  const order = await orderFacts(act.tx, orderId);
  if (!order.terms) throw new Error('an order without frozen terms has no handover');
  const certificates = await addCertificates(act, {
    ...newLine(act, order, appointment, 'certificate'),
    ...certificatePrice(order.terms),
    issuer_id: order.purchasing_body_id,
    state: 'visit-running',
    delivered_on: day,
  });
  await tables(act.tx)
    .insertInto('billable_line_handovers')
    .values({ handover_id: handover, line_id: certificates.id })
    .execute();
  await tell(act, certificates);
  const intervention = await addVisitLine(act, order, {
    appointment,
    kind: 'intervention',
    state: 'visit-running',
    issuer: record.delivery_centre_id,
    price: interventionPrice(order.terms),
    on: day,
  });
  if (intervention) await tell(act, intervention);
};

/**
 * Certificates go on the open line of their order and visit, or make it as given. One statement: of two acts at the
 * same instant, the second adds to the line of the first.
 */
export function addCertificates(
  act: Act,
  line: Omit<LineRow, 'id' | 'version' | 'quantity_reason' | 'reason'>,
): Promise<LineRow> {
  return tables(act.tx)
    .insertInto('billable_lines')
    .values(line)
    .onConflict((conflict) =>
      conflict.columns(['order_id', 'appointment_id']).where(openCertificate).doUpdateSet({
        quantity: sql`billable_lines.quantity + excluded.quantity`,
        version: sql`billable_lines.version + 1`,
        delivered_on: sql`greatest(billable_lines.delivered_on, excluded.delivered_on)`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What one visit costs, once; undefined where it is charged already. */
export async function addVisitLine(
  act: Act,
  order: OrderFacts,
  visit: {
    readonly appointment: string;
    readonly kind: 'intervention' | 'fruitless-visit';
    readonly state: 'visit-running' | 'to-issue';
    readonly issuer: string;
    readonly price: Price;
    readonly reason?: Reason;
    readonly on: Day;
  },
): Promise<LineRow | undefined> {
  return tables(act.tx)
    .insertInto('billable_lines')
    .values({
      ...newLine(act, order, visit.appointment, visit.kind),
      ...visit.price,
      issuer_id: visit.issuer,
      state: visit.state,
      delivered_on: visit.on,
      reason: json(visit.reason ?? null),
    })
    .onConflict((conflict) => conflict.column('appointment_id').where(notCertificate).doNothing())
    .returningAll()
    .executeTakeFirst();
}

function newLine(act: Act, order: OrderFacts, appointment: string, kind: LineKind) {
  const references = order.answers.billing ?? {};
  return {
    order_id: order.id,
    appointment_id: appointment,
    kind,
    since: act.now,
    created_at: act.now,
    quantity: 1,
    engagement_number: references.engagementNumber?.trim() ?? '',
    service_code: references.serviceCode?.trim() ?? '',
  };
}

/** Says that a line was made or grew. */
export async function tell(act: Act, line: LineRow): Promise<void> {
  await act.publish({
    type: 'billable-line.counted',
    about: { order: line.order_id, appointment: line.appointment_id, line: line.id },
    data: { kind: line.kind, quantity: line.quantity, unitPrice: line.unit_price },
  });
}
