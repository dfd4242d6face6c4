import type { Party } from '#src/directory/index.js';
import type { TokenRow } from '#src/handover/types.js';
import { type Actor, bodiesOf } from '#src/platform/acts/actor.js';

/** Which parties an actor stands for, of those who handle this token. */
export function partiesOnToken(
  token: Pick<TokenRow, 'delivery_centre_id' | 'purchasing_body_id'>,
  actor: Actor,
): Party[] {
  if (actor.kind === 'calendar') return ['calendar'];
  if (actor.kind === 'outside') return ['certification-authority'];
  const found: Party[] = [];
  if (bodiesOf(actor, 'delivery-officer').includes(token.delivery_centre_id)) found.push('delivery-officer');
  if (bodiesOf(actor, 'purchasing-officer').includes(token.purchasing_body_id)) {
    found.push('purchasing-officer');
  }
  return found;
}
