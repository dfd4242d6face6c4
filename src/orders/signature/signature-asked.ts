import { certificates, mailOrder } from '#src/orders/mail-order.js';
import { orderPaths } from '#src/orders/paths.js';
import { findOrderFacts } from '#src/orders/store.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { openDoor } from '#src/platform/sign-in/doors.js';
import { signatoryOf } from './sign-order.js';

export const signingDoor = 'sign';

/** The legal representative gets the link: a door, which opens with a code mailed to the same address. */
export const signatureAsked: Reaction = {
  name: 'signature-asked',
  on: ['order.signature-asked'],
  async run(act, event, line) {
    const order = await findOrderFacts(act.tx, event.about.order ?? '');
    if (order?.state !== 'to-sign' || !order.signatory_email) return;
    const signatory = signatoryOf(order.answers);
    const url = await openDoor(act, {
      subject: `order:${order.id}`,
      purpose: signingDoor,
      email: order.signatory_email,
      name: signatory.name,
      label: `La commande ${order.number} à lire et à signer`,
      path: orderPaths.sign(order.id),
    });
    await mailOrder(act, order, {
      cause: `line:${line}`,
      kind: 'signature-asked',
      to: 'signatory',
      subject: `À signer : commande ${order.number}, ${order.organisation_name}`,
      paragraphs: [
        `Lisez et signez la commande de ${certificates(order.quantity)} préparée pour votre organisme, ${order.organisation_name}. Comptez trois minutes ; un téléphone suffit.`,
        'Le lien ouvre une page qui vous enverra un code à cette même adresse : personne d’autre ne peut signer à votre place.',
      ],
      button: { label: 'Lire et signer', url },
    });
  },
};
