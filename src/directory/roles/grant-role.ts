import { z } from 'zod';
import { emailField, textField } from '#src/directory/fields.js';
import { grantedParts } from '#src/directory/parts.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { notYourPart } from '#src/platform/acts/refusal.js';
import { findOrNamePerson } from './people.js';
import { type GrantedPart, installation, judgeGrant } from './role.js';
import { roleRefusals } from './role-refusals.js';
import { findBody, insertRole } from './role-store.js';

interface NewRole {
  readonly personId: string;
  readonly part: GrantedPart;
  /** The organisation; null for the installation. */
  readonly body: string | null;
}

/**
 * Grants a role, by a step of the procedure that says why: a legal representative signs, hence the author of the
 * draft becomes a correspondent. Nothing happens where it is in force already.
 *
 * @returns whether it was granted now
 */
export async function grantRole(act: Act, role: NewRole): Promise<boolean> {
  const by = act.actor.kind === 'person' ? act.actor.id : null;
  const id = await insertRole(act.tx, { ...role, at: act.now, by });
  if (id === undefined) return false;
  const about = { role: id, person: role.personId, ...(role.body !== null && { body: role.body }) };
  await act.publish({ type: 'role.granted', about, data: { part: role.part } });
  return true;
}

export const grantRoleInput = z.object({
  role: z.enum(grantedParts, 'Choisissez un rôle.'),
  adresse: emailField,
  nom: textField({ what: 'le prénom et le nom', max: 120 }),
});

/** Grants a role on the page of roles: by an administrator, to an address, known or not. */
export async function grantRoleByHand(
  act: Act,
  input: z.output<typeof grantRoleInput> & { body: string | null },
): Promise<{ personId: string } | Refusal> {
  const body = input.body === null ? installation : await findBody(act.tx, input.body);
  if (!body) return notYourPart;
  const refusal = judgeGrant(act.actor, input.role, body);
  if (refusal) return refusal;
  const person = await findOrNamePerson(act.tx, { email: input.adresse, name: input.nom });
  const granted = await grantRole(act, { personId: person.id, part: input.role, body: body.id });
  return granted ? { personId: person.id } : roleRefusals.alreadyGranted(person.name);
}
