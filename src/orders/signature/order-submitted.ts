import { certificates, mailOrder } from '#src/orders/mail-order.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, SignatureRow } from '#src/orders/rows.js';
import { findOrderFacts } from '#src/orders/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { recordSignature } from './record-signature.js';
import { lateWords, sealedAttachments } from './sealed-attachments.js';
import { findSignature } from './signature-store.js';

/**
 * The signed order arrives: its sheet is drawn and the seal asked for. The mails wait for it; an order that is sent
 * again is sealed already.
 */
export const orderSubmitted: Reaction = {
  name: 'order-submitted',
  on: ['order.submitted'],
  async run(act, event, line) {
    const order = await findOrderFacts(act.tx, event.about.order ?? '');
    const signature = await findSignature(act.tx, String(event.data.signature));
    if (!order || !signature) return;
    if (signature.sheet_file_id) await tellSubmitted(act, order, signature, `line:${line}`);
    else await recordSignature(act, order, signature, line);
  },
};

/**
 * The order goes to the purchasing body, a copy to the delivery centre, an acknowledgement to the organisation
 * (forms, step 1; RGS chapter 4 on acknowledgements), with the documents as they are sealed.
 */
export async function tellSubmitted(
  act: Act,
  order: FoundOrder,
  signature: SignatureRow,
  cause: string,
  late = false,
): Promise<void> {
  const attachments = await sealedAttachments(act, order, signature);
  const what = `commande ${order.number}, ${order.organisation_name}`;
  const url = orderPaths.order(order.id);
  await mailOrder(act, order, {
    cause,
    kind: 'order-received',
    to: 'purchasing-body',
    subject: `À examiner : ${what}`,
    paragraphs: [
      `Une commande de ${certificates(order.quantity)} vient d’être signée. Elle vous attend pour examen.`,
      ...(late ? [lateWords] : []),
    ],
    button: { label: 'Examiner la commande', url },
    attachments,
  });
  await mailOrder(act, order, {
    cause,
    kind: 'order-copy',
    to: 'delivery-centre',
    subject: `Mission demandée : ${what}`,
    paragraphs: [
      `Une mission vous est demandée : remettre ${certificates(order.quantity)} dans les locaux de l’organisme (${order.organisation_name}). Répondez à la demande de mission ; la commande est jointe en copie.`,
      ...(late ? [lateWords] : []),
    ],
    button: { label: 'Répondre à la demande', url },
    attachments,
  });
  for (const to of ['correspondents', 'signatory'] as const) {
    await mailOrder(act, order, {
      cause,
      kind: 'order-acknowledgement',
      to,
      subject: `Bien reçue : ${what}`,
      paragraphs: [
        `Votre commande de ${certificates(order.quantity)} est signée et enregistrée sous le numéro ${order.number}. Gardez ce message : les documents signés y sont joints.`,
        ...(late ? [lateWords] : []),
        'Vous n’avez rien à faire pour le moment. L’organisme acheteur l’examine, puis chaque titulaire recevra un courriel pour remplir son dossier.',
      ],
      ...(to === 'correspondents' ? { button: { label: 'Suivre la commande', url } } : {}),
      attachments,
    });
  }
}
