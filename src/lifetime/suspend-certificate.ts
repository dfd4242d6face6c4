import type { z } from 'zod';
import { reasonGiven } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { CertificateRow } from '#src/registration/index.js';
import type { suspendInput } from './stop-inputs.js';
import { takeStep } from './take-step.js';

/** On hold, for a key that is mislaid and may turn up: nobody trusts the certificate until it is resumed. */
export async function suspendCertificate(
  act: Act,
  id: string,
  input: z.output<typeof suspendInput>,
): Promise<CertificateRow | Refusal> {
  const given = await reasonGiven(act.tx, 'suspension', input, act.now);
  if (isRefusal(given)) return given;
  return takeStep(act, id, 'suspend', { reason: given.reason });
}

/** The key is found again: the certificate is good as before. */
export async function resumeCertificate(act: Act, id: string): Promise<CertificateRow | Refusal> {
  return takeStep(act, id, 'resume');
}
