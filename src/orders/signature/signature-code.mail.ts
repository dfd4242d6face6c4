import { operatorOf } from '#src/directory/index.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { queueMail } from '#src/platform/mail/mail.js';
import { mailedSince } from '#src/platform/mail/mail-store.js';
import { codeMinutes, codesCountSince, minutesBeforeCode } from '#src/platform/sign-in/codes.js';

const kind = 'signature-code';

/** The minutes before another code may be asked for this order; 0 where it may leave now. */
export async function minutesBeforeSignatureCode(act: Act, order: FoundOrder): Promise<number> {
  const since = codesCountSince(act.now);
  return minutesBeforeCode(await mailedSince(act.tx, { kind, order: order.id, since }), act.now);
}

/** The code that signs: in the text, never in the journal, gone from the mail kept once it can no longer serve. */
export async function queueSignatureCode(
  act: Act,
  order: FoundOrder,
  signatory: Person,
  code: string,
): Promise<void> {
  const buyer = await operatorOf(act.tx, order.purchasing_body_id, 'purchasing-body');
  if (!buyer) throw new Error('the purchasing body of an order is no operator');
  await queueMail(act, {
    key: `signature-code:${order.id}:${signatory.id}:${act.now.toISOString()}`,
    kind,
    about: { order: order.id },
    to: signatory.email,
    subject: `Code de signature : commande ${order.number}`,
    paragraphs: [
      `Recopiez ce code sur la page de signature pour signer la commande ${order.number} (${order.organisation_name}) et la demande de mission.`,
    ],
    code,
    after: [
      `Il est valable ${codeMinutes} minutes et ne sert qu’une fois. Si vous n’avez pas demandé à signer, ne le donnez à personne et prévenez le contact ci-dessous.`,
    ],
    secretUntil: new Date(act.now.getTime() + codeMinutes * 60_000),
    contact: { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail },
  });
}
