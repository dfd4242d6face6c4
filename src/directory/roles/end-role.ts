import type { Act } from '#src/platform/acts/act.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { judgeEnd } from './role.js';
import { roleRefusals } from './role-refusals.js';
import { countAdministrators, findRole, markRoleEnded, type RoleRow } from './role-store.js';

/** Ends a role in force, on the page of roles. The next request of the person is judged without it. */
export async function endRole(act: Act, id: string): Promise<Refusal | undefined> {
  const administrators = await countAdministrators(act.tx);
  const role = await findRole(act.tx, id);
  if (!role) return notYourPart;
  const { part, body } = role;
  const refusal = judgeEnd(act.actor, { part, body, ended: role.endedAt !== null }, administrators);
  return refusal ?? recordEnd(act, role);
}

/** Ends a role, for who has judged that the actor may. */
export async function recordEnd(act: Act, role: RoleRow): Promise<Refusal | undefined> {
  const { id, part, body, personId } = role;
  const by = act.actor.kind === 'person' ? act.actor.id : null;
  if (!(await markRoleEnded(act.tx, id, { at: act.now, by }))) return roleRefusals.alreadyEnded;
  const about = { role: id, person: personId, ...(body !== null && { body }) };
  await act.publish({ type: 'role.ended', about, data: { part } });
  return undefined;
}
