import type { Party } from '#src/directory/index.js';
import { type Actor, bodiesOf, type Person, wroteIt } from '#src/platform/acts/actor.js';
import type { FileFacts } from './file-facts.js';

type Bodies = Pick<
  FileFacts,
  | 'id'
  | 'email'
  | 'office_id'
  | 'organisation_id'
  | 'purchasing_body_id'
  | 'delivery_centre_id'
  | 'author_id'
  | 'entered_on_behalf'
>;

/** Which parties an actor stands for in this file. None: the file does not exist for them. */
export function partiesOnFile(file: Bodies, actor: Actor): Party[] {
  if (actor.kind === 'calendar') return ['calendar'];
  if (actor.kind === 'outside') return ['certification-authority'];
  if (actor.door !== null) return actor.door === `file:${file.id}` && isHolder(file, actor) ? ['holder'] : [];
  const found: Party[] = [];
  const plays = (part: Party, body: string | null): boolean =>
    body !== null && bodiesOf(actor, part).includes(body);
  if (isHolder(file, actor)) found.push('holder');
  if (plays('correspondent', file.organisation_id) || wroteIt(actor, file)) found.push('correspondent');
  if (plays('certification-agent', file.organisation_id)) found.push('certification-agent');
  if (plays('purchasing-officer', file.purchasing_body_id)) found.push('purchasing-officer');
  if (plays('registration-officer', file.office_id)) found.push('registration-officer');
  if (plays('delivery-officer', file.delivery_centre_id)) found.push('delivery-officer');
  return found;
}

/** The same for the certificate, on which the legal representative who signed the order has steps too. */
export function partiesOnCertificate(
  file: Bodies & Pick<FileFacts, 'order_id' | 'signatory_email'>,
  actor: Actor,
): Party[] {
  const parties = partiesOnFile(file, actor);
  if (actor.kind !== 'person' || actor.email !== file.signatory_email) return parties;
  const signed = actor.door === null || actor.door === `order:${file.order_id}`;
  return signed ? [...parties, 'legal-representative'] : parties;
}

/** The holder is whoever reads the mail of the address that the file names. */
export function isHolder(file: Pick<FileFacts, 'email'>, person: Person): boolean {
  return person.email === file.email;
}
