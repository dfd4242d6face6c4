import { mailReason } from '#src/catalogue/index.js';
import { personById } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { Visit } from '#src/handover/types.js';
import { present } from '#src/handover/visits/change-visit.js';
import { findVisit } from '#src/handover/visits/visit-store.js';
import { namesOf, whenAndLong } from '#src/handover/visits/visit-words.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { mailCorrespondents, mailHolder, mailOfficer, type VisitMail } from './mail-visit.js';
import { eventAttachment } from './visit-event.js';

/** A visit is agreed or moved: the invitation, or the same one updated, goes to everybody. */
export const visitAgreed: Reaction = {
  name: 'invite-to-visit',
  on: ['appointment.agreed', 'appointment.moved', 'appointment.changed'],
  async run(act, event, line) {
    const visit = await findVisit(act.tx, event.about.appointment ?? '');
    if (visit?.state !== 'agreed') return;
    await tellLeft(act, visit, event, line);
    await tellFormerOfficer(act, visit, event, line);
    await tellEverybody(act, visit, mailOf(act, visit, event, line));
  },
};

function mailOf(act: Act, visit: Visit, event: Event, line: number): VisitMail {
  const files = present(visit);
  const { starts_at: start } = visit;
  if (!start) throw new Error('a visit agreed has no time');
  const moved = event.type === 'appointment.moved';
  const changed = event.type === 'appointment.changed';
  const what = moved ? 'Rendez-vous déplacé' : changed ? 'Rendez-vous modifié' : 'Rendez-vous fixé';
  const first = moved
    ? `Le rendez-vous a changé d’horaire : ${whenAndLong(start, visit.minutes)}.`
    : changed
      ? `Un titulaire n’y vient plus ; l’horaire reste le même : ${whenAndLong(start, visit.minutes)}.`
      : `Notez le rendez-vous : ${whenAndLong(start, visit.minutes)}.`;
  return {
    cause: `line:${line}`,
    kind: moved ? 'visit-moved' : changed ? 'visit-changed' : 'visit-agreed',
    subject: `${what} : remise de certificat, ${files[0]?.organisation_name ?? ''}`,
    paragraphs: [
      first,
      `Lieu : ${visit.place}. ${files.length > 1 ? 'Titulaires' : 'Titulaire'} : ${namesOf(files)}.`,
      'Chaque titulaire vient en personne, avec la pièce d’identité de son dossier, en cours de validité. La clé n’est remise à personne d’autre.',
      ...(visit.note ? [visit.note] : []),
    ],
    ...(moved ? mailReason(visit.reason, 'Motif du changement') : {}),
    label: 'Voir le rendez-vous',
    after: [
      'L’invitation jointe l’inscrit dans votre agenda. La même page permet de le déplacer ou de l’annuler.',
    ],
    about: { appointment: visit.id },
    attachments: eventAttachment(act, visit, 'REQUEST'),
  };
}

/** Holders, organisation and officer; each in a mail of their own. */
async function tellEverybody(act: Act, visit: Visit, mail: VisitMail): Promise<void> {
  const files = present(visit);
  for (const file of files) await mailHolder(act, file, mail);
  await mailCorrespondents(act, files, mail);
  const officer = await personById(act.tx, visit.officer_id);
  if (officer) {
    await mailOfficer(act, visit.delivery_centre_id, officer, mail, handoverPaths.visit(visit.id));
  }
}

/** The holder who left a shared visit: it is taken out of their calendar. */
async function tellLeft(act: Act, visit: Visit, event: Event, line: number): Promise<void> {
  const left = visit.files.find((file) => file.id === event.data.left);
  if (!left) return;
  await mailHolder(act, left, {
    cause: `line:${line}`,
    kind: 'visit-left',
    subject: `Rendez-vous annulé : remise de votre certificat, ${left.organisation_name}`,
    paragraphs: ['Le rendez-vous n’aura pas lieu pour vous. Il est retiré de votre agenda.'],
    ...mailReason(left.outcome_reason, 'Motif'),
    label: 'Suivre mon dossier',
    about: { appointment: visit.id },
    attachments: eventAttachment(act, visit, 'CANCEL'),
  });
}

async function tellFormerOfficer(act: Act, visit: Visit, event: Event, line: number): Promise<void> {
  const id = event.data.formerOfficer;
  const former = typeof id === 'string' ? await personById(act.tx, id) : undefined;
  if (!former) return;
  const mail: VisitMail = {
    cause: `line:${line}`,
    kind: 'visit-reassigned',
    subject: `Rendez-vous confié à un collègue : ${present(visit)[0]?.organisation_name ?? ''}`,
    paragraphs: ['Ce rendez-vous est confié à un autre agent. Il est retiré de votre agenda.'],
    label: 'Voir le rendez-vous',
    about: { appointment: visit.id },
    attachments: eventAttachment(act, visit, 'CANCEL'),
  };
  await mailOfficer(act, visit.delivery_centre_id, former, mail, handoverPaths.visit(visit.id));
}
