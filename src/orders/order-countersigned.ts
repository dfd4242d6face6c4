import type { Act } from '#src/platform/act.js';
import type { Reaction } from '#src/platform/jobs.js';
import { mailOrder } from './mail-order.js';
import { orderPaths } from './paths.js';
import { recordSignature } from './record-signature.js';
import type { FoundOrder, SignatureRow } from './rows.js';
import { lateWords, sealedAttachments } from './sealed-attachments.js';
import { findSignature } from './signature-store.js';
import { findOrderFacts } from './store.js';

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
