import { z } from 'zod';
import { recordEnd } from '#src/directory/roles/end-role.js';
import { roleRefusals } from '#src/directory/roles/role-refusals.js';
import { findRole } from '#src/directory/roles/role-store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { findRepresented, lockCorrespondents } from './correspondent-store.js';

export const endCorrespondentInput = z.object({
  /** The page that was read said that nobody would be left. */
  last: z.literal('oui').optional(),
});

/** Ends a correspondent's role: one's own too, and the last one only where the page said what follows. */
export async function endCorrespondent(
  act: Act,
  actor: Person,
  id: string,
  roleId: string,
  input: z.output<typeof endCorrespondentInput>,
): Promise<{ readonly personId: string } | Refusal> {
  const organisation = await findRepresented(act.tx, actor, id);
  if (!organisation) return notYourPart;
  const present = await lockCorrespondents(act.tx, organisation.id);
  const role = await findRole(act.tx, roleId);
  if (role?.body !== organisation.id || role.part !== 'correspondent') return notYourPart;
  if (role.endedAt !== null) return roleRefusals.alreadyEnded;
  if (present.length === 1 && input.last !== 'oui') return roleRefusals.lastCorrespondent;
  return (await recordEnd(act, role)) ?? { personId: role.personId };
}
