import { sql } from 'kysely';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import type { OrderState } from '#src/orders/order.js';
import { refusals } from '#src/orders/refusals.js';
import type { FoundOrder, OrderRow } from '#src/orders/rows.js';
import { voidSignatures } from '#src/orders/signature/signature-store.js';
import { findOrderFacts } from '#src/orders/store.js';
import type { Reason } from '#src/orders/types.js';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Worker } from '#src/platform/jobs/jobs.js';
import {
  type AnsweredOrder,
  type AuthorityAnswer,
  authorityQueue,
  type CertificationAuthority,
} from './certification-authority.js';
import { sendingOf } from './transmit-order.js';

const calledOffStates: readonly OrderState[] = ['withdrawn', 'cancelled'];

/** Sends orders to the authority, calls off those that ended after they were sent, and hears its answers. A failure is tried again for about a day. */
export function authorityWorker(authority: CertificationAuthority): Worker {
  return {
    queue: authorityQueue,
    retryDelay: 5,
    retryLimit: 15,
    async run(kernel, data) {
      const order = await findOrderFacts(kernel.db, (data as { order: string }).order);
      if (order) await tellAuthority(authority, order);
      await hearAuthority(kernel, authority);
    },
  };
}

async function tellAuthority(authority: CertificationAuthority, order: FoundOrder): Promise<void> {
  const sending = { key: sendingOf(order), order: order.id, number: order.number };
  if (order.state === 'sent') {
    await authority.order({
      ...sending,
      organisation: { name: order.organisation_name, siret: order.organisation_siret ?? '' },
      product: order.terms?.product.code ?? '',
      quantity: order.quantity,
    });
  } else if (order.sending && calledOffStates.includes(order.state)) {
    await authority.callOff(sending);
  }
}

/**
 * Reads the authority's answers, each in a transaction of its own and once, however often it comes. One that cannot be
 * kept comes again, and those behind it do not wait for it.
 */
export async function hearAuthority(kernel: Kernel, authority: CertificationAuthority): Promise<void> {
  await eachAlone(await authority.answers(), async (answer) => {
    await kernel.transact({ kind: 'outside', name: authority.name }, async (act) => {
      const { rows } =
        await sql`INSERT INTO authority_answers (id, kind, at) VALUES (${answer.id}, ${answer.kind}, ${act.now})
        ON CONFLICT DO NOTHING RETURNING id`.execute(act.tx);
      if (rows.length > 0) await hear(act, answer);
    });
    await authority.heard(answer.id);
  });
}

async function hear(act: Act, answer: AuthorityAnswer): Promise<void> {
  switch (answer.kind) {
    case 'order-acknowledged': {
      const { order, reference, sending } = answer;
      const refusal = await acknowledgeOrder(act, order, reference, sending);
      if (isRefusal(refusal)) await noteTooLate(act, answer, { reference: reference.slice(0, 200) });
      return;
    }
    case 'order-refused': {
      const reason = {
        code: 'authority-refused',
        label: 'Refusée par l’autorité de certification',
        sentence: answer.sentence,
        comment: '',
      };
      const refusal = await recordRefusal(act, answer.order, reason, answer.sending);
      if (isRefusal(refusal)) await noteTooLate(act, answer, {});
      return;
    }
    default:
      await act.publish({ type: `authority.${answer.kind}`, about: {}, data: { token: answer.tokenSerial } });
  }
}

/**
 * The order does not wait for this answer: it was withdrawn or sent again meanwhile, an officer noted the answer by
 * hand, or the authority names an order that is not here. Nothing changes, and the journal keeps what was said.
 */
async function noteTooLate(
  act: Act,
  answer: AuthorityAnswer & AnsweredOrder,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  const known = await findOrderFacts(act.tx, answer.order);
  await act.publish({
    type: 'authority.answer-too-late',
    about: known ? { order: known.id } : {},
    data: { answer: answer.kind, sending: answer.sending.slice(0, 200), ...data },
  });
}

/**
 * The authority has taken the order (or a purchasing officer records it): every holder is invited. An answer counts
 * for the sending that it answers only, as `recordRefusal` has it too.
 */
export async function acknowledgeOrder(
  act: Act,
  id: string,
  reference: string,
  sending: string,
): Promise<OrderRow | Refusal> {
  const order = await openOrder(act, id, 'acknowledge');
  if (isRefusal(order)) return order;
  if (sendingOf(order) !== sending) return refusals.sentAgain;
  const change = { authority_reference: reference, transmitted_at: act.now };
  await moveOrder(act, order, 'transmitted', 'order.acknowledged', change, { reference });
  return order;
}

/** The authority does not take it: back to the purchasing officer, with its words; a countersignature is void. */
export async function recordRefusal(
  act: Act,
  id: string,
  reason: Reason,
  sending: string,
): Promise<OrderRow | Refusal> {
  const order = await openOrder(act, id, 'record-refusal');
  if (isRefusal(order)) return order;
  if (sendingOf(order) !== sending) return refusals.sentAgain;
  await voidSignatures(act.tx, order.id, ['countersignature'], act.now);
  await moveOrder(act, order, 'examined', 'order.authority-refused', { reason }, { reason: reason.code });
  return order;
}
