import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { closeDoor } from '#src/platform/sign-in/doors.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { mailFile } from '#src/registration/mail-file.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { isHolder } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import { lockFile, lockFilesOfOrder } from '#src/registration/store.js';

/**
 * A wrong address is corrected and the holder invited anew. Once the holder has come, nobody else may change it:
 * whoever reads that address opens the file.
 */
export async function correctAddress(act: Act, id: string, email: string): Promise<FileFacts | Refusal> {
  await lockFilesOfOrder(act.tx, id);
  const before = await lockFile(act.tx, id);
  const mine = act.actor.kind === 'person' && before !== undefined && isHolder(before, act.actor);
  if (before?.opened_at && !mine) {
    const visible = await moveHolderFile(act, id, 'correct-address');
    return isRefusal(visible) ? visible : refusals.holderHasCome;
  }
  if (before && (await inUse(act, before.order_id, id, email))) return refusals.addressInUse;
  if (before?.email === email) return refusals.sameAddress;
  const change = { email, opened_at: null, confirmed_at: null };
  const file = await moveHolderFile(act, id, 'correct-address', {}, change);
  if (isRefusal(file) || !before) return file;
  await closeDoor(act, {
    subject: `file:${id}`,
    reason: 'L’adresse du titulaire a été corrigée : un nouveau lien a été envoyé à la bonne adresse.',
    email: before.email,
    endSessions: true,
  });
  if (mine) await tellOldAddress(act, { ...file, email: before.email }, before.version);
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

/** Whoever still reads the old address learns of the change: it may not have been the holder's doing. */
async function tellOldAddress(act: Act, file: FileFacts, version: number): Promise<void> {
  await mailFile(act, file, {
    cause: `address:${file.id}:${version}`,
    kind: 'holder-address-changed',
    to: 'holder',
    subject: `Adresse changée : votre dossier de certificat, ${file.organisation_name}`,
    greeting: `Bonjour ${holderName(file)},`,
    paragraphs: [
      'L’adresse électronique de votre dossier vient d’être changée depuis ce dossier. Le lien reçu ici est fermé ; la suite part à la nouvelle adresse.',
      'Si ce n’est pas vous qui l’avez changée, appelez-nous aussitôt.',
    ],
  });
}
