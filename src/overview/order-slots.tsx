import { invoiceCard } from '#src/billing/index.js';
import { visitCards } from '#src/handover/index.js';
import { noSlots, type OrderSlots } from '#src/orders/index.js';
import { lanesOfOrder, panelOfFiles } from '#src/registration/index.js';

/** What the page of an order shows of what comes after it: the lanes, whose turn, visits and invoices. */
export const orderSlots: OrderSlots = {
  ...noSlots,
  lanes: lanesOfOrder,
  filesPanel: panelOfFiles,
  async cards(db, orderId, actor, now) {
    const [visits, invoices] = [
      await visitCards(db, orderId, actor),
      await invoiceCard(db, orderId, actor, now),
    ];
    return (
      <>
        {visits}
        {invoices}
      </>
    );
  },
};
