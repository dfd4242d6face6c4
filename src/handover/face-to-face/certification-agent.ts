import { type PersonRow, peopleWith } from '#src/directory/index.js';
import { refusals } from '#src/handover/refusals.js';
import type { Reader } from '#src/handover/store.js';
import type { Receiver } from '#src/handover/types.js';
import { findOrderFacts } from '#src/orders/index.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { FileFacts } from '#src/registration/index.js';
import { productAsOrdered } from './as-ordered.js';

type Handed = Pick<
  FileFacts,
  'order_id' | 'organisation_id' | 'delivery_centre_id' | 'email' | 'validated_by'
>;

/**
 * Whether the certificate policy lets the organisation's certification agent receive the token in the holder's place:
 * the product says so, as it stood when the order was made.
 */
async function allowed(db: Reader, file: Handed): Promise<boolean> {
  const terms = (await findOrderFacts(db, file.order_id))?.terms;
  if (!terms) return false;
  const product = await productAsOrdered(db, terms);
  return product?.data.handoverByAgent ?? false;
}

/**
 * Who hands tokens over at the centre, or validated the file, does not receive its token for the holder; nor does the
 * holder, who receives it as such. No setting relaxes it: the agent is a second pair of eyes or nobody.
 */
export function agentBarred(
  file: Pick<Handed, 'email' | 'validated_by'>,
  agent: Pick<PersonRow, 'id' | 'email'>,
  officers: readonly Pick<PersonRow, 'id'>[],
): Refusal | undefined {
  if (agent.email === file.email) return refusals.agentIsHolder;
  if (agent.id === file.validated_by) return refusals.agentValidated;
  return officers.some((officer) => officer.id === agent.id) ? refusals.agentIsOfficer : undefined;
}

/** The certification agents who may receive this holder's token; none where the policy wants the holder. */
export async function agentsFor(db: Reader, file: Handed): Promise<Receiver[]> {
  if (!(await allowed(db, file))) return [];
  const officers = await peopleWith(db, 'delivery-officer', file.delivery_centre_id);
  const agents = await peopleWith(db, 'certification-agent', file.organisation_id);
  return agents.filter((agent) => !agentBarred(file, agent, officers)).map(receiver);
}

/** The one that a form names: undefined stands for the holder. */
export async function receiverNamed(
  db: Reader,
  file: Handed,
  named: string,
): Promise<Receiver | undefined | Refusal> {
  if (named === '') return undefined;
  if (!(await allowed(db, file))) return refusals.agentNotAllowed;
  const agents = await peopleWith(db, 'certification-agent', file.organisation_id);
  const agent = agents.find((each) => each.id === named);
  if (!agent) return refusals.agentUnknown;
  const officers = await peopleWith(db, 'delivery-officer', file.delivery_centre_id);
  return agentBarred(file, agent, officers) ?? receiver(agent);
}

function receiver({ id, name, email }: PersonRow): Receiver {
  return { id, name: name || email, email };
}
