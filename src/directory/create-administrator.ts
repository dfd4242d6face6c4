import type { Kernel } from '#src/platform/act.js';
import type { Outside } from '#src/platform/actor.js';
import { grantRole } from './grant-role.js';
import { findOrNamePerson } from './people.js';

const commandLine: Outside = { kind: 'outside', name: 'command-line' };

/**
 * Makes somebody an administrator of the installation, on the command line: the first one has nobody to grant it.
 *
 * @returns `granted` is false where they were one already
 */
export function createAdministrator(
  kernel: Kernel,
  email: string,
  name: string,
): Promise<{ personId: string; granted: boolean }> {
  return kernel.transact(commandLine, async (act) => {
    const person = await findOrNamePerson(act.tx, { email, name });
    const granted = await grantRole(act, { personId: person.id, part: 'administrator', body: null });
    return { personId: person.id, granted };
  });
}
