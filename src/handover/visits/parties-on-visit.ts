import type { Party } from '#src/directory/index.js';
import type { Visit } from '#src/handover/types.js';
import { type Actor, bodiesOf } from '#src/platform/acts/actor.js';
import { partiesOnFile } from '#src/registration/index.js';

const parties: readonly Party[] = ['correspondent', 'holder', 'delivery-officer', 'calendar'];

/** Which parties an actor stands for in a visit: those of any of its files, and the officers of its centre. */
export function partiesOnVisit(visit: Pick<Visit, 'files' | 'delivery_centre_id'>, actor: Actor): Party[] {
  if (actor.kind === 'calendar') return ['calendar'];
  const found = new Set(visit.files.flatMap((file) => partiesOnFile(file, actor)));
  if (bodiesOf(actor, 'delivery-officer').includes(visit.delivery_centre_id)) found.add('delivery-officer');
  return parties.filter((party) => found.has(party));
}
