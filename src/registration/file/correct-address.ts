import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { closeDoor } from '#src/platform/sign-in/doors.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { refusals } from '#src/registration/refusals.js';
import { lockFile, lockFilesOfOrder } from '#src/registration/store.js';

/**
 * The organisation corrects a wrong address and the holder is invited anew. Once the holder has come, nobody else may
 * change it: whoever reads that address opens the file.
 */
export async function correctAddress(act: Act, id: string, email: string): Promise<FileFacts | Refusal> {
  await lockFilesOfOrder(act.tx, id);
  const before = await lockFile(act.tx, id);
  if (before?.opened_at) {
    const visible = await moveHolderFile(act, id, 'correct-address');
    return isRefusal(visible) ? visible : refusals.holderHasCome;
  }
  const refusal = before && (await addressRefusal(act, before, email));
  return refusal ?? replaceAddress(act, id, email);
}

/** What speaks against this address for this file, its order's files being locked. */
export async function addressRefusal(act: Act, file: FileFacts, email: string): Promise<Refusal | undefined> {
  if (file.email === email) return refusals.sameAddress;
  if (await inUse(act, file.order_id, file.id, email)) return refusals.addressInUse;
  return (await elsewhere(act, file, email)) ? refusals.addressNotPersonal : undefined;
}

/** Every door and session of the old address ends with it; the new one is invited by a job. */
export async function replaceAddress(act: Act, id: string, email: string): Promise<FileFacts | Refusal> {
  const before = await lockFile(act.tx, id);
  const file = await moveHolderFile(act, id, 'correct-address', {}, { email, confirmed_at: null });
  if (isRefusal(file) || !before) return file;
  await closeDoor(act, {
    subject: `file:${id}`,
    reason: 'L’adresse du titulaire a été corrigée : un nouveau lien a été envoyé à la bonne adresse.',
    email: before.email,
    endSessions: true,
  });
  return file;
}

async function inUse(act: Act, order: string, file: string, email: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM holder_files
    WHERE order_id = ${order} AND id <> ${file} AND email = ${email}
    UNION ALL SELECT 1 FROM order_facts WHERE id = ${order} AND signatory_email = ${email}
      AND NOT EXISTS (SELECT 1 FROM holder_files WHERE id = ${file} AND situation = 'legal-representative')
    LIMIT 1`.execute(act.tx);
  return rows.length > 0;
}

/** Somebody of another name has this address in an open file of another order (rule 2). */
async function elsewhere(act: Act, file: FileFacts, email: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM holder_files
    WHERE email = ${email} AND order_id <> ${file.order_id} AND ended_at IS NULL
      AND lower(f_unaccent(split_part(given_names, ',', 1) || ' ' || surname))
          <> lower(f_unaccent(${holderName(file)})) LIMIT 1`.execute(act.tx);
  return rows.length > 0;
}
