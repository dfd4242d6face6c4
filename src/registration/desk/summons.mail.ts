import { operatorOf } from '#src/directory/index.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { factsOf } from '#src/registration/store.js';
import { identityNames } from '#src/registration/types.js';

/** Step 4 of the relay: the holder's own summons to the face-to-face. The delivery centre is told by the next slice. */
export const summonHolder: Reaction = {
  name: 'summon-holder',
  on: ['file.validated'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (!file || file.ended_at) return;
    const centre = await operatorOf(act.tx, file.delivery_centre_id, 'delivery-centre');
    const identity = file.identity_kind
      ? identityNames[file.identity_kind].toLowerCase()
      : 'pièce d’identité';
    await mailFile(act, file, {
      cause: `line:${line}`,
      kind: 'summons',
      to: 'holder',
      subject: `Convocation : remise de votre certificat électronique, ${file.organisation_name}`,
      greeting: `Bonjour ${holderName(file)},`,
      paragraphs: [
        `Votre dossier est validé. Le centre de délivrance${centre ? ` (${centre.shortName})` : ''} va proposer un rendez-vous dans les locaux de votre organisme (${file.organisation_name}) : répondez-lui dès que vous recevez ses horaires.`,
        `La remise se fait en main propre, à vous seul. Ayez avec vous la pièce d’identité de votre dossier (${identity}${file.identity_last4 ? ` dont le numéro se termine par ${file.identity_last4}` : ''}), toujours en cours de validité.`,
        'Le code secret de la clé vous parvient séparément, par l’autorité de certification. Ne le communiquez à personne : nul ne vous le demandera.',
      ],
      button: { label: 'Suivre mon dossier', url: await holderDoor(act, file) },
    });
  },
};
