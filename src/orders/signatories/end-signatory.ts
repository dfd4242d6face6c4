import { findRepresented } from '#src/directory/index.js';
import { refusals } from '#src/orders/refusals.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { mailFormerSignatory } from './signatory-ended.mail.js';
import { awaitedSignature, signatoriesOf, takeSignatoryOff } from './signatory-store.js';

/**
 * A correspondent of the organisation, or an officer who buys for it, says that a person signs for it no more: a mayor
 * of before reads its orders and revokes its certificates no longer. Signing again, they are verified as a stranger is.
 */
export async function endSignatory(
  act: Act,
  actor: Person,
  id: string,
  personId: string,
): Promise<'ended' | Refusal> {
  const organisation = await findRepresented(act.tx, actor, id);
  if (!organisation) return notYourPart;
  const signatory = (await signatoriesOf(act.tx, organisation.id)).find((each) => each.personId === personId);
  if (!signatory) return refusals.noSignatory;
  const number = await awaitedSignature(act.tx, organisation.id, signatory.email);
  if (number) return refusals.signatureAwaited(number);
  const orders = await takeSignatoryOff(act.tx, organisation.id, personId);
  await act.publish({
    type: 'signatory.ended',
    about: { organisation: organisation.id, person: personId },
    data: { orders },
  });
  await mailFormerSignatory(act, actor, organisation, signatory);
  return 'ended';
}
