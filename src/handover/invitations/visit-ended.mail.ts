import { mailReason } from '#src/catalogue/index.js';
import { personById } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { VisitFile } from '#src/handover/types.js';
import { findVisit } from '#src/handover/visits/visit-store.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import { appointment, ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { holderName } from '#src/registration/index.js';
import { mailCorrespondents, mailHolder, mailOfficer, type VisitMail } from './mail-visit.js';
import { eventAttachment } from './visit-event.js';

/** A visit is cancelled: taken out of every calendar that has it. */
export const visitCancelled: Reaction = {
  name: 'tell-visit-cancelled',
  on: ['appointment.cancelled'],
  async run(act, event, line) {
    const visit = await findVisit(act.tx, event.about.appointment ?? '');
    if (!visit || event.data.quiet === true) return;
    const told = new Set(Array.isArray(event.data.files) ? event.data.files : []);
    const files = visit.files.filter((file) => told.has(file.id));
    const was = visit.starts_at ? ` du ${appointment(visit.starts_at)}` : '';
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'visit-cancelled',
      subject: `Rendez-vous annulé : remise de certificat, ${files[0]?.organisation_name ?? ''}`,
      paragraphs: [
        visit.starts_at
          ? `Le rendez-vous${was} est annulé ; il est retiré de votre agenda. Titulaire${files.length > 1 ? 's' : ''} : ${namesOf(files)}.`
          : `Les horaires proposés pour ${namesOf(files)} ne sont plus ouverts.`,
        ...(event.data.by === 'calendar' ? [] : ['Le centre de délivrance en proposera un autre.']),
      ],
      ...mailReason(visit.reason, 'Motif de l’annulation'),
      label: 'Voir où en est le dossier',
      about: { appointment: visit.id },
      ...(visit.starts_at ? { attachments: eventAttachment(act, visit, 'CANCEL') } : {}),
    };
    for (const file of files) await mailHolder(act, file, mail);
    await mailCorrespondents(act, files, mail);
    const officer = visit.starts_at ? await personById(act.tx, visit.officer_id) : undefined;
    if (officer) {
      await mailOfficer(act, visit.delivery_centre_id, officer, mail, handoverPaths.visit(visit.id));
    }
  },
};

/** A holder did not come. Whether the hand went back to the organisation is told by its own mail. */
export const holderMissed: Reaction = {
  name: 'tell-visit-missed',
  on: ['file.missed'],
  async run(act, event, line) {
    const visit = await findVisit(act.tx, event.about.appointment ?? '');
    const file = visit?.files.find((each) => each.id === event.about.file);
    if (!visit || !file) return;
    const mail: VisitMail = {
      cause: `line:${line}`,
      kind: 'visit-missed',
      subject: `Rendez-vous manqué : remise du certificat ${ofName(holderName(file))}, ${file.organisation_name}`,
      paragraphs: [missedWords(file, visit.starts_at)],
      ...mailReason(file.outcome_reason, 'Ce qui est noté'),
      label: 'Voir où en est le dossier',
      about: { appointment: visit.id },
    };
    await mailHolder(act, file, mail);
    await mailCorrespondents(act, [file], mail);
  },
};

function missedWords(file: VisitFile, start: Date | null): string {
  const when = start ? ` du ${appointment(start)}` : '';
  return file.outcome === 'excused'
    ? `La remise prévue au rendez-vous${when} n’a pas eu lieu. L’absence est excusée : le centre de délivrance proposera un autre horaire.`
    : `La remise prévue au rendez-vous${when} n’a pas eu lieu. Un autre rendez-vous est nécessaire ; prévenez le centre de délivrance dès que vous savez ne pas pouvoir venir.`;
}
