import { mailReason } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import { findVisit } from '#src/handover/visits/visit-store.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import { longDate, ofName, plural } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/index.js';
import { mailCentre, mailCorrespondents, mailHolder, type VisitMail } from './mail-visit.js';

/** Step 4 of the relay: a file is validated, the delivery centre knows whom to arrange a visit with. */
export const tellCentre: Reaction = {
  name: 'tell-centre-of-validation',
  on: ['file.validated'],
  async run(act, event, line) {
    const file = await fileFacts(act, event.about.file ?? '');
    if (!file || file.ended_at) return;
    const ready = file.token_ready
      ? 'Sa clé est au centre : proposez-lui un rendez-vous.'
      : 'Sa clé vous sera expédiée : proposez-lui un rendez-vous dès que vous l’aurez reçue.';
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'file-validated-centre',
      subject: `Titulaire à rencontrer : ${holderName(file)}, ${file.organisation_name}`,
      paragraphs: [
        `Le dossier ${ofName(holderName(file))} (${file.organisation_name}, commande ${file.order_number}) est validé. ${ready}`,
      ],
      label: 'Ouvrir la liste des rendez-vous',
      about: { order: file.order_id, file: file.id },
    };
    await mailCentre(act, file.delivery_centre_id, mail, handoverPaths.visits);
  },
};

/** No time suited: the centre waits for other days. */
export const noneSuited: Reaction = {
  name: 'tell-none-suited',
  on: ['appointment.none-suited'],
  async run(act, event, line) {
    const visit = await findVisit(act.tx, event.about.appointment ?? '');
    const files = visit?.files.filter((file) => file.open) ?? [];
    const [first] = files;
    if (!visit || !first) return;
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'none-suited',
      subject: `Aucun horaire ne convient : ${first.organisation_name}`,
      paragraphs: [
        `Aucun des horaires proposés à ${namesOf(files)} ne convient. ${first.organisation_name} est prié de donner ses disponibilités ; vous serez prévenu.`,
      ],
      label: 'Voir la proposition',
      about: { appointment: visit.id },
    };
    await mailCentre(act, visit.delivery_centre_id, mail, handoverPaths.visit(visit.id));
  },
};

/** Days are offered: the centre proposes times among them. */
export const timesOffered: Reaction = {
  name: 'tell-times-offered',
  on: ['visit.times-offered'],
  async run(act, event, line) {
    const file = await fileFacts(act, event.about.file ?? '');
    if (!file) return;
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'times-offered',
      subject: `Disponibilités reçues : ${file.organisation_name}`,
      paragraphs: [
        `${file.organisation_name} a donné ${plural(Number(event.data.times ?? 0), 'jour')} pour la remise du certificat ${ofName(holderName(file))} : proposez-lui des horaires parmi eux.`,
      ],
      label: 'Proposer des horaires',
      about: { order: file.order_id, file: file.id },
    };
    const url = `${handoverPaths.propose}?dossier=${file.id}`;
    await mailCentre(act, file.delivery_centre_id, mail, url);
  },
};

/** The hand goes back to the organisation and the holder: they give the days that suit. */
export const handedBack: Reaction = {
  name: 'ask-for-times',
  on: ['file.handed-back'],
  async run(act, event, line) {
    const file = await fileFacts(act, event.about.file ?? '');
    if (file?.state !== 'to-arrange') return;
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'times-asked',
      subject: `Donnez vos disponibilités : remise du certificat ${ofName(holderName(file))}, ${file.organisation_name}`,
      paragraphs: [
        'Donnez les jours qui conviennent pour la remise : le centre de délivrance proposera des horaires parmi eux.',
        `Sans réponse, le dossier, validé le ${longDate(file.validated_at ?? act.now)}, finira par expirer.`,
      ],
      ...mailReason(file.reason, 'Motif'),
      label: 'Donner mes disponibilités',
    };
    await mailHolder(act, file, mail);
    await mailCorrespondents(act, [file], mail);
  },
};
