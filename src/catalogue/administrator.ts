import type { Actor } from '#src/platform/acts/actor.js';

/** Configuration is the installation's: an administrator of one body only does not touch it. */
export function mayConfigure(actor: Actor): boolean {
  return (
    actor.kind === 'person' && actor.roles.some((role) => role.part === 'administrator' && role.body === null)
  );
}
