import { z } from 'zod';
import { emailField, phoneField, textField } from '#src/directory/fields.js';
import { grantRole } from '#src/directory/roles/grant-role.js';
import { findOrNamePerson } from '#src/directory/roles/people.js';
import { roleRefusals } from '#src/directory/roles/role-refusals.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { mailNewCorrespondent } from './correspondent-added.mail.js';
import { findRepresented } from './correspondent-store.js';

export const addCorrespondentInput = z.object({
  name: textField({ what: 'le prénom et le nom', max: 120 }),
  email: emailField,
  phone: phoneField,
  /** The address is doubtful, and right all the same. */
  sure: z.literal('oui').optional(),
});

/**
 * A correspondent of the organisation, or an officer who buys for it, confirms somebody as its correspondent. An
 * officer never names themself: it takes two people to let one in.
 */
export async function addCorrespondent(
  act: Act,
  actor: Person,
  id: string,
  input: Omit<z.output<typeof addCorrespondentInput>, 'sure'>,
): Promise<'added' | Refusal> {
  const organisation = await findRepresented(act.tx, actor, id);
  if (!organisation) return notYourPart;
  if (organisation.asOfficer && input.email === actor.email) return roleRefusals.namesThemself;
  const person = await findOrNamePerson(act.tx, input);
  const granted = await grantRole(act, { personId: person.id, part: 'correspondent', body: organisation.id });
  if (!granted) return roleRefusals.alreadyGranted(person.name);
  await mailNewCorrespondent(act, actor, organisation, person);
  return 'added';
}
