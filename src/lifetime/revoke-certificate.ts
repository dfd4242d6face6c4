import type { z } from 'zod';
import { type AuthorityReason, reasonGiven } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import {
  byItself,
  type CertificateRow,
  type FileStep,
  factsOf,
  fileTable,
  moveHolderFile,
  type Reason,
} from '#src/registration/index.js';
import type { revokeInput } from './stop-inputs.js';
import { takeStep } from './take-step.js';

/**
 * What becomes of a file whose key is not handed over yet: another certificate on another key, its data to be
 * corrected, or its end. A file that is handed over stays so.
 */
const fileSteps: Readonly<Record<AuthorityReason, FileStep>> = {
  keyCompromise: 'lose-token',
  superseded: 'lose-token',
  affiliationChanged: 'reopen',
  unspecified: 'reopen',
  cessationOfOperation: 'abandon',
  privilegeWithdrawn: 'abandon',
};

/** For good, with a reason of the catalogue; the authority is told by a job of the same transaction. */
export async function revokeCertificate(
  act: Act,
  id: string,
  input: z.output<typeof revokeInput>,
): Promise<CertificateRow | Refusal> {
  const given = await reasonGiven(act.tx, 'revocation', input, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const authorityReason = given.data.authorityReason ?? 'unspecified';
  const revoked = await takeStep(act, id, 'revoke', { reason, authorityReason });
  if (isRefusal(revoked)) return revoked;
  const refusal = await moveFile(act, revoked, fileSteps[authorityReason], reason);
  return refusal ?? revoked;
}

/** One of the file's own ways, where its state has it; a file at its desk asks for a certificate when validated. */
async function moveFile(
  act: Act,
  revoked: CertificateRow,
  step: FileStep,
  reason: Reason,
): Promise<Refusal | undefined> {
  const file = await factsOf(act.tx, revoked.file_id);
  const open = fileTable.rows.some(
    (row) => row.step === step && file && row.from.includes(file.state) && row.by.includes('calendar'),
  );
  if (!file || !open) return undefined;
  const moved = await moveHolderFile(byItself(act), file.id, step, {
    reason,
    about: { certificate: revoked.id },
  });
  return isRefusal(moved) ? moved : undefined;
}
