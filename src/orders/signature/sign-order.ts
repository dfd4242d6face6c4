import { z } from 'zod';
import { receiveMission } from '#src/orders/examination/move-mission.js';
import { moveOrder, openOrder } from '#src/orders/open-order.js';
import { refusals } from '#src/orders/refusals.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { SavedAnswers } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { makeCode, tryCode } from '#src/platform/sign-in/codes.js';
import { minutesBeforeSignatureCode, queueSignatureCode } from './signature-code.mail.js';
import { insertSignature } from './signature-store.js';

const accepted = (what: string) =>
  z.literal('oui', { error: `Cochez la case pour accepter ${what} : sans cela, vous ne pouvez pas signer.` });

export const askSignatureCodeInput = z.object({
  conditions: accepted('les conditions de fourniture'),
  mission: accepted('les conditions de la mission'),
  /** Hash of both documents as the page showed them. */
  documents: z.string(),
});

export const signOrderInput = askSignatureCodeInput.extend({
  code: z
    .string({ error: 'Recopiez le code à 6 chiffres reçu par courriel.' })
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Recopiez le code à 6 chiffres reçu par courriel.')),
});

const purposeOf = (order: FoundOrder): string => `sign:${order.id}`;

/**
 * Both acceptances are ticked: mails the code that will sign these very documents, or tells the minutes to wait for
 * another.
 */
export async function askSignatureCode(
  act: Act,
  actor: Person,
  id: string,
  input: z.output<typeof askSignatureCodeInput>,
): Promise<'mailed' | { readonly minutes: number } | Refusal> {
  const order = await openOrder(act, id, 'sign');
  if (isRefusal(order)) return order;
  if (order.documents_hash?.toString('hex') !== input.documents) return refusals.documentsChanged;
  const minutes = await minutesBeforeSignatureCode(act, order);
  if (minutes > 0) return { minutes };
  const code = await makeCode(act, {
    purpose: purposeOf(order),
    personId: actor.id,
    boundTo: input.documents,
  });
  await queueSignatureCode(act, order, actor, code);
  return 'mailed';
}

/**
 * The legal representative signs both forms with the code: level « simple » of eIDAS, article 25. A wrong code is
 * returned as a result, so that the try is counted.
 */
export async function signOrder(
  act: Act,
  actor: Person,
  id: string,
  input: z.output<typeof signOrderInput>,
): Promise<'signed' | 'wrong' | 'expired' | Refusal> {
  const order = await openOrder(act, id, 'sign');
  if (isRefusal(order)) return order;
  if (!order.documents_hash || order.documents_hash.toString('hex') !== input.documents) {
    return refusals.documentsChanged;
  }
  const tried = await tryCode(act, {
    purpose: purposeOf(order),
    personId: actor.id,
    boundTo: input.documents,
    digits: input.code,
  });
  if (tried !== 'right') return tried;

  const signatory = signatoryOf(order.answers);
  const signature = await insertSignature(act.tx, {
    order_id: order.id,
    kind: 'signature',
    person_id: actor.id,
    name: signatory.name,
    function: signatory.function,
    email: actor.email,
    at: act.now,
    level: 'code',
    documents_hash: order.documents_hash,
    acceptances: order.terms?.acceptances ?? [],
  });
  const mission = await receiveMission(act, order);
  await moveOrder(
    act,
    order,
    'submitted',
    'order.submitted',
    { author_confirmed_at: act.now, submitted_at: act.now, reason: null },
    { signature, mission, documents: input.documents },
  );
  return 'signed';
}

/** Name and function of the signatory, as the frozen answers give them. */
export function signatoryOf(answers: SavedAnswers): {
  name: string;
  function: string;
  byDelegation: boolean;
} {
  const signatory = (answers.signatory ?? {}) as Record<string, string>;
  return {
    name: `${signatory.givenName ?? ''} ${signatory.surname ?? ''}`.trim(),
    function: signatory.function ?? '',
    byDelegation: signatory.byDelegation === 'oui',
  };
}
