import { mailOrder } from '#src/orders/mail-order.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import { recordSignature } from '#src/orders/signature/record-signature.js';
import { lateWords, sealedAttachments } from '#src/orders/signature/sealed-attachments.js';
import { findSignature } from '#src/orders/signature/signature-store.js';
import { findOrderFacts } from '#src/orders/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';

/** The countersignature has its sheet, and its seal is asked for. */
export const orderCountersigned: Reaction = {
  name: 'order-countersigned',
  on: ['order.countersigned'],
  async run(act, event, line) {
    const order = await findOrderFacts(act.tx, event.about.order ?? '');
    const signature = await findSignature(act.tx, String(event.data.signature));
    if (order && signature) await recordSignature(act, order, signature, line);
  },
};

/** The countersigned order goes to the organisation and the delivery centre, with its sheet. */
export async function tellCountersigned(
  act: Act,
  order: FoundOrder,
  signature: SignatureRow,
  cause: string,
  late = false,
): Promise<void> {
  const attachments = await sealedAttachments(act, order, signature);
  for (const to of ['correspondents', 'delivery-centre'] as const) {
    await mailOrder(act, order, {
      cause,
      kind: 'order-countersigned',
      to,
      subject: `Contresignée : commande ${order.number}, ${order.organisation_name}`,
      paragraphs: [
        'L’organisme acheteur a examiné et contresigné la commande. Elle part à l’autorité de certification ; vous n’avez rien à faire.',
        ...(late ? [lateWords] : []),
      ],
      button: { label: 'Voir la commande', url: orderPaths.order(order.id) },
      attachments,
    });
  }
}
