import { openFiles } from '#src/handover/visits/change-visit.js';
import { findVisit } from '#src/handover/visits/visit-store.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import { appointment, ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/index.js';
import { mailCorrespondents, mailHolder, type VisitMail } from './mail-visit.js';

/** Times are proposed: the holders and their organisation pick one, or say that none suits. */
export const visitProposed: Reaction = {
  name: 'tell-visit-proposed',
  on: ['appointment.proposed'],
  async run(act, event, line) {
    const visit = await findVisit(act.tx, event.about.appointment ?? '');
    if (visit?.state !== 'proposed') return;
    const files = openFiles(visit);
    const [first] = files;
    if (!first) return;
    const shared =
      files.length > 1
        ? [
            `Le rendez-vous réunit ${namesOf(files)} : le premier qui choisit fixe l’horaire pour tous, et chacun est prévenu.`,
          ]
        : [];
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'visit-proposed',
      subject: `Choisissez l’horaire : remise du certificat ${ofName(namesOf(files))}, ${first.organisation_name}`,
      paragraphs: [
        `Choisissez l’un des horaires ci-dessous pour la remise en main propre, à cette adresse : ${visit.place}.`,
        ...shared,
      ],
      items: visit.times.map((time) => ({ title: appointment(time) })),
      label: 'Choisir un horaire',
      after: [
        'Aucun ne convient ? La même page permet de le dire et de donner vos disponibilités.',
        ...(visit.note ? [`Le centre de délivrance ajoute : ${visit.note}`] : []),
      ],
      about: { appointment: visit.id },
    };
    for (const file of files) {
      await mailHolder(act, file, {
        ...mail,
        subject: `Choisissez l’horaire : remise de votre certificat, ${file.organisation_name}`,
        paragraphs: [
          ...mail.paragraphs,
          `${holderName(file)}, venez vous-même, avec la pièce d’identité de votre dossier.`,
        ],
      });
    }
    await mailCorrespondents(act, files, mail);
  },
};
