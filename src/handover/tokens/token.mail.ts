import { mailReason } from '#src/catalogue/index.js';
import {
  mailCentre,
  mailCorrespondents,
  mailHolder,
  type VisitMail,
} from '#src/handover/invitations/mail-visit.js';
import { handoverPaths } from '#src/handover/paths.js';
import { tables } from '#src/handover/store.js';
import { ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/index.js';
import { fileFacts, isAwaited } from './move-token.js';

/** A key lies at the centre, its certificate revoked before or after it came: it goes back to the authority. */
export const tokenToSendBack: Reaction = {
  name: 'ask-to-send-token-back',
  on: ['certificate.revoked', 'token.received'],
  async run(act, event) {
    const token = await tables(act.tx)
      .selectFrom('tokens')
      .selectAll()
      .where('certificate_id', '=', event.about.certificate ?? '')
      .executeTakeFirst();
    const file = await fileFacts(act, event.about.file ?? '');
    if (token?.state !== 'received' || !file || isAwaited(file, token)) return;
    const mail: VisitMail = {
      // once, should the revocation and the reception be told together
      cause: `token:${token.id}`,
      kind: 'token-to-send-back',
      subject: `Clé à renvoyer à l’autorité : n° ${token.serial}`,
      paragraphs: [
        `La clé n° ${token.serial}, préparée pour ${holderName(file)} (${file.organisation_name}), ne sera pas remise : son certificat n’est plus bon. Renvoyez-la à l’autorité de certification et notez-le.`,
      ],
      label: 'Ouvrir la clé',
      about: { order: token.order_id, file: token.file_id, token: token.id },
    };
    await mailCentre(act, token.delivery_centre_id, mail, handoverPaths.token(token.id));
  },
};

/** The key was lost or damaged: the holder and the organisation know why they wait again. */
export const tokenLost: Reaction = {
  name: 'tell-token-lost',
  on: ['file.token-lost'],
  async run(act, event, line) {
    const file = await fileFacts(act, event.about.file ?? '');
    // a certificate that somebody revoked: its own mail says that another key is made
    if (!file || file.ended_at || event.about.certificate !== undefined) return;
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'token-lost',
      subject: `Nouvelle clé à préparer : certificat ${ofName(holderName(file))}, ${file.organisation_name}`,
      paragraphs: [
        'La clé préparée ne peut pas être remise. Vous n’avez rien à faire : le certificat est révoqué, un nouveau est demandé, et un rendez-vous vous sera proposé dès que la nouvelle clé sera là.',
      ],
      ...mailReason(file.reason, 'Ce qui s’est passé'),
      label: 'Voir où en est le dossier',
    };
    await mailHolder(act, file, mail);
    await mailCorrespondents(act, [file], mail);
  },
};
