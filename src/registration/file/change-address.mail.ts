import type { Act } from '#src/platform/acts/act.js';
import { mailedSince } from '#src/platform/mail/mail-store.js';
import { codeMinutes, codesCountSince, minutesBeforeCode } from '#src/platform/sign-in/codes.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { mailFile } from '#src/registration/mail-file.js';

const kind = 'address-code';

/** The minutes before another code may be asked for this file; 0 where it may leave now. */
export async function minutesBeforeAddressCode(act: Act, file: FileFacts): Promise<number> {
  const which = { kind, order: file.order_id, file: file.id, since: codesCountSince(act.now) };
  return minutesBeforeCode(await mailedSince(act.tx, which), act.now);
}

/** To the address asked for, which may be a stranger's: it names neither the holder nor the organisation. */
export async function mailAddressCode(act: Act, file: FileFacts, code: string): Promise<void> {
  await mailFile(act, file, {
    cause: `address-code:${file.id}:${act.now.toISOString()}`,
    kind,
    to: 'holder',
    subject: 'Code pour confirmer votre adresse électronique',
    greeting: 'Bonjour,',
    paragraphs: [
      'Recopiez ce code sur la page de votre dossier : votre adresse n’est changée qu’à ce moment-là.',
    ],
    code,
    after: [
      `Il est valable ${codeMinutes} minutes et ne sert qu’une fois. Si vous n’avez rien demandé, ne le donnez à personne : rien ne change.`,
    ],
    secretUntil: new Date(act.now.getTime() + codeMinutes * 60_000),
  });
}

/** Whoever still reads the old address learns of the change: it may not have been the holder's doing. */
export async function tellOldAddress(act: Act, file: FileFacts): Promise<void> {
  await mailFile(act, file, {
    cause: `address:${file.id}:${file.version}`,
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
