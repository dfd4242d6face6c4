import { operatorOf } from '#src/directory/index.js';
import { ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { filePaths } from '#src/registration/paths.js';
import { factsOf } from '#src/registration/store.js';

/** The office is told, the holder gets an acknowledgement. */
export const fileSubmitted: Reaction = {
  name: 'file-submitted',
  on: ['file.submitted'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (!file?.office_id) return;
    const office = await operatorOf(act.tx, file.office_id, 'registration-office');
    const cause = `line:${line}`;
    await mailFile(act, file, {
      cause,
      kind: 'file-acknowledgement',
      to: 'holder',
      subject: `Bien reçu : votre dossier de certificat, ${file.organisation_name}`,
      greeting: `Bonjour ${holderName(file)},`,
      paragraphs: [
        `Votre dossier est déposé auprès de votre bureau d’enregistrement${office ? ` (${office.shortName})` : ''}. Vous n’avez rien à faire pour le moment.`,
        'Un agent examine chaque pièce. S’il en manque une ou s’il faut la refaire, un message vous dira laquelle et comment. Sinon, vous serez convoqué pour la remise de votre clé.',
      ],
      button: { label: 'Suivre mon dossier', url: await holderDoor(act, file) },
    });
    await mailFile(act, file, {
      cause,
      kind: 'file-to-judge',
      to: 'office',
      subject: `À contrôler : dossier ${ofName(holderName(file))}, ${file.organisation_name}`,
      paragraphs: [
        'Un dossier de certificat vous attend. Jugez chaque pièce, puis validez-le ou demandez les corrections.',
      ],
      button: { label: 'Contrôler le dossier', url: filePaths.desked(file.id) },
    });
  },
};
