import { z } from 'zod';
import { emailField, textField } from '#src/directory/fields.js';
import type { Kernel } from '#src/platform/acts/act.js';
import type { Outside } from '#src/platform/acts/actor.js';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { grantRole } from './grant-role.js';
import { findOrNamePerson } from './people.js';

const commandLine: Outside = { kind: 'outside', name: 'command-line' };

/**
 * Makes somebody an administrator of the installation, on the command line: the first one has nobody to grant it.
 *
 * @returns `granted` is false where they were one already
 */
export async function createAdministrator(
  kernel: Kernel,
  email: string,
  name: string,
): Promise<{ personId: string; granted: boolean } | Refusal> {
  const said = z
    .object({ email: emailField, name: textField({ what: 'le prénom et le nom', max: 120 }) })
    .safeParse({ email, name });
  if (!said.success) return refuse('administrator-wrong', said.error.issues[0]?.message ?? '');
  return kernel.transact(commandLine, async (act) => {
    const person = await findOrNamePerson(act.tx, said.data);
    const granted = await grantRole(act, { personId: person.id, part: 'administrator', body: null });
    return { personId: person.id, granted };
  });
}
