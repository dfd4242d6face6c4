import type { OperatorKind } from '#src/directory/organisations/organisations.js';
import { grantedParts, type Part, partyNames } from '#src/directory/parts.js';
import { type Actor, bodiesOf, hasPart } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { roleRefusals } from './role-refusals.js';

export type GrantedPart = (typeof grantedParts)[number];

/** Where roles are granted: an organisation with what it operates, or the installation itself. */
export interface RoleBody {
  /** Null: the installation. */
  readonly id: string | null;
  readonly name: string;
  readonly kinds: readonly OperatorKind[];
}

export const installation: RoleBody = { id: null, name: 'L’installation', kinds: [] };

/** Parts that only an operator of such a kind has; every other organisation has correspondents and agents. */
const operated: Partial<Record<GrantedPart, readonly OperatorKind[]>> = {
  'purchasing-officer': ['purchasing-body'],
  'registration-officer': ['registration-office'],
  'delivery-officer': ['delivery-centre'],
  accountant: ['purchasing-body', 'delivery-centre'],
};

/** The parts that exist in a body, in the order of the procedure. */
export function partsIn(body: RoleBody): GrantedPart[] {
  if (body.id === null) return ['administrator', 'auditor'];
  return grantedParts.filter((part) => operated[part]?.some((kind) => body.kinds.includes(kind)) ?? true);
}

export function isGrantedPart(part: string): part is GrantedPart {
  return (grantedParts as readonly string[]).includes(part);
}

/** An administrator of the installation administers every body; one of a body, that body; nobody else any. */
export function administers(actor: Actor, body: string | null): boolean {
  if (actor.kind !== 'person') return false;
  if (actor.roles.some((role) => role.part === 'administrator' && role.body === null)) return true;
  return body !== null && bodiesOf(actor, 'administrator').includes(body);
}

/** The bodies whose roles somebody administers: all of them, or a list. */
export function administeredBodies(actor: Actor): 'all' | readonly string[] {
  return administers(actor, null) ? 'all' : bodiesOf(actor, 'administrator');
}

/** Whether somebody administers the installation, its mail and its jobs included. */
export function administersAll(actor: Actor): boolean {
  return administers(actor, null);
}

export function administersSome(actor: Actor): boolean {
  return hasPart(actor, 'administrator');
}

/** Whether the actor may grant the part in the body, and the part exists there. */
export function judgeGrant(actor: Actor, part: GrantedPart, body: RoleBody): Refusal | undefined {
  if (!administers(actor, body.id)) return notYourPart;
  if (partsIn(body).includes(part)) return undefined;
  return body.id === null
    ? roleRefusals.bodyMissing
    : roleRefusals.partElsewhere(partyNames[part], body.name);
}

/** Whether the actor may end a role in force; the installation is never left without an administrator. */
export function judgeEnd(
  actor: Actor,
  role: { part: Part; body: string | null; ended: boolean },
  administrators: number,
): Refusal | undefined {
  if (!administers(actor, role.body)) return notYourPart;
  if (role.ended) return roleRefusals.alreadyEnded;
  const last = role.part === 'administrator' && role.body === null && administrators <= 1;
  return last ? roleRefusals.lastAdministrator : undefined;
}
