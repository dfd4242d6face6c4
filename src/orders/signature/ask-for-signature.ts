import { createHash } from 'node:crypto';
import type { Answers } from '#src/orders/answers.js';
import { judgeAnswers } from '#src/orders/draft/judge-answers.js';
import { termsNow } from '#src/orders/draft/terms.js';
import { insertMission } from '#src/orders/examination/mission-store.js';
import { insertHolders, removeHolders } from '#src/orders/holder-store.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { preparedBy } from '#src/orders/prepared-on-behalf.js';
import { refusals } from '#src/orders/refusals.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { mailedTo } from '#src/platform/mail/mail-store.js';
import { storeFile } from '#src/platform/web/files.js';
import { drawMissionRequest } from './mission-request.document.js';
import { drawOrderForm } from './order-form.document.js';
import { voidSignatures } from './signature-store.js';

/**
 * Freezes both forms: terms, holders, the two PDFs and their hash, to which the signature is bound. The legal
 * representative is sent the link by a reaction.
 */
export async function askForSignature(act: Act, id: string): Promise<{ documentsHash: string } | Refusal> {
  const order = await openOrder(act, id, 'ask-for-signature');
  if (isRefusal(order)) return order;
  const checked = await judgeAnswers(act.tx, order, act.now);
  if (!checked.complete) return refusals.answersIncomplete;
  const { answers } = checked;
  if (order.organisation_siren && !answers.organisation.siret.startsWith(order.organisation_siren)) {
    return refusals.siretOfAnother;
  }
  const minutes = await minutesBeforeAsking(act, order.id, answers.signatory.email);
  if (minutes > 0) return refusals.askedTooOften(minutes);
  const terms = await termsNow(act.tx, order, answers, act.now);
  if (isRefusal(terms)) return terms;

  if (order.terms) {
    // asked for before: what was frozen and signed then no longer stands
    await voidSignatures(act.tx, order.id, ['signature', 'countersignature'], act.now);
    await removeHolders(act.tx, order.id);
  }
  await insertHolders(act.tx, order.id, answers.holders.map(holderRow));
  const frozen = { ...order, terms };
  const form = await store(act, order, 'annexe-4bis', await drawOrderForm(act, frozen, answers));
  const mission = await store(
    act,
    order,
    'demande-de-mission',
    await drawMissionRequest(act, frozen, answers),
  );
  const documentsHash = createHash('sha256').update(form.sha256).update(mission.sha256).digest();
  await insertMission(act.tx, {
    order_id: order.id,
    delivery_centre_id: order.delivery_centre_id,
    state: 'to-sign',
    since: act.now,
  });
  await moveOrder(
    act,
    order,
    'to-sign',
    'order.signature-asked',
    {
      ...(await preparedBy(act, order)),
      came_from: order.state,
      signatory_email: answers.signatory.email,
      terms,
      quantity: terms.quantity,
      form_file_id: form.id,
      mission_file_id: mission.id,
      documents_hash: documentsHash,
      examined_by: null,
      examined_hash: null,
      signatory_confirmed_by: null,
    },
    { form: form.sha256, mission: mission.sha256, documents: documentsHash.toString('hex') },
  );
  return { documentsHash: documentsHash.toString('hex') };
}

const hour = 3_600_000;

/** Requests that reach one signatory within an hour, for one order and for all: nobody is written to without end. */
const most = { order: 6, address: 30 };

async function minutesBeforeAsking(act: Act, order: string, to: string): Promise<number> {
  const since = new Date(act.now.getTime() - hour);
  const asked = await mailedTo(act.tx, { kind: 'signature-asked', to, since });
  const about = asked.filter((each) => each.order === order);
  const free = [about.at(-most.order), asked.at(-most.address)].map((each) =>
    each ? each.at.getTime() + hour - act.now.getTime() : 0,
  );
  return Math.ceil(Math.max(...free) / 60_000);
}

function store(
  act: Act,
  order: FoundOrder,
  stem: string,
  bytes: Uint8Array,
): Promise<{ id: string; sha256: string }> {
  return storeFile(act, { name: `${stem}-${order.number}.pdf`, mediaType: 'application/pdf', bytes });
}

function holderRow(holder: Answers['holders'][number]): Parameters<typeof insertHolders>[2][number] {
  return {
    given_name: holder.givenName,
    surname: holder.surname,
    function: holder.function,
    email: holder.email,
    phone: holder.phone,
    situation: holder.situation,
    usages: holder.usages,
  };
}
