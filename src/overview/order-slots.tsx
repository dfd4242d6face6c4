import { invoiceCard } from '#src/billing/index.js';
import { visitCards } from '#src/handover/index.js';
import { certificatesOfOrder } from '#src/lifetime/index.js';
import type { OrderSlots } from '#src/orders/index.js';
import { filesOfOrder, partiesOnFile } from '#src/registration/index.js';
import { filesPanel } from './files-panel.js';
import { holderLanes } from './holder-lanes.js';
import { openedPage } from './next-page.js';
import { orderThread } from './thread.js';

/** What the page of an order shows of the slices that come after it. */
export const orderSlots: OrderSlots = {
  lanes: holderLanes,
  filesPanel,
  thread: orderThread,
  async cards(db, orderId, actor, now) {
    const files = await filesOfOrder(db, orderId);
    const follows = files.some((file) => openedPage(file, partiesOnFile(file, actor)) !== undefined);
    return (
      <>
        {follows && (await visitCards(db, orderId, actor))}
        {await certificatesOfOrder(db, orderId, actor)}
        {await invoiceCard(db, orderId, actor, now)}
      </>
    );
  },
};
