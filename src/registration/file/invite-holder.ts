import { situationNames } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { capital } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import type { MailItem } from '#src/platform/mail/mail.js';
import { expectedDocuments } from '#src/registration/configuration.js';
import type { ExpectedDocument } from '#src/registration/documents/document-rules.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { factsOf } from '#src/registration/store.js';

/** As soon as the file is there its holder is invited: the mail brings the door to it. */
export const inviteHolder: Reaction = {
  name: 'invite-holder',
  on: ['file.created'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (file?.state !== 'waiting') return;
    const invited = await moveHolderFile(act, file.id, 'invite');
    if (isRefusal(invited)) throw new Error(invited.sentence);
    await mailInvitation(act, invited, `line:${line}`);
  },
};

/** The address was wrong: the holder is invited at the new one. */
export const inviteAnew: Reaction = {
  name: 'invite-holder-anew',
  on: ['file.address-corrected'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (!file || file.state === 'waiting' || file.ended_at) return;
    await mailInvitation(act, file, `line:${line}`);
  },
};

async function mailInvitation(act: Act, file: FileFacts, cause: string): Promise<void> {
  const expected = await expectedDocuments(act.tx, file, act.now);
  await mailFile(act, file, {
    cause,
    kind: 'holder-invited',
    to: 'holder',
    subject: `À remplir : votre dossier de certificat électronique, ${file.organisation_name}`,
    greeting: `Bonjour ${holderName(file)},`,
    paragraphs: [
      'Remplissez votre dossier : vos données, le bureau qui le contrôlera, et les pièces ci-dessous, à photographier ou à joindre. Une fois les pièces réunies, comptez un quart d’heure ; vous pouvez vous arrêter et reprendre.',
      `Votre organisme (${file.organisation_name}, commande ${file.order_number}) vous a désigné pour recevoir une clé de certificat électronique.`,
      'Le lien ouvre une page qui vous enverra un code à cette même adresse : personne d’autre ne peut ouvrir votre dossier.',
      `Les pièces à réunir (${expected.length}), selon la situation indiquée à la commande (${situationNames[file.situation].toLowerCase()}) ; si vous en changez dans le dossier, la liste suit :`,
    ],
    items: expected.map(toGather),
    button: { label: 'Ouvrir mon dossier', url: await holderDoor(act, file) },
  });
}

function toGather({ name, maxMonths, expires, model }: ExpectedDocument): MailItem {
  const notes = [
    expires && 'en cours de validité',
    maxMonths !== null && `de moins de ${maxMonths} mois`,
    model && 'modèle à télécharger dans votre dossier, à faire signer',
  ].filter((note) => typeof note === 'string');
  return { title: name, ...(notes.length > 0 ? { text: `${capital(notes.join(', '))}.` } : {}) };
}
