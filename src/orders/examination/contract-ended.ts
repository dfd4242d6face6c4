import { catalogueAt, entryAt, neededEntryAt } from '#src/catalogue/index.js';
import { lockOrderById, ordersWithBuyer } from '#src/orders/store.js';
import type { Terms } from '#src/orders/types.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';
import { cancelOrder } from './end-order.js';

/**
 * Every morning: past a supplier's day of cancellation, its orders of which no key was handed over are cancelled. One
 * that has a key in somebody's hand refuses the step, and runs on.
 */
export const cancelEndedContracts: Schedule = {
  name: 'cancel-ended-contracts',
  cron: '45 6 * * *',
  async run(kernel: Kernel) {
    const now = kernel.clock();
    const ended = await endedSuppliers(kernel.db, now);
    if (ended.size === 0) return;
    const { code, data } = await neededEntryAt(kernel.db, 'reason', 'cancel.contract-ended', now);
    const reason = { code, label: data.label, sentence: data.sentence, comment: '' };
    await eachAlone(await ordersWithBuyer(kernel.db), (id) =>
      kernel.transact(calendar, async (act) => {
        const order = await lockOrderById(act.tx, id);
        const supplier = order?.terms && (await supplierOf(act.tx, order.terms));
        return supplier && ended.has(supplier) ? cancelOrder(act, id, reason) : undefined;
      }),
    );
  },
};

/** Codes of the suppliers whose day of cancellation has come. */
async function endedSuppliers(db: Database, at: Date): Promise<Set<string>> {
  const today = parisDay(at);
  const suppliers = await catalogueAt(db, 'supplier', at);
  return new Set(
    suppliers.filter(({ data }) => data.cancelOn !== null && data.cancelOn <= today).map(({ code }) => code),
  );
}

/** The supplier of the product as it was sold when the order was frozen. */
async function supplierOf(tx: Tx, terms: Terms): Promise<string | undefined> {
  const product = await entryAt(tx, 'product', terms.product.code, new Date(terms.frozenAt));
  return product?.data.supplier;
}
