import { tellCountersigned } from '#src/orders/examination/order-countersigned.js';
import { mailOrder } from '#src/orders/mail-order.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import { findOrderFacts } from '#src/orders/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { tellSubmitted } from './order-submitted.js';
import { sealedAttachments } from './sealed-attachments.js';
import { findSignature } from './signature-store.js';

/**
 * The documents of a signature are sealed, or leave without: the mails that waited for them go. Those that left
 * before the seal are followed by the sealed documents.
 */
export const documentsReady: Reaction = {
  name: 'order-documents-ready',
  on: ['seal.set', 'seal.deferred'],
  concerns: ({ about }) => about.signature !== undefined,
  async run(act, event) {
    if (!event.about.order || !event.about.signature) return;
    const order = await findOrderFacts(act.tx, event.about.order);
    const signature = await findSignature(act.tx, event.about.signature);
    if (!order || !signature) return;
    const cause = `seal:${event.about.seal}`;
    if (event.data.late === true) return tellSealed(act, order, signature, cause);
    const tell = signature.kind === 'signature' ? tellSubmitted : tellCountersigned;
    await tell(act, order, signature, cause, event.data.why === 'late');
  },
};

async function tellSealed(
  act: Act,
  order: FoundOrder,
  signature: SignatureRow,
  cause: string,
): Promise<void> {
  const attachments = await sealedAttachments(act, order, signature);
  for (const to of ['correspondents', 'delivery-centre'] as const) {
    await mailOrder(act, order, {
      cause,
      kind: 'order-documents-sealed',
      to,
      subject: `Documents scellés : commande ${order.number}, ${order.organisation_name}`,
      paragraphs: [
        'Le cachet électronique, qui n’avait pas pu être apposé à temps, l’est maintenant. Voici les documents scellés ; rien d’autre n’y a changé.',
      ],
      button: { label: 'Voir la commande', url: orderPaths.order(order.id) },
      attachments,
    });
  }
}
