import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { catalogueAt, type Entry, entryAt, textAt } from '#src/catalogue/index.js';
import type { Answers } from '#src/orders/answers.js';
import { refusals } from '#src/orders/refusals.js';
import type { OrderRow } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { parisDay } from '#src/platform/french/working-time.js';

/** Amounts of an order, in cents: VAT is rounded on the total, half up, as invoices do. */
export function amounts(
  quantity: number,
  unitPrice: number,
  vatRate: number,
): { net: number; vat: number; gross: number } {
  const net = quantity * unitPrice;
  const vat = Math.round((net * vatRate) / 100);
  return { net, vat, gross: net + vat };
}

/** SHA-256 of what the signature covers: everything but the references for the invoice, which no paper form holds. */
export function coveredHash(answers: Answers): string {
  const { billing: _, ...covered } = answers;
  return createHash('sha256')
    .update(canonicalize(covered) ?? '')
    .digest('hex');
}

/** Reads product, mission and texts in force: what the order will be made under, whatever changes later. */
export async function termsNow(
  tx: Tx,
  order: Pick<OrderRow, 'delivery_centre_id' | 'version'>,
  answers: Answers,
  at: Date,
): Promise<Terms | Refusal> {
  const product = await productOnSale(tx, at);
  const mission = await entryAt(tx, 'mission', order.delivery_centre_id, at);
  if (!product || !mission) return refusals.orderingClosed;
  const supplier = await entryAt(tx, 'supplier', product.data.supplier, at);
  const acceptances = [await textAt(tx, 'acceptance-order', at), await textAt(tx, 'acceptance-mission', at)];
  const quantity = answers.holders.length;
  return {
    version: order.version + 1,
    product: {
      entryId: product.id,
      code: product.code,
      name: product.data.name,
      supplier: supplier?.data.authority ?? product.data.supplier,
      years: product.data.years,
      usages: product.data.usages,
      support: product.data.support,
      unitPrice: product.data.unitPrice,
      vatRate: product.data.vatRate,
      qualified: product.data.qualified,
    },
    mission: {
      entryId: mission.id,
      label: mission.data.label,
      price: mission.data.price,
      vatRegime: mission.data.vatRegime,
      vatRate: mission.data.vatRate,
      vatMention: mission.data.vatMention,
      hours: mission.data.hours,
      deliberation: mission.data.deliberation,
    },
    acceptances: acceptances.map(({ code, data }) => ({ code, version: data.version, text: data.text })),
    quantity,
    ...amounts(quantity, product.data.unitPrice, product.data.vatRate),
    coveredHash: coveredHash(answers),
    frozenAt: at.toISOString(),
  };
}

/** The product that may be ordered at a date: its supplier's contract still takes orders. */
export async function productOnSale(db: Database | Tx, at: Date): Promise<Entry<'product'> | undefined> {
  const today = parisDay(at);
  const suppliers = await catalogueAt(db, 'supplier', at);
  const open = new Set(
    suppliers
      .filter(({ data }) => data.lastOrderOn === null || data.lastOrderOn >= today)
      .map(({ code }) => code),
  );
  return (await catalogueAt(db, 'product', at)).find((product) => open.has(product.data.supplier));
}
