import type { Part } from '#src/directory/index.js';
import { type Actor, bodiesOf, wroteIt } from '#src/platform/acts/actor.js';
import type { OrderRow } from './rows.js';

type Bodies = Pick<
  OrderRow,
  | 'author_id'
  | 'entered_on_behalf'
  | 'organisation_id'
  | 'purchasing_body_id'
  | 'delivery_centre_id'
  | 'signatory_email'
>;

/**
 * Which parts a person plays in this order. The author of a draft has the correspondent's steps on it even before
 * anybody confirms them as correspondent of the organisation, except an officer who entered it on its behalf.
 */
export function partsIn(order: Bodies, actor: Actor): Part[] {
  if (actor.kind !== 'person') return [];
  const found: Part[] = [];
  const inBody = (part: Part, body: string): boolean => bodiesOf(actor, part).includes(body);
  if ((actor.door === null && wroteIt(actor, order)) || inBody('correspondent', order.organisation_id))
    found.push('correspondent');
  if (order.signatory_email === actor.email) found.push('legal-representative');
  if (inBody('purchasing-officer', order.purchasing_body_id)) found.push('purchasing-officer');
  if (inBody('delivery-officer', order.delivery_centre_id)) found.push('delivery-officer');
  if (inBody('accountant', order.purchasing_body_id) || inBody('accountant', order.delivery_centre_id)) {
    found.push('accountant');
  }
  return found;
}
