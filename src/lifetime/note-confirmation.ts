import type { z } from 'zod';
import type { Act } from '#src/platform/acts/act.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { noteConfirmation as noteOn } from '#src/registration/index.js';
import type { confirmationInput } from './stop-inputs.js';
import { certificateSeen } from './store.js';

/** On a certificate that the officer sees: elsewhere it does not exist. */
export async function noteConfirmation(
  act: Act,
  id: string,
  input: z.output<typeof confirmationInput>,
): Promise<true | Refusal> {
  const facts = act.actor.kind === 'person' ? await certificateSeen(act.tx, act.actor, id) : undefined;
  return facts ? noteOn(act, id, input) : notYourPart;
}
